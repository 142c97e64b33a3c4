// The users of a server. The first is the one whom the server's own members speak of.
import { usage } from './errors.mjs';

/** Name of the first user. */
export const FIRST = 'user';

const isText = (value) => typeof value === 'string' && value !== '';

/** [{name, email, masterPassword}]. `given`: names of further users, or an object of them with {email, masterPassword}. */
export function readUsers(given = [], isSealed = true) {
  const further = Array.isArray(given) ? given.map((name) => [name, {}]) : Object.entries(given ?? {});
  const all = new Map([[FIRST, {}]]);
  for (const [name, own] of further) {
    if (!isText(name) || typeof own !== 'object' || own === null) {
      throw usage('users: a list of names, or an object of names with {email, masterPassword}, is needed');
    }
    all.set(name, own);
  }
  return [...all].map(([name, { email = `${name}@example.org`, masterPassword = `master password of ${name}` }]) => {
    if (!isText(email) || !isText(masterPassword)) {
      throw usage(`users: email and masterPassword of '${name}' must be texts`);
    }
    return { name, email, masterPassword: isSealed ? masterPassword : null };
  });
}
