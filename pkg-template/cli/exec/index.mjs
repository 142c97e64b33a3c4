// Commands that start another one.
export { default as spawn } from 'cross-spawn';
