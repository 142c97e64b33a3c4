// What the environment says: where Passwork is, by which credentials it is asked, and which secrets the server needs.
// The same file in both examples.
import { fileTokenStore, parseReference } from 'passwork-wasm';

/**
 * Reads the settings. Throws with everything that is missing or wrong in them, before anything is sent.
 *
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {readonly string[]} names of the variables that hold references
 */
export function readSettings(env, names) {
  /** @type {string[]} */
  const problems = [];
  const { PASSWORK_HOST: host = '', PASSWORK_API_KEY: apiKey, PASSWORK_TOKEN_STORE: file } = env;
  const { PASSWORK_MASTER_KEY: masterKey, PASSWORK_MASTER_PASSWORD: masterPassword } = env;
  if (!host) problems.push('PASSWORK_HOST is not set');
  if (!apiKey === !file)
    problems.push('set one of PASSWORK_API_KEY (servers up to 6) and PASSWORK_TOKEN_STORE (Passwork 7)');
  if (masterKey && masterPassword) problems.push('set only one of PASSWORK_MASTER_KEY and PASSWORK_MASTER_PASSWORD');

  const milliseconds = (/** @type {string} */ name, /** @type {number} */ fallback) => {
    if (!env[name]) return fallback;
    const value = Number(env[name]);
    if (!(value > 0 && value <= 86_400)) problems.push(`${name} must be a number of seconds, a day at most`);
    return value * 1000;
  };
  const every = milliseconds('RENEW_SECONDS', 300_000);
  const maxAge = milliseconds('MAX_AGE_SECONDS', 3 * every);

  /** @type {Record<string, string>} */
  const references = {};
  for (const name of names) {
    references[name] = env[name] ?? '';
    try {
      if (!env[name]) throw new Error('is not set');
      parseReference(env[name]);
    } catch (error) {
      problems.push(`${name}: ${/** @type {Error} */ (error).message}`);
    }
  }

  // A pair of tokens of Passwork 7 is renewed while it is used: it has to be kept where the next start finds it.
  const tokenStore = file ? fileTokenStore(file) : undefined;
  const key = () => {
    const found = tokenStore ? tokenStore.load() : apiKey;
    if (!found) throw new Error('there are no tokens in the file');
    return found;
  };
  try {
    if (tokenStore) key();
  } catch (error) {
    problems.push(`PASSWORK_TOKEN_STORE: ${/** @type {Error} */ (error).message}`);
  }

  const errors = problems.map((text) => new Error(text));
  if (errors.length) throw new AggregateError(errors, 'the settings cannot be used');

  const options = { host, tokenStore };
  const login = async (/** @type {import('passwork-wasm').Passwork} */ passwork) => {
    await (masterKey ? passwork.loginWithKey(key(), masterKey) : passwork.login(key(), masterPassword));
  };
  return { options, login, references, every, maxAge };
}
