// For profiles: a copy of pkg/ whose engine keeps the names of its functions.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { namedWasm } from '../scripts/build/wasm.mjs';
import { commandLine } from '../scripts/lib/arguments.mjs';

const USAGE = `Usage: node benches/named.mjs FOLDER

After npm run build; FOLDER is made anew. Then for example
  BENCH_PACKAGE=FOLDER node --cpu-prof --expose-gc benches/child.mjs ours download '{"host":…}'`;

const { positionals } = commandLine(USAGE, { operands: [1, 1] });
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = path.resolve(positionals[0]);
const { version } = JSON.parse(fs.readFileSync(path.join(root, 'pkg', 'package.json'), 'utf8'));
fs.rmSync(folder, { recursive: true, force: true });
fs.cpSync(path.join(root, 'pkg'), folder, { recursive: true });
const wasm = path.join(folder, 'passwork.wasm');
fs.writeFileSync(wasm, await namedWasm());
fs.writeFileSync(
  path.join(folder, 'engine.js'),
  `const { readFileSync } = process.getBuiltinModule('fs');
Object.defineProperty(globalThis, Symbol.for('passwork-wasm/${version}'), {
  value: { module: new WebAssembly.Module(readFileSync(${JSON.stringify(wasm)})) },
});
`,
);
