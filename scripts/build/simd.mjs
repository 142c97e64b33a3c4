// crates/simd -> target/npm/simd.wasm: the SIMD kernels, a module without anything but code.
import fs from 'node:fs';
import path from 'node:path';
import { run } from '../lib/process.mjs';
import { say } from '../lib/script.mjs';
import { loadBinaryen, optimise } from './binaryen.mjs';
import { once } from './once.mjs';
import { at, installed, work } from './project.mjs';
import { wasmCompiler, withWasm } from './toolchain.mjs';

export const simdFolder = at('crates', 'simd');
export const simdFile = path.join(work, 'simd.wasm');

/** Where cargo builds them: with the rest. */
export const simdTarget = ['--target-dir', at('target', 'simd')];
const compiled = path.join(simdTarget[1], 'wasm32-unknown-unknown', 'release', 'passwork_simd.wasm');

// More than -O2 puts constants back into the loops that they were taken out of (crates/simd/src/vector.rs).
const LEVEL = 2;

export async function buildSimd() {
  const settings = { text: [wasmCompiler(), installed('binaryen')].join(' ') };
  const steps = ['simd', 'binaryen'].map((name) => at('scripts', 'build', `${name}.mjs`));
  const inputs = [simdFolder, ...steps, settings];
  await once('simd', { inputs, outputs: [simdFile] }, async () => {
    say('compiling the SIMD kernels');
    const build = withWasm('cargo', 'build', '--release', '--locked', ...simdTarget);
    await run('simd', build, { cwd: simdFolder, env: { RUSTFLAGS: undefined } });
    const binaryen = await loadBinaryen();
    const { SIMD128, BulkMemory } = binaryen.Features;
    const module = binaryen.readBinary(fs.readFileSync(compiled), SIMD128 | BulkMemory);
    // The linker exports a stack pointer and addresses of memory, which mean nothing here; only the kernels are roots.
    const exported = Array.from({ length: module.getNumExports() }, (_, i) => module.getExportByIndex(i));
    for (const { kind, name } of exported.map((reference) => binaryen.getExportInfo(reference))) {
      if (kind !== binaryen.ExternalFunction) module.removeExport(name);
    }
    module.runPasses(['remove-unused-module-elements']);
    optimise(binaryen, module, { level: LEVEL });
    ensureCodeOnly(module);
    fs.writeFileSync(simdFile, module.emitBinary());
    module.dispose();
  });
}

/** Throws for a module that would use memory of its own: it has none, and what it wrote would be the engine's. */
function ensureCodeOnly(module) {
  const parts = ['Globals', 'Tables', 'DataSegments', 'ElementSegments'];
  const strange = parts.filter((part) => module[`getNum${part}`]() > 0);
  if (module.getStart()) strange.push('start');
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(module.emitBinary()));
  if (strange.length || imports.length !== 1 || imports[0].kind !== 'memory') {
    throw new Error(`the SIMD kernels have more than code: ${JSON.stringify({ strange, imports })}`);
  }
}
