// An example as somebody has it: a copy, so that nothing is left behind in it, with the package that is tested where its
// package.json expects it.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { execute, npm } from '../../../scripts/lib/process.mjs';
import { nodeCounts } from '../../../scripts/test/counts.mjs';
import { folder as installedPackage } from '../../node/support/installed.mjs';

export const examples = fileURLToPath(new URL('../../../examples/', import.meta.url));

/** What installing, building and developing leave in an example. */
const MADE = new Set(['node_modules', '.next', 'next-env.d.ts', 'tsconfig.tsbuildinfo', '.env', '.env.local']);

/** The copy; it is removed when the process ends. */
export function copyExample(name) {
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-server-'));
  process.on('exit', () => fs.rmSync(place, { recursive: true, force: true }));
  const folder = path.join(place, 'examples', name);
  fs.cpSync(installedPackage, path.join(place, 'pkg'), { recursive: true });
  fs.cpSync(path.join(examples, name), folder, {
    recursive: true,
    filter: (source) => !MADE.has(path.basename(source)),
  });
  return folder;
}

/** Runs a command in it, as its README says it; the output. */
export async function npmIn(folder, ...args) {
  // Without NODE_TEST_CONTEXT: tests that believe they are part of another run are not run.
  const env = { NODE_TEST_CONTEXT: undefined, NEXT_TELEMETRY_DISABLED: '1' };
  const { output } = await execute(npm(...args), { cwd: folder, env, timeout: 600_000 });
  return output;
}

export const install = (folder) => npmIn(folder, 'ci', '--prefer-offline', '--no-audit', '--no-fund');

/** The counts that `npm test` ends with. */
export const testsOf = async (folder) => nodeCounts(await npmIn(folder, 'test', '--', '--test-reporter=tap'));

/** The example of Next.js as it is started in earnest, at any port. */
export const NEXT_START = [
  process.execPath,
  'node_modules/next/dist/bin/next',
  ...['start', '--port', '0', '--hostname', '127.0.0.1'],
];
