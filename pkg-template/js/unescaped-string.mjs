// Strings in JSON that stand there as they are.
import { jsonKernels } from './simd.mjs';

const [QUOTE, BACKSLASH] = [0x22, 0x5c];

let kernel;

/**
 * End of a string of which all stands for itself: ASCII, no escapes, and no control characters, which JSON refuses.
 * `undefined` for another, and where there is no end.
 */
export function plainEnd(bytes, start) {
  kernel ??= jsonKernels();
  const end = kernel.plain ? inPieces(kernel, bytes, start) : bytes.indexOf(QUOTE, start);
  return bytes[end] === QUOTE && (kernel.plain || isPlain(bytes.subarray(start, end))) ? end : undefined;
}

/** Whether there is a kernel. */
export function hasKernel() {
  kernel ??= jsonKernels();
  return kernel.plain !== undefined;
}

/** Whether the kernel takes every byte at every place for what it is. */
export function kernelIsRight() {
  const { plain, room } = kernel;
  let isRight = true;
  for (let i = 0; i < 16 * 256; i += 1) {
    const [at, byte] = [i >> 8, i & 255];
    room.fill(0x61, 0, 64);
    room[at] = byte;
    const standsForItself = byte >= 0x20 && byte < 0x80 && byte !== QUOTE && byte !== BACKSLASH;
    isRight &&= plain(room.byteOffset, 64) === (standsForItself ? 64 : at);
  }
  return isRight;
}

/** Finds the end of a string in pieces that stay in the processor's nearest memory. */
function inPieces({ plain, room }, bytes, start) {
  for (let at = start; ; ) {
    const piece = bytes.subarray(at, at + room.length);
    room.set(piece);
    const length = plain(room.byteOffset, piece.length);
    at += length;
    if (length < room.length) {
      room.fill(0); // in plain mode it is the text of a file
      return at;
    }
  }
}

/** Whether bytes all stand for themselves, by JavaScript, which takes longer. */
function isPlain(bytes) {
  if (bytes.includes(BACKSLASH)) return false;
  const ends = Math.min((4 - (bytes.byteOffset % 4)) % 4, bytes.length);
  const count = ((bytes.length - ends) >> 4) << 2;
  const words = new Int32Array(bytes.buffer, count && bytes.byteOffset + ends, count);
  const rest = [...bytes.subarray(0, ends), ...bytes.subarray(ends + words.length * 4)];
  return rest.every((byte) => byte >= 0x20 && byte < 0x80) && arePlain(words);
}

/**
 * Whether words are ASCII without control characters: a multiple of four of them. Byte by byte takes ten times as long,
 * word by word and with constants of the module, which an engine reads anew each time, three times.
 */
function arePlain(words) {
  const each = 0x60606060; // sets the highest bit of an ASCII byte from 0x20 on, and touches no other
  let high = 0;
  let printable = -1;
  for (let i = 0; i < words.length; i += 4) {
    const a = words[i];
    const b = words[i + 1];
    const c = words[i + 2];
    const d = words[i + 3];
    high |= a | b | c | d;
    printable &= (a + each) & (b + each) & (c + each) & (d + each);
  }
  return (high & 0x80808080) === 0 && (printable & 0x80808080) === (0x80808080 | 0);
}
