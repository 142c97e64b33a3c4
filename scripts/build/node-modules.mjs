// The development dependencies. Scripts import them only after this has run.
import fs from 'node:fs';
import { npm, run } from '../lib/process.mjs';
import { say } from '../lib/script.mjs';
import { at } from './project.mjs';

const age = (file) => (fs.existsSync(file) ? fs.statSync(file).mtimeMs : Number.NEGATIVE_INFINITY);

/** `npm ci`, when node_modules is missing or older than the lock file. */
export async function ensureNodeModules() {
  // npm writes both files in one go, in no fixed order: hence the few seconds.
  if (age(at('node_modules', '.package-lock.json')) + 5000 >= age(at('package-lock.json'))) return;
  say('npm ci: the development tools (esbuild, wasm-opt, …)');
  await run('npm-ci', npm('ci', '--no-audit', '--no-fund'));
}
