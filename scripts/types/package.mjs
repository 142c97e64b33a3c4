// The declarations under test: read from a package, and laid, changed or not, where a program finds them.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { stop } from './stop.mjs';

const DECLARATION = /\.d\.[cm]?ts$/;

function namesIn(dir, at = dir) {
  return readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : namesIn(dir, join(at, entry.name));
    return DECLARATION.test(entry.name) ? [relative(dir, join(at, entry.name))] : [];
  });
}

/** `{ manifest, files }`: the text of its package.json, and a `Map` from the name of each declaration file to its text. */
export function readPackage(folder) {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) stop(`${folder} has no package.json`);
  const files = new Map(namesIn(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  if (!files.size) stop(`no declarations in ${folder}`);
  return { manifest: readFileSync(manifest, 'utf8'), files };
}

/** Puts it into the node_modules of a folder; `change` gets the text and the name of each file. */
export function layPackage({ manifest, files }, work, change = (text) => text) {
  const target = join(work, 'node_modules/passwork-wasm');
  for (const [name, text] of files) {
    mkdirSync(dirname(join(target, name)), { recursive: true });
    writeFileSync(join(target, name), change(text, name));
  }
  writeFileSync(join(target, 'package.json'), manifest);
}
