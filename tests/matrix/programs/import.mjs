// ES modules.
import './suite.js';
import Passwork, { PassworkError, Passwork as Named } from 'passwork-wasm';

globalThis.passworkMatrix.run(Passwork, PassworkError, { also: { 'one class by both names': Named === Passwork } });
