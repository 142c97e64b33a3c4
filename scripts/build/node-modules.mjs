// Modules of npm, by their lock files: installed when they are missing or others are wanted. Scripts import them only after this has run.
import fs from 'node:fs';
import path from 'node:path';
import { npm, run } from '../lib/process.mjs';
import { say } from '../lib/script.mjs';
import { hashOf } from './once.mjs';
import { root } from './project.mjs';

const FILES = ['package.json', 'package-lock.json'];

const age = (file) => (fs.existsSync(file) ? fs.statSync(file).mtimeMs : Number.NEGATIVE_INFINITY);

/** `npm ci` in a folder, when its node_modules are missing or older than the lock file; by default, the development dependencies. */
export async function ensureNodeModules(
  folder = root,
  { name = 'npm-ci', what = 'the development tools (esbuild, wasm-opt, …)', timeout } = {},
) {
  const [installed, lock] = ['node_modules/.package-lock.json', 'package-lock.json'].map((file) =>
    path.join(folder, file),
  );
  // npm writes both files in one go, in no fixed order: hence the few seconds.
  if (age(installed) + 5000 >= age(lock)) return;
  say(`npm ci: ${what}`);
  await run(name, npm('ci', '--no-audit', '--no-fund'), { cwd: folder, timeout });
}

/**
 * The modules of a manifest and its lock file, in a folder of their own below `target/`: `npm ci`, without scripts, when the lock file is
 * another, or more is wanted than is there.
 *
 * @param {object} about
 * @param {string} about.name Of the log.
 * @param {string} about.what Is told.
 * @param {string} about.source The folder of manifest and lock file.
 * @param {string} about.folder Where they go.
 * @param {string[]} [about.omit] Kinds of dependencies that are left out.
 * @param {string[]} [about.flags] Further words for npm.
 */
export async function ensureLocked({ name, what, source, folder, omit = [], flags = [] }) {
  const wanted = hashOf(FILES.map((file) => path.join(source, file)));
  const stamp = path.join(folder, 'installed.stamp');
  const [hash, without] = fs.existsSync(stamp) ? fs.readFileSync(stamp, 'utf8').split(' ') : [];
  if (hash === wanted && (without === '' || without === omit.join())) return;
  say(`npm ci: ${what}`);
  fs.mkdirSync(folder, { recursive: true });
  fs.rmSync(stamp, { force: true });
  for (const file of FILES) fs.copyFileSync(path.join(source, file), path.join(folder, file));
  const how = ['--ignore-scripts', '--no-audit', '--no-fund', ...omit.map((kind) => `--omit=${kind}`), ...flags];
  await run(name, npm('ci', ...how), { cwd: folder });
  fs.writeFileSync(stamp, `${wanted} ${omit.join()}`);
}
