// Modules and globals of the platform. Node's own modules come without an import that bundlers would follow; Bun and
// Deno have them too. A global that test environments (jest with jsdom) or switches of Node take away is taken from its
// module.

const found = new Map();

/** A module, or `undefined`. It is remembered, as each question takes Node a tenth of a millisecond. */
export function builtIn(name) {
  if (!found.has(name)) {
    const module = globalThis.process?.getBuiltinModule?.(name);
    if (!module) return undefined;
    found.set(name, module);
  }
  return found.get(name);
}

/** A global, or what a module has under the same name. */
export const named = (name, module) => globalThis[name] ?? builtIn(module)?.[name];

/** WebCrypto that has a certain member, or `undefined`. */
export function webCrypto(member) {
  const { crypto } = globalThis;
  return crypto?.[member] ? crypto : builtIn('crypto')?.webcrypto;
}

let decoder;
let encoder;

/** UTF-8 as a string. (Nothing is made at import.) */
export function decode(bytes) {
  decoder ??= new (named('TextDecoder', 'util'))();
  return decoder.decode(bytes);
}

/** Number of bytes of a string as UTF-8. */
export function encodedLength(text) {
  encoder ??= new (named('TextEncoder', 'util'))();
  return encoder.encode(text).length;
}

/** A string as UTF-8, into an array: how many code units and bytes that were. */
export function encodeInto(text, bytes) {
  encoder ??= new (named('TextEncoder', 'util'))();
  return encoder.encodeInto(text, bytes);
}
