// A user's project: an empty folder with the tarball installed.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { npm, run } from '../lib/process.mjs';

/**
 * Installs the tarball, without the network, into a new temporary project, as `passwork-wasm` and under the name of
 * the connector it replaces, as `"passwork-js": "npm:passwork-wasm"` does.
 *
 * @param {string} tarball
 * @returns {Promise<{project: string, folder: string, remove: () => void}>} `folder`: the installed passwork-wasm
 */
export async function installPackage(tarball) {
  const project = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-project-')));
  const dependencies = { 'passwork-wasm': `file:${tarball}`, 'passwork-js': `file:${tarball}` };
  const manifest = { name: 'project', private: true, dependencies };
  fs.writeFileSync(path.join(project, 'package.json'), JSON.stringify(manifest, null, 2));
  await run('install', npm('install', '--offline', '--no-audit', '--no-fund'), { cwd: project });
  const remove = () => fs.rmSync(project, { recursive: true, force: true });
  return { project, folder: path.join(project, 'node_modules', 'passwork-wasm'), remove };
}
