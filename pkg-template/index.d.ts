// Types for `require` (CommonJS): `const Passwork = require('passwork-wasm')`. All of it is written in types.d.ts.
import { Passwork } from './types.js';
export = Passwork;
