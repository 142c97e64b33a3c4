// The SIMD kernels (crates/simd) against Node's Buffer and plain JavaScript: every length up to 200, and every byte at
// every place. The input ends where the memory does, so that reading past it traps; what may not be written is marked.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import fs from 'node:fs';
import { test } from 'node:test';
import { decoders, encoders, plainLength, textForm } from './reference.mjs';

const memory = new WebAssembly.Memory({ initial: 1 });
const wasm = fs.readFileSync(new URL('../../target/npm/simd.wasm', import.meta.url));
const kernels = new WebAssembly.Instance(new WebAssembly.Module(wasm), { env: { memory } }).exports;

const END = memory.buffer.byteLength;
const [OUT, SCRATCH] = [END - 0x8000 + 5, END - 0x4000 + 3];
const view = Buffer.from(memory.buffer);

/** Bytes on both sides of what may be written. */
const MARKS = Buffer.alloc(64, 0xa7);
function mark(from, to) {
  MARKS.copy(view, from - MARKS.length);
  MARKS.copy(view, to);
}
const isMarked = (from, to) =>
  [from - MARKS.length, to].every((at) => MARKS.equals(view.subarray(at, at + MARKS.length)));

/** Runs a kernel: what it gave, and the bytes that it was allowed to write. */
function run(name, input, room) {
  input.copy(view, END - input.length);
  mark(OUT, OUT + room);
  mark(SCRATCH, SCRATCH + 128);
  const result = kernels[name](END - input.length, input.length, OUT, SCRATCH) >>> 0;
  assert.ok(isMarked(OUT, OUT + room), `${name} of ${input.length} writes beside its room`);
  assert.ok(isMarked(SCRATCH, SCRATCH + 128), `${name} of ${input.length} writes beside its scratch memory`);
  assert.ok(input.equals(view.subarray(END - input.length)), `${name} changes its input`);
  return { result, out: Buffer.from(view.subarray(OUT, OUT + room)) };
}

function decodes(name, text, room) {
  const { isRegular, group, leaves, ratio, decode } = decoders[name];
  const { result, out } = run(name, text, room ?? Math.floor(text.length * ratio));
  const foreign = text.findIndex((byte) => !isRegular(byte));
  // Groups are done as long as enough is left beyond them, and none that has a foreign character.
  const enough = Math.max(0, Math.floor((text.length - leaves - 1 + group) / group)) * group;
  const regular = foreign < 0 ? Infinity : Math.floor(foreign / group) * group;
  assert.equal(result, Math.min(enough, regular), `${name} of ${text.length}, foreign at ${foreign}`);
  const expected = decode(text.subarray(0, result).toString('latin1'));
  assert.deepEqual(out.subarray(0, result * ratio), expected, `${name} of ${text}`);
}

function encodes(name, bytes) {
  const { group, leaves, ratio, encode } = encoders[name];
  const { result, out } = run(name, bytes, Math.floor(bytes.length * ratio));
  assert.equal(result, Math.max(0, Math.floor((bytes.length - leaves - 1) / group) + 1) * group);
  assert.equal(out.subarray(0, result * ratio).toString('latin1'), encode(bytes.subarray(0, result)));
}

function expands(bytes) {
  const { result, out } = run('text_form', bytes, bytes.length * 2);
  assert.deepEqual(out.subarray(0, result), textForm(bytes));
}

const LENGTHS = Array.from({ length: 201 }, (_, length) => length);
const of = (letters, bytes) => Buffer.from(bytes.map((byte) => letters.charCodeAt(byte % letters.length)));

test('bytes of every length are encoded', () => {
  for (const length of LENGTHS) {
    for (let round = 0; round < 8; round += 1) {
      for (const name of Object.keys(encoders)) encodes(name, crypto.randomBytes(length));
    }
  }
});

test('text of every length is decoded, whatever is in it', () => {
  const armour = '0123456789abcdefghjkmnpqrtuvwxyz';
  const any = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
  for (const length of LENGTHS) {
    for (let round = 0; round < 8; round += 1) {
      const bytes = crypto.randomBytes(length);
      for (const text of [of(armour, bytes), of(any, bytes), bytes]) decodes('base32_decode', text);
      for (const text of [of(`${any}+/`, bytes), bytes]) decodes('base64_decode', text);
      // With its padding, into exactly the room of the result.
      decodes('base64_decode', Buffer.from(bytes.toString('base64')), length);
    }
  }
});

test('bytes of every length are expanded, ASCII or not', () => {
  for (const length of LENGTHS) {
    for (let round = 0; round < 8; round += 1) {
      const bytes = crypto.randomBytes(length);
      for (const kind of [(b) => b, (b) => b & 0x7f, (b) => b | 0x80, (b) => (b < 0xe0 ? b & 0x7f : b)]) {
        expands(Buffer.from(bytes.map(kind)));
      }
    }
  }
});

test('every byte at every place', () => {
  for (let byte = 0; byte < 256; byte += 1) {
    for (let at = 0; at < 64; at += 1) {
      const bytes = crypto.randomBytes(64);
      const text = of('abcXYZ0123456789', bytes);
      text[at] = byte;
      bytes[at] = byte;
      for (const name of Object.keys(decoders)) decodes(name, text);
      expands(bytes);
    }
  }
});

const isPlain = Array.from({ length: 256 }, (_, byte) => plainLength([byte]) === 1);

test('of JSON, what stands for itself is counted: every length, and every byte at every place', () => {
  for (const length of LENGTHS) {
    const from = END - length;
    const text = of('abcXYZ ~!#[]\x7f{}', crypto.randomBytes(length));
    assert.equal(run('json_plain', text, 0).result, length);
    for (let at = 0; at < length; at += 1) {
      for (let byte = 0; byte < 256; byte += 1) {
        view[from + at] = byte;
        const result = kernels.json_plain(from, length);
        if (result !== (isPlain[byte] ? length : at)) assert.fail(`${byte} at ${at} of ${length}: ${result}`);
      }
      view[from + at] = text[at];
    }
    for (let round = 0; round < 8; round += 1) {
      // The first of several counts.
      const several = Buffer.from(
        crypto.randomBytes(length).map((byte) => (byte < 8 ? byte * 32 : text[byte % length])),
      );
      assert.equal(run('json_plain', several, 0).result, plainLength(several));
    }
  }
});
