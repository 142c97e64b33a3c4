// The frameworks of tests/servers/package.json in target/servers, for the programs of docs/servers.md.
import fs from 'node:fs';
import path from 'node:path';
import { hashOf } from '../build/once.mjs';
import { at } from '../build/project.mjs';
import { npm, run } from '../lib/process.mjs';
import { say } from '../lib/script.mjs';

const FILES = ['package.json', 'package-lock.json'];

/** `npm ci`, when the lock file is another; the folder. */
export async function ensureFrameworks() {
  const source = at('tests', 'servers');
  const folder = at('target', 'servers');
  const wanted = hashOf(FILES.map((name) => path.join(source, name)));
  const stamp = path.join(folder, 'frameworks.stamp');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return folder;
  say('npm ci: frameworks for servers (42 MB) into target/servers');
  fs.mkdirSync(folder, { recursive: true });
  fs.rmSync(stamp, { force: true });
  for (const name of FILES) fs.copyFileSync(path.join(source, name), path.join(folder, name));
  await run('frameworks', npm('ci', '--ignore-scripts', '--no-audit', '--no-fund'), { cwd: folder });
  fs.writeFileSync(stamp, wanted);
  return folder;
}
