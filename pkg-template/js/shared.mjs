// Slot that the files of one version of the package share (see CONTRIBUTING.md, "Why the packaging is as it is"):
// `deflated` (the compressed module, set by engine.js; `lzma` in the script-tag build) or `module` (a WebAssembly.Module), `Passwork`, `PassworkError`.
const key = Symbol.for(`passwork-wasm/${__VERSION__}`);
if (!globalThis[key]) Object.defineProperty(globalThis, key, { value: {} });

export const shared = globalThis[key];
