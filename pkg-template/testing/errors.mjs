// Errors of those who use the test server wrongly.
import { shared } from '../js/shared.mjs';

/** A PassworkError of kind `usage`. */
export const usage = (message) => new shared.PassworkError({ kind: 'usage', message });
