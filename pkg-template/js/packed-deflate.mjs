// The engine as engine.js carries it: raw deflate, which Node, Bun and Deno unpack natively in a tenth of the time.
import { inflateSync } from 'fflate';
import { builtIn } from './built-in.mjs';
import { shared } from './shared.mjs';

export const FORM = 'deflate';

export const text = () => shared.deflated;

/** 200 kB that nobody needs once the module is compiled. */
export function forget() {
  shared.deflated = undefined;
}

export function unpack(bytes) {
  const zlib = builtIn('zlib');
  return zlib?.inflateRawSync ? zlib.inflateRawSync(bytes) : inflateSync(bytes);
}
