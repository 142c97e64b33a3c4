// Types for `require` (CommonJS): `const Passwork = require('passwork-wasm')`. All of it is written in types/.
import { Passwork } from './types.js';
export = Passwork;
