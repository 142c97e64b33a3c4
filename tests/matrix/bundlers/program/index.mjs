// Both module systems in one bundle: one class.
import './suite.js';
import Passwork, { PassworkError } from 'passwork-wasm';
import other from './other.cjs';

globalThis.passworkMatrix.run(Passwork, PassworkError, { also: { 'one class': other === Passwork } });
