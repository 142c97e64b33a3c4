// The engine as engine.js carries it: raw deflate, which Node, Bun and Deno unpack natively in a tenth of the time.
import { inflateSync } from 'fflate';
import { builtIn } from './files.mjs';
import { slot } from './slot.mjs';

/** The text, which is taken out: 200 kB that nobody needs afterwards. */
export function take() {
  const text = slot.deflated;
  slot.deflated = undefined;
  return text;
}

export function unpack(bytes) {
  const zlib = builtIn('zlib');
  return zlib?.inflateRawSync ? zlib.inflateRawSync(bytes) : inflateSync(bytes);
}
