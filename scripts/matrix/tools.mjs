// What the matrix needs: the tools of tests/matrix/package.json in target/matrix/, browsers from Debian.
import fs from 'node:fs';
import path from 'node:path';
import { ensureLocked } from '../build/node-modules.mjs';
import { at } from '../build/project.mjs';
import { ensureDebianPackages } from '../lib/debian.mjs';
import { answer } from '../lib/process.mjs';
import { Unavailable } from '../lib/unavailable.mjs';

const source = at('tests', 'matrix');

/** The tools, and below it the projects that are built with them: what they need is found by looking upwards. */
export const workshop = at('target', 'matrix');

/** Something that a runtime says it does not support. */
export class Unsupported extends Error {}

/** Runtimes and bundlers; with `all`, also what only the whole matrix needs. */
export const ensureTools = ({ all }) =>
  ensureLocked({
    name: 'matrix-tools',
    what: `${all ? 'runtimes and bundlers (1.7 GB, a minute or two)' : 'bundlers'} into target/matrix`,
    source,
    folder: workshop,
    omit: all ? [] : ['dev'],
    // On other systems the binaries for Linux are fetched all the same, and their rows say that they do not run.
    flags: process.platform === 'linux' && process.arch === 'x64' ? [] : ['--force'],
  });

/** A file of an installed tool. */
export const tool = (name, ...parts) => path.join(workshop, 'node_modules', name, ...parts);

export const toolVersion = (name) => JSON.parse(fs.readFileSync(tool(name, 'package.json'), 'utf8')).version;

/** A program that must answer, or the row cannot be had. */
export function binary(place, ...ask) {
  const said = answer([place, ...ask]);
  if (said === null)
    throw new Unavailable(`${path.basename(place)} does not run on ${process.platform} ${process.arch}`);
  return { place, version: /\d+(\.\d+)+/.exec(said)?.[0] ?? said };
}

/** Browsers from Debian; each is `{ place, version }` or throws {@link Unavailable}. */
export async function debianBrowser(find, packages) {
  const there = find();
  if (there) return there;
  try {
    await ensureDebianPackages(packages);
  } catch (error) {
    throw new Unavailable(error.message);
  }
  return find() ?? fail(packages);
}

const fail = (packages) => {
  throw new Unavailable(`apt-get installed ${packages.join(', ')}, but there is no browser`);
};
