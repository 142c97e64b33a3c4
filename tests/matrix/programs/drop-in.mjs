// The place of the original: "passwork-js": "npm:passwork-wasm", by both module systems at once.
import { createRequire } from 'node:module';
import './suite.js';
import imported from 'passwork-js';
import dropIn, { PassworkError } from 'passwork-js/src/passwork-api';
import ours from 'passwork-wasm';

const require = createRequire(import.meta.url);
globalThis.passworkMatrix.run(dropIn, PassworkError, {
  also: {
    'import, alias': imported === dropIn,
    'import, own name': ours === dropIn,
    'require, alias': require('passwork-js') === dropIn,
    'require, path': require('passwork-js/src/passwork-api') === dropIn,
    'require, file': require('passwork-js/src/passwork-api.js') === dropIn,
    'require, own name': require('passwork-wasm') === dropIn,
    'require, errors': require('passwork-wasm').PassworkError === PassworkError,
  },
});
