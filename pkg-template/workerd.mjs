// Cloudflare Workers: compiling from bytes is refused there, a WebAssembly.Module comes by static import instead.
import './passwork.js';
import wasm from './passwork.wasm';

const shared = globalThis[Symbol.for('passwork-wasm/__VERSION__')];
shared.module ??= wasm;
const { Passwork, PassworkError, fileTokenStore, formatReference, parseReference } = shared;

export { fileTokenStore, formatReference, Passwork as default, Passwork, PassworkError, parseReference };
