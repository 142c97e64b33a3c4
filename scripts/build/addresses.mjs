// Where the project is kept: the members of package.json that say so, and the published one takes over. They are empty until somebody has
// chosen a place; a release is refused without them, since npm's proof of where a package comes from needs the exact address.
import fs from 'node:fs';
import { at } from './project.mjs';

const manifest = () => JSON.parse(fs.readFileSync(at('package.json'), 'utf8'));

/** `repository`, `homepage`, `bugs`, as far as they are not empty. */
export function addresses({ repository, homepage, bugs } = manifest()) {
  return {
    ...(repository?.url && { repository }),
    ...(homepage && { homepage }),
    ...(bugs?.url && { bugs }),
  };
}

/** A published package.json, as text, with the addresses before its first member that is no text. */
export function withAddresses(text, known = addresses()) {
  if (!Object.keys(known).length) return text;
  const { keywords, ...rest } = JSON.parse(text);
  const { name, version, description, ...others } = rest;
  return `${JSON.stringify({ name, version, description, keywords, ...known, ...others }, null, 2)}\n`;
}
