// ES modules: import Passwork, { PassworkError } from 'passwork-wasm'.
import './engine.js';
import './passwork.js';

const { Passwork, PassworkError } = globalThis[Symbol.for('passwork-wasm/__VERSION__')];

export { Passwork as default, Passwork, PassworkError };
