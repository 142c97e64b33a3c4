// src/ -> target/npm/passwork.wasm, the same with the SIMD kernels inside it, and the text of its glue.
import fs from 'node:fs';
import path from 'node:path';
import { run } from '../lib/process.mjs';
import { say } from '../lib/script.mjs';
import { loadBinaryen, optimise } from './binaryen.mjs';
import { shortenImports } from './imports.mjs';
import { once } from './once.mjs';
import { removePanics } from './panics.mjs';
import { at, installed, work } from './project.mjs';
import { buildSimd, simdFile } from './simd.mjs';
import { wasmCompiler, wasmPack, wasmPackEnv } from './toolchain.mjs';

const out = at('target', 'glue');
const compiled = path.join(out, 'passwork_wasm_bg.wasm');
const compiledGlue = path.join(out, 'passwork_wasm.js');

/** The glue: defines `wasm_bindgen`, a function of the classic script kind. */
export const glueFile = path.join(work, 'glue.js');
/** The module that is published. */
export const wasmFile = path.join(work, 'passwork.wasm');
/** The same with a section "simd", the kernels: what the JavaScript files carry. */
export const engineFile = path.join(work, 'engine.wasm');

// Optimised by hand below (--no-opt), package.json and types are our own (--no-pack, --no-typescript).
const PACK = ['--mode', 'no-install', '--target', 'no-modules', '--no-opt', '--no-pack', '--no-typescript'];
// Inlining of large functions with one caller makes the module smaller but the download larger: code that was alike no
// longer is. And what is alike compresses best side by side, hence the order by name (see docs/size.md).
const OPTIMISED = { level: 3, oneCallerInlineMaxSize: 20, passes: ['reorder-functions-by-name'] };

export async function buildWasm() {
  const sources = [
    at('src'),
    at('crates', 'keys'),
    at('crates', 'values'),
    at('.cargo'),
    at('Cargo.toml'),
    at('Cargo.lock'),
    at('tools', 'Cargo.lock'),
  ];
  const settings = { text: [wasmCompiler(), process.env.RUSTFLAGS ?? '', ...PACK].join(' ') };
  await once('wasm', { inputs: [...sources, settings], outputs: [compiledGlue, compiled] }, async () => {
    say('compiling the engine to WebAssembly (wasm-pack, release; a minute from nothing)');
    await run('wasm', wasmPack('build', ...PACK, '--out-dir', out), { env: wasmPackEnv() });
  });
  await buildSimd();
  const steps = ['wasm', 'binaryen', 'panics', 'imports'].map((name) => at('scripts', 'build', `${name}.mjs`));
  const inputs = [compiled, compiledGlue, simdFile, ...steps, { text: `binaryen ${installed('binaryen')}` }];
  await once('wasm-opt', { inputs, outputs: [wasmFile, engineFile, glueFile] }, async () => {
    say('optimising it (binaryen, as wasm-opt -O3)');
    const binaryen = await loadBinaryen();
    const module = binaryen.readBinary(fs.readFileSync(compiled));
    removePanics(binaryen, module);
    fs.writeFileSync(glueFile, shortenImports(binaryen, module, fs.readFileSync(compiledGlue, 'utf8')));
    optimise(binaryen, module, OPTIMISED);
    fs.writeFileSync(wasmFile, module.emitBinary());
    module.addCustomSection('simd', fs.readFileSync(simdFile));
    fs.writeFileSync(engineFile, module.emitBinary());
    module.dispose();
  });
}

/** The module with the names of its functions, for profiles. It needs the same glue. */
export async function namedWasm() {
  const binaryen = await loadBinaryen();
  const module = binaryen.readBinary(fs.readFileSync(compiled));
  shortenImports(binaryen, module, fs.readFileSync(compiledGlue, 'utf8'));
  optimise(binaryen, module, { ...OPTIMISED, keepNames: true });
  return module.emitBinary();
}
