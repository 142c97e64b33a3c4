// Commands that read.
export { get } from './get.mjs';
export * from './item.mjs';
export { ls } from './ls.mjs';
export { search } from './search.mjs';
export { show } from './show.mjs';
export { totp } from './totp.mjs';
