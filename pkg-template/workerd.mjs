// Cloudflare Workers: compiling from bytes is refused there, a WebAssembly.Module comes by static import instead.
import './passwork.js';
import wasm from './passwork.wasm';

const slot = globalThis[Symbol.for('passwork-wasm/__VERSION__')];
slot.module ??= wasm;
const { Passwork, PassworkError } = slot;

export { Passwork as default, Passwork, PassworkError };
