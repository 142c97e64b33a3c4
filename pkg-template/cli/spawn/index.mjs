// Starting programs on every platform, loaded where one is started.
export { default as spawn } from 'cross-spawn';
