'use strict';
// CommonJS: require('passwork-wasm') is the constructor, as the original's is.
require('./engine.js');
require('./passwork.js');

const { Passwork, PassworkError, fileTokenStore, formatReference, parseReference } =
  globalThis[Symbol.for('passwork-wasm/__VERSION__')];

module.exports = Passwork;
module.exports.default = Passwork;
module.exports.Passwork = Passwork;
module.exports.PassworkError = PassworkError;
module.exports.fileTokenStore = fileTokenStore;
module.exports.formatReference = formatReference;
module.exports.parseReference = parseReference;
