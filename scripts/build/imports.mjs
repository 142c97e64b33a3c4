// wasm-bindgen tells the functions that it imports apart by hashes, in the module and in the glue. A hash does not compress,
// and the module is three times in the package; so the names become one or two letters once no other glue can be meant.
import { Cursor, readSections, unsigned } from './wasm-file.mjs';

const HASHED = /^(__wbg_\w+?)_[0-9a-f]{16}$/;

/**
 * @param {Buffer} wasm
 * @param {string} glue which knows the same names
 * @returns {{wasm: Buffer, glue: string}}
 */
export function withShortImports(wasm, glue) {
  const { id, from, to } = readSections(wasm).find((section) => section.id === 2);
  const cursor = new Cursor(wasm, from);
  const short = new Map();
  const entries = [];
  const count = cursor.number();
  for (let i = 0; i < count; i++) {
    const module = cursor.name();
    const name = shortened(cursor.name(), short);
    const start = cursor.position;
    skipType(cursor);
    entries.push(text(module), text(name), wasm.subarray(start, cursor.position));
  }
  if (cursor.position !== to) throw new Error('the imports of the module end somewhere else');
  const content = Buffer.concat([unsigned(count), ...entries]);
  // The number of the section and its length stand before its content.
  const head = from - unsigned(to - from).length - 1;
  const parts = [wasm.subarray(0, head), Buffer.from([id]), unsigned(content.length), content, wasm.subarray(to)];
  for (const [long, name] of short) {
    if (!glue.includes(`${long}:`)) throw new Error(`the glue has no ${long}`);
    glue = glue.replaceAll(long, name);
  }
  return { wasm: Buffer.concat(parts), glue };
}

/** Letters; wasm-bindgen's own functions lose their hash only. */
function shortened(name, short) {
  const [, base] = HASHED.exec(name) ?? [];
  if (!base) return name;
  if (!short.has(name)) short.set(name, base.startsWith('__wbg___') ? base : letters(short.size));
  return short.get(name);
}

/** a, b … z, ba, bb … */
function letters(number) {
  const last = String.fromCharCode(97 + (number % 26));
  return number < 26 ? last : letters(Math.floor(number / 26)) + last;
}

function skipType(cursor) {
  const kind = cursor.byte();
  if (kind === 0) cursor.number();
  else if (kind === 1 || kind === 2) {
    if (kind === 1) cursor.byte();
    cursor.limits();
  } else cursor.slice(2);
}

function text(name) {
  const bytes = Buffer.from(name);
  return Buffer.concat([unsigned(bytes.length), bytes]);
}
