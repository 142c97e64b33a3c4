// ES modules: import { createTestServer } from 'passwork-wasm/testing'.
import './engine.js';
import './passwork.js';
import './test-server.js';

const { createTestServer } = globalThis[Symbol.for('passwork-wasm/__VERSION__')];

export { createTestServer };
