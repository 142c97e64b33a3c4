// Files of items.
export { get } from './get.mjs';
export { ls } from './ls.mjs';
export { put } from './put.mjs';
export { rm } from './rm.mjs';
