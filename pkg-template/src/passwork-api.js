'use strict';
// The path of the original: require('passwork-js/src/passwork-api').
module.exports = require('../index.cjs');
