// Nothing is done twice: a step is repeated only when its inputs changed or its outputs are gone.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root, work } from './project.mjs';

/** The files below a folder (or the file itself), sorted; `target` and `node_modules` are left out. */
export function filesBelow(place) {
  if (!fs.existsSync(place)) return [];
  if (fs.statSync(place).isFile()) return [place];
  return fs
    .readdirSync(place, { withFileTypes: true })
    .filter((entry) => !['target', 'node_modules'].includes(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesBelow(path.join(place, entry.name)));
}

/** One hash over files, folders (by path and contents) and texts (`{ text }`). */
export function hashOf(inputs) {
  const hash = createHash('sha256');
  for (const input of inputs) {
    if (typeof input === 'string') {
      for (const file of filesBelow(input)) {
        hash.update(`\0file ${path.relative(root, file)}\0`);
        hash.update(fs.readFileSync(file));
      }
    } else {
      hash.update(`\0text ${input.text}\0`);
    }
  }
  return hash.digest('hex');
}

/**
 * Does `body` unless the same inputs gave these outputs before.
 *
 * @param {string} name of the stamp
 * @param {{inputs: (string | {text: string})[], outputs: string[]}} about
 * @param {() => Promise<void>} body
 * @returns {Promise<boolean>} whether it was done now
 */
export async function once(name, { inputs, outputs }, body) {
  const stamp = path.join(work, 'stamps', name);
  const hash = hashOf(inputs);
  const known = fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === hash;
  if (known && outputs.every((file) => fs.existsSync(file))) return false;
  fs.rmSync(stamp, { force: true });
  await body();
  const missing = outputs.filter((file) => !fs.existsSync(file));
  if (missing.length) throw new Error(`${name} did not make ${missing.map((f) => path.relative(root, f)).join(', ')}`);
  fs.mkdirSync(path.dirname(stamp), { recursive: true });
  fs.writeFileSync(stamp, hash);
  return true;
}
