// Commands that write.
export { add } from './add.mjs';
export * from './confirm.mjs';
export { generate } from './generate.mjs';
export * from './printed.mjs';
export { rm } from './rm.mjs';
export { rotate } from './rotate.mjs';
export { update } from './update.mjs';
export * from './writable.mjs';
export * from './written.mjs';
