// The engine as engine.js carries it: raw deflate, which Node, Bun and Deno unpack natively in a tenth of the time.
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
  if (zlib?.inflateRawSync) return zlib.inflateRawSync(bytes);
  // Its tables take 5 ms where it is read: esbuild leaves that to who asks for it.
  return require('./inflate.mjs').inflateSync(bytes);
}
