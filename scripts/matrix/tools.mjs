// What the matrix needs: the tools of tests/matrix/package.json in target/matrix/, browsers from Debian.
import fs from 'node:fs';
import path from 'node:path';
import { hashOf } from '../build/once.mjs';
import { at } from '../build/project.mjs';
import { ensureDebianPackages } from '../lib/debian.mjs';
import { answer, npm, run } from '../lib/process.mjs';
import { say } from '../lib/script.mjs';

const source = at('tests', 'matrix');

/** The tools, and below it the projects that are built with them: what they need is found by looking upwards. */
export const workshop = at('target', 'matrix');

/** Something that this machine cannot have: listed with the reason, never counted as passed. */
export class Unavailable extends Error {}

/** Something that a runtime says it does not support. */
export class Unsupported extends Error {}

/** `npm ci`, when the lock file is another; with `all`, also what only the whole matrix needs. */
export async function ensureTools({ all }) {
  const wanted = hashOf(['package.json', 'package-lock.json'].map((name) => path.join(source, name)));
  const stamp = path.join(workshop, 'tools.stamp');
  const [hash, extent] = fs.existsSync(stamp) ? fs.readFileSync(stamp, 'utf8').split(' ') : [];
  if (hash === wanted && (extent === 'all' || !all)) return;
  say(`npm ci: ${all ? 'runtimes and bundlers (1.7 GB, a minute or two)' : 'bundlers'} into target/matrix`);
  fs.mkdirSync(workshop, { recursive: true });
  fs.rmSync(stamp, { force: true });
  for (const name of ['package.json', 'package-lock.json']) {
    fs.copyFileSync(path.join(source, name), path.join(workshop, name));
  }
  // --force: on other systems the binaries for Linux are fetched all the same, and their rows say that they do not run.
  const linux = process.platform === 'linux' && process.arch === 'x64';
  const flags = [
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    ...(all ? [] : ['--omit=dev']),
    ...(linux ? [] : ['--force']),
  ];
  await run('matrix-tools', npm('ci', ...flags), { cwd: workshop });
  fs.writeFileSync(stamp, `${wanted} ${all ? 'all' : 'fast'}`);
}

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
