// A panic in the engine is a trap: the hook that would print it is empty, and js/engine.mjs says what a trap means. So the
// code that puts a panic's message together, and the places in the source that it would name, are dead weight. Stable
// rustc has no switch that leaves them out; here they go between wasm-bindgen and wasm-opt, which then removes what
// nobody calls any more. Nothing that does not panic is touched.

import { functionsOf } from './binaryen.mjs';

/** Functions that never return: each becomes a single `unreachable`, the instruction that they all end in. */
const PANICS = [
  /^core::panicking::/,
  /^core::(option|result)::(unwrap|expect)_failed$/,
  /^core::slice::(copy_from_slice_impl::len_mismatch_fail|index::\w*fail)/,
  /^core::str::slice_error_fail/,
  /^core::cell::panic_already/,
  /^alloc::(raw_vec::(handle_error|capacity_overflow)|alloc::handle_alloc_error)$/,
  /^std::(panicking::(panic_with_hook|rust_panic_with_hook|panic_handler|begin_panic_handler)|alloc::rust_oom)/,
  /^std::thread::local::panic_access_error$/,
  /^__rustc::(rust_begin_unwind|rust_panic|__rust_start_panic)$/,
];

/** A name without what tells compilers and instances apart: `core[1f2e…]::f`, `core::f::h1f2e…`. */
const plain = (name) => name.replace(/\[[0-9a-f]+\]/g, '').replace(/::h[0-9a-f]{16}$/, '');

/**
 * @param {import('binaryen')} binaryen
 * @param {import('binaryen').Module} module with the names of its functions; it is changed
 * @returns {{functions: string[], locations: number}} what was taken out
 */
export function removePanics(binaryen, module) {
  const functions = [];
  for (const { reference, name, body } of functionsOf(binaryen, module)) {
    const panic = plain(name);
    if (!body || !PANICS.some((pattern) => pattern.test(panic)) || returns(binaryen, body)) continue;
    binaryen.Function.setBody(reference, module.unreachable());
    functions.push(panic);
  }
  // Without names, panics cannot be told from other functions.
  if (!functions.length) throw new Error('the module has no function that panics: does it have its names?');
  return { functions, locations: wipeLocations(binaryen, module) };
}

/** What never returns ends in `unreachable`. A function of such a name that does return stays as it is. */
function returns(binaryen, body) {
  const id = binaryen.getExpressionId(body);
  if (id !== binaryen.BlockId) return id !== binaryen.UnreachableId;
  const { children } = binaryen.getExpressionInfo(body);
  return !children.length || returns(binaryen, children.at(-1));
}

/**
 * Overwrites with zeros, which compress to nothing, every `core::panic::Location` (address and length of a path, line,
 * column) and the path that it names, "….rs" and a NUL. Only the panics read them. Returns how many there were.
 */
function wipeLocations(binaryen, module) {
  const segments = Array.from({ length: module.getNumDataSegments() }, (_, index) => {
    const { name, offset, data, passive } = module.getDataSegmentInfo(module.getDataSegmentByIndex(index));
    if (passive) throw new Error('a data segment of an unexpected kind');
    return { name, address: offset, data: Buffer.from(data) };
  });
  let count = 0;
  const paths = [];
  for (const { address, data } of segments) {
    for (let at = 0; at + 16 <= data.length; at += 4) {
      const start = data.readUInt32LE(at) - address;
      const end = start + data.readUInt32LE(at + 4);
      if (start < 0 || end > data.length || end - start < 4 || end - start > 300) continue;
      if (!/^[\w./+@-]+\.rs$/.test(data.latin1Slice(start, end))) continue;
      data.fill(0, at, at + 16);
      paths.push(data.subarray(start, end));
      count += 1;
    }
  }
  for (const path of paths) path.fill(0);
  // binaryen sets data only together with its memory, which stays as it was, and exported.
  const { value: memory } = binaryen.getExportInfo(module.getExport('memory'));
  const { initial, max = -1, shared, is64 } = module.getMemoryInfo(memory);
  const anew = segments.map(({ name, address, data }) => ({ name, offset: module.i32.const(address), data }));
  module.setMemory(initial, max, null, anew, shared, is64, memory);
  return count;
}
