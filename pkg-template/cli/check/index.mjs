// The command that looks through programs of the original's.
export { check } from './check.mjs';
