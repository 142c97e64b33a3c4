require('./suite.js');
const { Passwork, PassworkError } = require('passwork-wasm');

globalThis.passworkMatrix.run(Passwork, PassworkError);
