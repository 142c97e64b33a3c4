// CommonJS.
require('./suite.js');
const Passwork = require('passwork-wasm');
const { createTestServer } = require('passwork-wasm/testing');

const { PassworkError } = Passwork;
globalThis.passworkMatrix.run(Passwork, PassworkError, {
  also: { 'require gives the class': Passwork.Passwork === Passwork && Passwork.default === Passwork },
  createTestServer,
});
