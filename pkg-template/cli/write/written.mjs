// What has to be known of a write: whether it was done, and whether it is there.
import { CliError, EXIT, exitCodeOf, usage } from '../shared/index.mjs';

/**
 * Carries out a write. Its failures are final: the connection does not do the work again for them, as it does where a session or the
 * master password was missing.
 *
 * @param {string} unknown What to do where the answer was lost.
 */
export async function sent(write, unknown) {
  try {
    return await write();
  } catch (error) {
    throw afterWrite(error, unknown);
  }
}

function afterWrite(error, unknown) {
  if (typeof error?.kind !== 'string' || error instanceof CliError) return error;
  if (error.kind === 'totp') return usage(error.message, { cause: error });
  const exitCode = exitCodeOf(error);
  const isLost = exitCode === EXIT.unreachable || (error.kind === 'api' && error.httpStatus >= 500);
  const kind = exitCode === EXIT.credentials ? 'credentials' : error.kind;
  return new CliError(exitCode, isLost ? `${error.message}. ${unknown}` : error.message, { kind, cause: error });
}

/** API v4 without client-side encryption has no carriage return before a line feed. */
const comparable = (text) => text.replace(/\r\n/g, '\n');

/** Whether two values are the same, as a server keeps them. */
export const isSame = (one, other) => comparable(one) === comparable(other);

/** Whether two lists of custom fields are. */
export const areSame = (list, other) =>
  list.length === other.length &&
  list.every(({ name, value, type }, at) => {
    const that = other[at];
    return name === that.name && type === that.type && isSame(value, that.value);
  });
