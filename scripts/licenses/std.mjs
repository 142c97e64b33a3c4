// What Rust's standard library brings into the engine. Its sources are on no machine for sure, so the notices are kept here,
// as they stand in the crates that it is made of; without versions, which each compiler has its own of.
import fs from 'node:fs';
import path from 'node:path';
import { at } from '../build/project.mjs';
import { withWasm } from '../build/toolchain.mjs';
import { answer } from '../lib/process.mjs';

const folder = at('scripts', 'licenses', 'std');

/** By file: the licence chosen, and the parts. The names of crates are those of the compiler's own libraries (`libcore-….rlib`). */
const NOTICES = {
  'rust.txt': ['MIT', 'core', 'alloc', 'std', 'std_detect', 'panic_abort', 'panic_unwind', 'unwind', 'libc'],
  'alex-crichton.txt': ['MIT', 'dlmalloc', 'cfg_if', 'rustc_demangle', 'backtrace, within std'],
  'crossbeam.txt': ['MIT', 'crossbeam, within std (sync::mpmc)'],
  'unicode.txt': ['Unicode-3.0', 'data of Unicode, within core'],
  'compiler-builtins.txt': ['Apache-2.0 WITH LLVM-exception', 'compiler_builtins'],
  'libm.txt': ['MIT', 'libm, within compiler_builtins'],
  'hashbrown.txt': ['MIT', 'hashbrown'],
  'memchr.txt': ['MIT', 'memchr'],
  'miniz-oxide.txt': ['MIT', 'miniz_oxide'],
  'adler2.txt': ['MIT', 'adler2'],
  'object.txt': ['MIT', 'object'],
  'addr2line.txt': ['MIT', 'addr2line'],
  'gimli.txt': ['MIT', 'gimli'],
};

/** Compiled beside the standard library, and linked by nothing but tests, macros and its own build. */
const NOT_LINKED =
  /^(test|getopts|proc_macro|rustc_literal_escaper|rustc_std_workspace_\w+|profiler_builtins|sysroot)$/;

/** @returns {{kind: 'std', name: string, licence: string, text: string}[]} */
export function partsOfStd() {
  return Object.entries(NOTICES).flatMap(([file, [licence, ...names]]) => {
    const text = fs.readFileSync(path.join(folder, file), 'utf8');
    return names.map((name) => ({ kind: 'std', name, licence, text }));
  });
}

/** What the compiler at hand would link and nobody has a notice of. */
export function unknownPartsOfStd() {
  const place = answer(withWasm('rustc', '--print', 'target-libdir', '--target', 'wasm32-unknown-unknown'));
  if (!place) throw new Error('the compiler does not say where its standard library is');
  const known = new Set(partsOfStd().map(({ name }) => name));
  const names = fs.readdirSync(place).map((file) => /^lib(\w+)-[0-9a-f]+\.rlib$/.exec(file)?.[1]);
  return names.filter((name) => name && !known.has(name) && !NOT_LINKED.test(name));
}
