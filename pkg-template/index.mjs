// ES modules: import Passwork, { PassworkError, fileTokenStore, parseReference } from 'passwork-wasm'.
import './engine.js';
import './passwork.js';

const { Passwork, PassworkError, fileTokenStore, formatReference, parseReference } =
  globalThis[Symbol.for('passwork-wasm/__VERSION__')];

export { fileTokenStore, formatReference, Passwork as default, Passwork, PassworkError, parseReference };
