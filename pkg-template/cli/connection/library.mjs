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
  const folder = path.join(__dirname, '..'); // of this file in the package: cli/connection.js
  require(path.join(folder, 'passwork.js'));
  library = globalThis[Symbol.for(`passwork-wasm/${__VERSION__}`)];
  library.module ??= new WebAssembly.Module(fs.readFileSync(path.join(folder, 'passwork.wasm')));
  return library;
}
