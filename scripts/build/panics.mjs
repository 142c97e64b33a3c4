// A panic in the engine is a trap: the hook that would print it is empty, and js/engine.mjs says what a trap means. So the
// code that puts a panic's message together, and the places in the source that it would name, are dead weight. Stable
// rustc has no switch that leaves them out; here they go between wasm-bindgen and wasm-opt, which then removes what
// nobody calls any more. Nothing that does not panic is touched.

import { Cursor, readSections, unsigned } from './wasm-file.mjs';

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

const UNREACHABLE = Buffer.from([0, 0x00, 0x0b]); // no locals, unreachable, end

/**
 * @param {Buffer} wasm with its "name" section
 * @returns {{wasm: Buffer, functions: string[], locations: number}} the new module, and what was taken out
 */
export function withoutPanics(wasm) {
  const sections = readSections(wasm);
  const names = functionNames(wasm, sections);
  const imported = importedFunctions(wasm, sections);
  const taken = { functions: [], locations: 0 };
  const parts = [wasm.subarray(0, 8)];
  for (const { id, from, to } of sections) {
    let content = wasm.subarray(from, to);
    if (id === 10) {
      content = emptyBodies(content, (index) => {
        const name = plain(names.get(index + imported) ?? '');
        const panics = PANICS.some((pattern) => pattern.test(name));
        if (panics) taken.functions.push(name);
        return panics;
      });
    }
    if (id === 11) {
      content = Buffer.from(content);
      taken.locations = wipeLocations(content);
    }
    parts.push(Buffer.from([id]), unsigned(content.length), content);
  }
  return { wasm: Buffer.concat(parts), ...taken };
}

function functionNames(wasm, sections) {
  const names = new Map();
  for (const { id, from, to } of sections) {
    if (id !== 0) continue;
    const cursor = new Cursor(wasm, from);
    if (cursor.name() !== 'name') continue;
    while (cursor.position < to) {
      const kind = cursor.byte();
      const end = cursor.number() + cursor.position;
      if (kind === 1) for (let n = cursor.number(); n > 0; n--) names.set(cursor.number(), cursor.name());
      cursor.position = end;
    }
  }
  if (names.size === 0) throw new Error('the module has no names: panics cannot be told from other functions');
  return names;
}

function importedFunctions(wasm, sections) {
  const section = sections.find(({ id }) => id === 2);
  if (!section) return 0;
  const cursor = new Cursor(wasm, section.from);
  let functions = 0;
  for (let n = cursor.number(); n > 0; n--) {
    cursor.name();
    cursor.name();
    const kind = cursor.byte();
    if (kind === 0) functions += 1;
    if (kind === 0) cursor.number();
    else if (kind === 1 || kind === 2) {
      if (kind === 1) cursor.byte();
      cursor.limits();
    } else cursor.slice(2);
  }
  return functions;
}

function emptyBodies(content, isPanic) {
  const cursor = new Cursor(content);
  const count = cursor.number();
  const parts = [unsigned(count)];
  for (let index = 0; index < count; index++) {
    let body = cursor.slice(cursor.number());
    // What never returns ends in `unreachable, end`. A function of that name that does return stays as it is.
    const returns = body.at(-2) !== 0x00 || body.at(-1) !== 0x0b;
    if (!returns && isPanic(index)) body = UNREACHABLE;
    parts.push(unsigned(body.length), body);
  }
  return Buffer.concat(parts);
}

/**
 * Overwrites with zeros, which compress to nothing, every `core::panic::Location` (address and length of a path, line,
 * column) and the path that it names, "….rs" and a NUL. Only the panics read them. Returns how many there were.
 */
function wipeLocations(content) {
  let count = 0;
  const paths = [];
  for (const { address, data } of segments(content)) {
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
  return count;
}

/** The active data segments at constant addresses. */
function segments(content) {
  const cursor = new Cursor(content);
  const found = [];
  for (let n = cursor.number(); n > 0; n--) {
    if (cursor.number() !== 0 || cursor.byte() !== 0x41) throw new Error('a data segment of an unexpected kind');
    const address = cursor.number();
    cursor.byte();
    found.push({ address, data: cursor.slice(cursor.number()) });
  }
  return found;
}
