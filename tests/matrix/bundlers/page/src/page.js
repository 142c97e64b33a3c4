// For bundlers that bundle one script.
import './suite.js';
import Passwork, { PassworkError } from 'passwork-wasm';

globalThis.passworkMatrix.run(Passwork, PassworkError);
