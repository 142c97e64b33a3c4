// Types for `require('passwork-wasm/testing')`.
export * from './types/testing.js';
