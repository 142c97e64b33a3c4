// Two primitives of the engine, for the session file. Their numbers stand in src/bindings/primitives.rs.
import { loadLibrary } from './library.mjs';

let primitive;

const made = (...args) => {
  primitive ??= loadLibrary().primitives();
  return primitive(...args);
};

/** OpenSSL's envelope in base32. */
export function seal(text, key) {
  const sealed = made(0, text, key);
  if (sealed === undefined) throw new Error('the session could not be sealed');
  return sealed;
}

/** What an envelope holds; `undefined` for another key, or a damaged one. */
export const open = (sealed, key) => made(1, sealed, key);
