// src/ -> target/npm/passwork.wasm and the text of its glue.
import fs from 'node:fs';
import path from 'node:path';
import { withShortImports } from './imports.mjs';
import { once } from './once.mjs';
import { withoutPanics } from './panics.mjs';
import { at, installed, work } from './project.mjs';
import { run } from '../lib/process.mjs';
import { say } from '../lib/script.mjs';
import { wasmCompiler, wasmPack, wasmPackEnv } from './toolchain.mjs';

const out = at('target', 'glue');
const compiled = path.join(out, 'passwork_wasm_bg.wasm');
const quiet = path.join(work, 'passwork.quiet.wasm');

const compiledGlue = path.join(out, 'passwork_wasm.js');

/** The glue: defines `wasm_bindgen`, a function of the classic script kind. */
export const glueFile = path.join(work, 'glue.js');
/** The module that is published. */
export const wasmFile = path.join(work, 'passwork.wasm');

// Optimised by hand below (--no-opt), package.json and types are our own (--no-pack, --no-typescript).
const PACK = ['--mode', 'no-install', '--target', 'no-modules', '--no-opt', '--no-pack', '--no-typescript'];
// The module's own features are read from its target_features section.
// Inlining of large functions with one caller (-ocimfs) makes the module smaller but the download larger: code that was
// alike no longer is. And what is alike compresses best side by side, hence the order by name (see docs/size.md).
const STRIP = ['--strip-debug', '--strip-producers', '--strip-target-features'];
const OPT = ['-O3', '-ocimfs=20', '--reorder-functions-by-name', ...STRIP];

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
  const optimiser = { text: ['binaryen', installed('binaryen'), ...OPT].join(' ') };
  const steps = ['panics.mjs', 'imports.mjs', 'wasm-file.mjs'].map((name) => at('scripts', 'build', name));
  const inputs = [compiled, compiledGlue, ...steps, optimiser];
  await once('wasm-opt', { inputs, outputs: [wasmFile, glueFile] }, async () => {
    say('optimising it (wasm-opt -O3)');
    const wasmOpt = at('node_modules', 'binaryen', 'bin', 'wasm-opt');
    fs.mkdirSync(work, { recursive: true });
    const { wasm } = withoutPanics(fs.readFileSync(compiled));
    const named = withShortImports(wasm, fs.readFileSync(compiledGlue, 'utf8'));
    fs.writeFileSync(quiet, named.wasm);
    fs.writeFileSync(glueFile, named.glue);
    await run('wasm-opt', [process.execPath, wasmOpt, ...OPT, quiet, '-o', wasmFile]);
  });
}
