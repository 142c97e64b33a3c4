// The drop-in path of the original connector: `import Passwork from 'passwork-js/src/passwork-api'`.
export * from '../index.mjs';
export { default } from '../index.mjs';
