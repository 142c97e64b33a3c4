// The path of the original, for import.
export { default, Passwork, PassworkError } from '../index.mjs';
