// The examples that the documents of integrations/ show.
import fs from 'node:fs';

/** The block behind `<!-- example -->` in the README of a folder. */
export function example(folder) {
  const text = fs.readFileSync(new URL(`../../../integrations/${folder}/README.md`, import.meta.url), 'utf8');
  return /<!-- example -->\n```\w+\n([\s\S]*?)^```$/m.exec(text)[1];
}
