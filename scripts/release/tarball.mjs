// What is in a tarball.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { filesBelow } from '../build/once.mjs';
import { at } from '../build/project.mjs';
import { run } from '../lib/process.mjs';

/** Unpacks a tarball for as long as `body` works with the folder. */
export async function unpacked(tarball, body) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-tarball-'));
  try {
    await run('unpack', ['tar', '-xzf', path.resolve(tarball), '-C', folder]);
    return await body(path.join(folder, 'package'));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** The names of the files below a folder, with `/`, sorted. */
export const namesBelow = (folder) =>
  filesBelow(folder)
    .map((file) => path.relative(folder, file).split(path.sep).join('/'))
    .sort();

/** The list of files that is on record: one a line. */
export const recorded = () =>
  fs
    .readFileSync(at('scripts', 'release', 'package-files.txt'), 'utf8')
    .trim()
    .split('\n');

/** What two lists of names differ in: lines, none when they are equal. */
export function nameDifferences(found, wanted) {
  const [has, wants] = [new Set(found), new Set(wanted)];
  return [
    ...wanted.filter((name) => !has.has(name)).map((name) => `${name} is missing`),
    ...found.filter((name) => !wants.has(name)).map((name) => `${name} is not on record`),
  ];
}
