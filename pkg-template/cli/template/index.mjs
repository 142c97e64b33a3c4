// Commands that put values into texts.
export { env } from './env.mjs';
export { inject } from './inject.mjs';
