// Commands that start another one, and what they are made of.
export * from './child.mjs';
export * from './command.mjs';
export * from './environment.mjs';
export { exec } from './exec.mjs';
