// Cloudflare Workers: compiling from bytes is refused there, a WebAssembly.Module comes by static import instead.
import './passwork.js';
import wasm from './passwork.wasm';

const shared = globalThis[Symbol.for('passwork-wasm/__VERSION__')];
shared.module ??= wasm;
const { Passwork, PassworkError, fileTokenStore } = shared;

export { fileTokenStore, Passwork as default, Passwork, PassworkError };
