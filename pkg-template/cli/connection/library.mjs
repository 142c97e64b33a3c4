// The library, loaded when the first command needs it. The engine comes as a file beside this one: quicker than unpacking the copy that
// the package carries for everybody else.
import fs from 'node:fs';
import path from 'node:path';

let library;

/**
 * Reads a reference, so that a bad one is refused before anything is sent.
 *
 * @throws {PassworkError} Kind `usage`.
 */
export const referenceParts = (reference) => loadLibrary().parseReference(reference);

/** Refuses what can be no place, before anything is sent: `Vault`, `Vault/Folder`, `Vault/Folder/Item`, or `-/ID`. */
export function checkPlace(path) {
  const byId = path.startsWith('-/');
  referenceParts(byId ? `pw://${path}/field` : `pw://${path}/item/field`);
}

/** The slot in which the files of the package meet: the class, the error class, and the functions beside them. */
export function loadLibrary() {
  if (library) return library;
  // Names as in the package, where this file is cli/connection.js, and texts, so that who makes one file of it all finds them.
  require('../passwork.js');
  library = globalThis[Symbol.for(`passwork-wasm/${__VERSION__}`)];
  library.module ??= engineBeside();
  if (!library.module) require('../engine.js');
  return library;
}

/** The engine from the file of the package; where there is none, it is unpacked from the copy inside engine.js. */
function engineBeside() {
  try {
    return new WebAssembly.Module(fs.readFileSync(path.join(__dirname, '..', 'passwork.wasm')));
  } catch {
    return undefined;
  }
}
