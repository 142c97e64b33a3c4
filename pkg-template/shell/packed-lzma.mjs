// The engine as the script-tag build carries it: LZMA, a fifth smaller on the wire, and slower to unpack.
import { unpack as unlzma } from './lzma.mjs';
import { slot } from './slot.mjs';

/** The text, which is taken out: 160 kB that nobody needs afterwards. */
export function take() {
  const text = slot.lzma;
  slot.lzma = undefined;
  return text;
}

export const unpack = unlzma;
