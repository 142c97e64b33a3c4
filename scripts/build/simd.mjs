// crates/simd -> target/npm/simd.wasm: the SIMD kernels, a module without anything but code.
import fs from 'node:fs';
import path from 'node:path';
import { once } from './once.mjs';
import { at, installed, work } from './project.mjs';
import { run } from '../lib/process.mjs';
import { say } from '../lib/script.mjs';
import { wasmCompiler, withWasm } from './toolchain.mjs';

export const simdFolder = at('crates', 'simd');
export const simdFile = path.join(work, 'simd.wasm');

/** Where cargo builds them: with the rest. */
export const simdTarget = ['--target-dir', at('target', 'simd')];
const compiled = path.join(simdTarget[1], 'wasm32-unknown-unknown', 'release', 'passwork_simd.wasm');

const FEATURES = ['--enable-simd', '--enable-bulk-memory'];
const STRIP = ['--strip-debug', '--strip-producers', '--strip-target-features'];
// More than -O2 puts constants back into the loops that they were taken out of (crates/simd/src/vector.rs).
const OPT = ['-O2', ...FEATURES, ...STRIP];

const binaryen = (tool, ...args) => [process.execPath, at('node_modules', 'binaryen', 'bin', tool), ...args];

export async function buildSimd() {
  const settings = { text: [wasmCompiler(), installed('binaryen'), ...OPT].join(' ') };
  const inputs = [simdFolder, at('scripts', 'build', 'simd.mjs'), settings];
  await once('simd', { inputs, outputs: [simdFile] }, async () => {
    say('compiling the SIMD kernels');
    const build = withWasm('cargo', 'build', '--release', '--locked', ...simdTarget);
    await run('simd', build, { cwd: simdFolder, env: { RUSTFLAGS: undefined } });
    // The linker exports a stack pointer and addresses of memory, which mean nothing here; only the kernels are roots.
    const kernels = WebAssembly.Module.exports(new WebAssembly.Module(fs.readFileSync(compiled)))
      .filter(({ kind }) => kind === 'function')
      .map(({ name }) => ({ name, root: true, export: name }));
    const [graph, bare] = ['simd.json', 'simd.bare.wasm'].map((name) => path.join(work, name));
    fs.writeFileSync(graph, JSON.stringify(kernels));
    await run('simd', binaryen('wasm-metadce', ...FEATURES, '--quiet', `--graph-file=${graph}`, compiled, '-o', bare));
    await run('simd', binaryen('wasm-opt', ...OPT, bare, '-o', bare));
    ensureCodeOnly(fs.readFileSync(bare));
    fs.renameSync(bare, simdFile);
  });
}

/** Names of sections, by their number (WebAssembly core specification, binary format). */
const SECTIONS = 'custom,type,import,function,table,memory,global,export,start,element,code,data,data count'.split(',');

/** Throws for a module that would use memory of its own: it has none, and what it wrote would be the engine's. */
function ensureCodeOnly(wasm) {
  const found = [];
  for (let at = 8; at < wasm.length; ) {
    found.push(SECTIONS[wasm[at]]);
    let length = 0;
    let shift = 0;
    do {
      at += 1;
      length |= (wasm[at] & 0x7f) << shift;
      shift += 7;
    } while (wasm[at] & 0x80);
    at += 1 + length;
  }
  const strange = found.filter((name) => !['type', 'import', 'function', 'export', 'code'].includes(name));
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(wasm));
  if (strange.length || imports.length !== 1 || imports[0].kind !== 'memory') {
    throw new Error(`the SIMD kernels have more than code: ${JSON.stringify({ strange, imports })}`);
  }
}
