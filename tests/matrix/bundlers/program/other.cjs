module.exports = require('passwork-wasm/src/passwork-api');
