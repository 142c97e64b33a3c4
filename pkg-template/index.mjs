// ES modules: import Passwork, { PassworkError, fileTokenStore } from 'passwork-wasm'.
import './engine.js';
import './passwork.js';

const { Passwork, PassworkError, fileTokenStore } = globalThis[Symbol.for('passwork-wasm/__VERSION__')];

export { fileTokenStore, Passwork as default, Passwork, PassworkError };
