#!/usr/bin/env node
// npm run example -- NAME [arguments]: runs examples/NAME over the built pkg/.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { linkPackage } from './lib/link-package.mjs';

const folder = fileURLToPath(new URL('../examples/', import.meta.url));
const [name, ...rest] = process.argv.slice(2);
const file =
  name && [name, `${name}.mjs`, `${name}.cjs`].find((f) => /^[\w-]+\.[cm]js$/.test(f) && existsSync(folder + f));

if (!file) {
  if (name) console.error(`There is no example called ${name}.\n`);
  console.log('Usage: npm run example -- NAME\n');
  for (const f of readdirSync(folder).filter((f) => /\.[cm]js$/.test(f)))
    console.log(`  ${f.endsWith('.cjs') ? f : f.slice(0, -4)}`);
  process.exit(name ? 2 : 0);
}
try {
  linkPackage();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
// The caller's folder is where an example's files go, also through npm (INIT_CWD).
const { status } = spawnSync(process.execPath, [folder + file, ...rest], {
  stdio: 'inherit',
  cwd: process.env.INIT_CWD,
});
process.exit(status ?? 1);
