// `passwork check` on folders that a test makes.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { passwork } from './cli.mjs';
import { assertFits, schemas } from './schema.mjs';

const env = { PATH: process.env.PATH, HOME: os.tmpdir() };

/** A folder with files; names may have folders in them. */
export function folderOf(t, files) {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-check-')));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

export const check = (cwd, ...args) => passwork(env, ['check', ...args], { cwd });

/** The same with `--json`, and the `report` that was printed. */
export async function reportOf(cwd, ...args) {
  const seen = await check(cwd, '--json', ...args);
  const report = JSON.parse(seen.stdout);
  assertFits(report, schemas.check);
  return { ...seen, report };
}
