import './suite.js';
import Passwork, { PassworkError } from 'passwork-wasm';

self.onmessage = ({ data: told }) => globalThis.passworkMatrix.run(Passwork, PassworkError, { told });
