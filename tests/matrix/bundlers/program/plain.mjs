// For bundlers that know ES modules only.
import './suite.js';
import Passwork, { PassworkError } from 'passwork-wasm';

globalThis.passworkMatrix.run(Passwork, PassworkError);
