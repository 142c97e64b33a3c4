// Secrets of the environment: each from its variable, or from the file that …_FILE names.
import { bytesAtMost, usage, utf8, withoutLineEnd } from '../shared/index.mjs';

/** Variables that hold a secret. Each may also be the name of a file that holds it, as …_FILE. */
export const SECRET_VARIABLES = [
  'PASSWORK_API_KEY',
  'PASSWORK_TOKEN',
  'PASSWORK_REFRESH_TOKEN',
  'PASSWORK_MASTER_KEY',
  'PASSWORK_MASTER_PASSWORD',
  'PASSWORK_SESSION',
];

const MOST_BYTES = 64 * 1024;

/** A secret, or `undefined` where there is none. The empty text is none. */
export function secretOf(env, name) {
  const file = env[`${name}_FILE`];
  if (!file) return env[name] || undefined;
  if (env[name]) throw usage(`${name} and ${name}_FILE are both set: use one of them`);
  const value = withoutLineEnd(utf8(bytesOf(file, name), `the file that ${name}_FILE names`));
  if (value === '') throw usage(`the file that ${name}_FILE names is empty`);
  return value;
}

/** The bytes of a small file, which may be a pipe (`<(…)`) or a device. */
function bytesOf(file, name) {
  let bytes;
  try {
    bytes = bytesAtMost(file, MOST_BYTES);
  } catch (error) {
    throw usage(`the file that ${name}_FILE names cannot be read (${error.code})`);
  }
  if (bytes === undefined) throw usage(`${name}_FILE names a file of more than 64 kB`);
  return bytes;
}
