// The line by which a shell learns the key of its session.
import { shownJson, usage } from '../shared/index.mjs';

/** By the name of the shell. A key is base64, so nothing in it means anything to a shell. */
const LINES = {
  sh: (key) => `export PASSWORK_SESSION=${key}`,
  fish: (key) => `set -gx PASSWORK_SESSION '${key}'`,
  powershell: (key) => `$env:PASSWORK_SESSION = '${key}'`,
  json: (key) => shownJson({ session: key }), // as a credentialCommand prints it
};

/** The function that makes the line. */
export function shellLine({ shell, json }) {
  if (json && shell !== undefined && shell !== 'json') throw usage('--json and --shell are one or the other');
  const name = shell ?? (json ? 'json' : 'sh');
  if (!Object.hasOwn(LINES, name)) throw usage(`--shell is one of ${Object.keys(LINES).join(', ')}`);
  return LINES[name];
}
