// Commands beside the daily ones.
export { api } from './api.mjs';
export { completion } from './completion.mjs';
export { doctor } from './doctor.mjs';
export { sandbox } from './sandbox.mjs';
