// Types for `import` (ES modules): `import Passwork from 'passwork-wasm'`. All of it is written in types/.
export * from './types.js';
export { Passwork as default } from './types.js';
