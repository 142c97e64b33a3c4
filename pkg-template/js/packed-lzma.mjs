// The engine as the script-tag build carries it: LZMA, a fifth smaller on the wire, and slower to unpack.
import { unpack as unlzma } from './lzma.mjs';
import { shared } from './shared.mjs';

export const FORM = 'lzma';

export const text = () => shared.lzma;

/** 160 kB that nobody needs once the module is compiled. */
export function forget() {
  shared.lzma = undefined;
}

export const unpack = unlzma;
