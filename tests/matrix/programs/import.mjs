// ES modules.
import './suite.js';
import Passwork, { Passwork as Named, PassworkError } from 'passwork-wasm';

globalThis.passworkMatrix.run(Passwork, PassworkError, { also: { 'one class by both names': Named === Passwork } });
