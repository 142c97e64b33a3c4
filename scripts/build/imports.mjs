// wasm-bindgen tells the functions that it imports apart by hashes, in the module and in the glue. A hash does not compress,
// and the module is three times in the package; so the names become one or two letters once no other glue can be meant.
import { functionsOf } from './binaryen.mjs';

const HASHED = /^(__wbg_\w+?)_[0-9a-f]{16}$/;

/**
 * @param {import('binaryen')} binaryen
 * @param {import('binaryen').Module} module it is changed
 * @param {string} glue which knows the same names
 * @returns {string} the glue that fits
 */
export function shortenImports(binaryen, module, glue) {
  const short = new Map();
  for (const { name, module: from, base, params, results } of functionsOf(binaryen, module)) {
    const [, known] = HASHED.exec(base) ?? [];
    if (!known) continue;
    // Letters; wasm-bindgen's own functions lose their hash only.
    if (!short.has(base)) short.set(base, known.startsWith('__wbg___') ? known : letters(short.size));
    module.addFunctionImport(name, from, short.get(base), params, results); // of a function that is there: its new name
  }
  for (const [long, name] of short) {
    if (!glue.includes(`${long}:`)) throw new Error(`the glue has no ${long}`);
    glue = glue.replaceAll(long, name);
  }
  return glue;
}

/** a, b … z, ba, bb … */
function letters(number) {
  const last = String.fromCharCode(97 + (number % 26));
  return number < 26 ? last : letters(Math.floor(number / 26)) + last;
}
