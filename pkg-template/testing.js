'use strict';
// CommonJS: const { createTestServer } = require('passwork-wasm/testing').
require('./engine.js');
require('./passwork.js');
require('./test-server.js');

module.exports.createTestServer = globalThis[Symbol.for('passwork-wasm/__VERSION__')].createTestServer;
