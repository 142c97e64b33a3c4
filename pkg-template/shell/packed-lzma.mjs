// The engine as the script-tag build carries it: LZMA, a fifth smaller on the wire, and slower to unpack.
import { unpack as unlzma } from './lzma.mjs';
import { slot } from './slot.mjs';

export const text = () => slot.lzma;

/** 160 kB that nobody needs once the module is compiled. */
export function forget() {
  slot.lzma = undefined;
}

export const unpack = unlzma;
