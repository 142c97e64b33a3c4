// Cloudflare Workers: the engine comes by static import, as in workerd.mjs.
import './passwork.js';
import './test-server.js';
import wasm from './passwork.wasm';

const shared = globalThis[Symbol.for('passwork-wasm/__VERSION__')];
shared.module ??= wasm;
const { createTestServer } = shared;

export { createTestServer };
