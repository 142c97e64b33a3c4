#!/usr/bin/env node
// Puts the extension together: node build.mjs [--package FOLDER] [--out FOLDER]
// Nothing is compiled or bundled: these files, the shared parts of the examples, and the package's own beside them.
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = path.dirname(fileURLToPath(import.meta.url));

// What a browser needs of the package.
const PACKAGE_FILES = ['index.mjs', 'engine.js', 'passwork.js', 'LICENSE'];

/** @returns {string} the folder to load as an unpacked extension */
export function buildExtension({ packageFolder = path.join(here, '../../pkg'), out = path.join(here, 'dist') } = {}) {
  if (!existsSync(path.join(packageFolder, 'index.mjs')))
    throw new Error(`no package in ${packageFolder}: npm run build`);
  rmSync(out, { recursive: true, force: true });
  cpSync(path.join(here, 'src'), out, { recursive: true });
  cpSync(path.join(here, '../support/ui'), path.join(out, 'ui'), { recursive: true });
  mkdirSync(path.join(out, 'passwork'));
  for (const name of PACKAGE_FILES) cpSync(path.join(packageFolder, name), path.join(out, 'passwork', name));
  return out;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { package: { type: 'string' }, out: { type: 'string' } } });
  const out = buildExtension({ packageFolder: values.package, out: values.out });
  console.log(
    `${out}\nChromium: chrome://extensions, developer mode, "Load unpacked". Firefox: about:debugging, "Load Temporary Add-on".`,
  );
}
