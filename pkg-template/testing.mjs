// ES modules: import { createTestServer } from 'passwork-wasm/testing'.
import './engine.js';
import './passwork.js';
import './testing.js';

const { createTestServer } = globalThis[Symbol.for('passwork-wasm/__VERSION__')];

export { createTestServer };
