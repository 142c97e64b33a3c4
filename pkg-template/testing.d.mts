// Types for `import … from 'passwork-wasm/testing'`.
export * from './types/testing.js';
