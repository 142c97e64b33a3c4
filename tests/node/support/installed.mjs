// The package as a user has it: installed from the packed tarball into an empty project, by scripts/test.mjs.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

if (!process.env.PASSWORK_PACKAGE) {
  throw new Error(
    'PASSWORK_PACKAGE names no installed package: run these tests by `npm test`, of which `--only` does a part',
  );
}

/** The installed passwork-wasm, below the node_modules of `project`. */
export const folder = path.resolve(process.env.PASSWORK_PACKAGE);
export const project = path.resolve(folder, '../..');

export const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));

/** The slot in which the parts of the package meet. */
export const SLOT = `Symbol.for('passwork-wasm/${manifest.version}')`;

const run = promisify(execFile);

/**
 * Runs a program in the user's project, in a fresh Node process.
 *
 * @param {'commonjs' | 'module'} kind
 * @param {string} code ends by `print(value)`
 * @param {string[]} flags of Node
 * @param {Record<string, string>} env further variables
 * @returns {Promise<any>} what it printed
 */
export async function inProject(kind, code, flags = [], env = {}) {
  const print = 'const print = (value) => process.stdout.write(JSON.stringify(value));\n';
  const { stdout } = await run(process.execPath, [...flags, `--input-type=${kind}`, '-e', print + code], {
    cwd: project,
    env: { ...process.env, ...env },
    maxBuffer: 1 << 26,
  });
  return JSON.parse(stdout);
}

/** All files of the package, relative, with forward slashes. */
export const files = fs
  .readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)))
  .map((name) => name.split(path.sep).join('/'))
  .sort();

export const read = (name) => fs.readFileSync(path.join(folder, name), 'utf8');
