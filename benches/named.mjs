// For profiles: a copy of pkg/ whose engine keeps the names of its functions. After `npm run build`:
//   node benches/named.mjs FOLDER
//   BENCH_PACKAGE=FOLDER node --cpu-prof --expose-gc benches/child.mjs ours download '{"host":…}'
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { withShortImports } from '../scripts/build/imports.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = path.resolve(process.argv[2]);
const { version } = JSON.parse(fs.readFileSync(path.join(root, 'pkg', 'package.json'), 'utf8'));
fs.rmSync(folder, { recursive: true, force: true });
fs.cpSync(path.join(root, 'pkg'), folder, { recursive: true });
const wasm = path.join(folder, 'passwork.wasm');
const wasmOpt = path.join(root, 'node_modules', 'binaryen', 'bin', 'wasm-opt');
const [compiled, glue] = ['passwork_wasm_bg.wasm', 'passwork_wasm.js'].map((name) =>
  path.join(root, 'target', 'glue', name),
);
fs.writeFileSync(wasm, withShortImports(fs.readFileSync(compiled), fs.readFileSync(glue, 'utf8')).wasm);
execFileSync(process.execPath, [wasmOpt, '-O3', '-g', wasm, '-o', wasm]);
fs.writeFileSync(
  path.join(folder, 'engine.js'),
  `const { readFileSync } = process.getBuiltinModule('fs');
Object.defineProperty(globalThis, Symbol.for('passwork-wasm/${version}'), {
  value: { module: new WebAssembly.Module(readFileSync(${JSON.stringify(wasm)})) },
});
`,
);
