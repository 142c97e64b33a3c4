export * from '../index.mjs';
export { default } from '../index.mjs';
