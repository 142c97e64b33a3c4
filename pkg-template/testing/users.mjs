// The users of a server. The first is the one whom the server's own members speak of.
import { usage } from './errors.mjs';
import { checkedOptions, NAME } from './options.mjs';

/** Name of the first user. */
export const FIRST = 'user';

const OWN = { email: NAME, masterPassword: NAME };
const isName = NAME[0];

/** [{name, email, masterPassword}]. `given`: names of further users, or an object of them with {email, masterPassword}. */
export function readUsers(given, isSealed) {
  const further = Array.isArray(given) ? given.map((name) => [name, {}]) : Object.entries(given);
  const all = new Map([[FIRST, {}]]);
  for (const [name, own] of further) {
    if (!isName(name)) throw usage('users: a name must be a text, and not empty');
    all.set(name, checkedOptions(`users: '${name}'`, own, OWN));
  }
  return [...all].map(([name, { email = `${name}@example.org`, masterPassword = `master password of ${name}` }]) => ({
    name,
    email,
    masterPassword: isSealed ? masterPassword : null,
  }));
}
