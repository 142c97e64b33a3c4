// The first line of a server. The same file in both examples.
import { explain, openSecrets } from './secrets.mjs';
import { readSettings } from './settings.mjs';

/**
 * Opens the secrets that the environment names, or prints all that is wrong and ends the process.
 *
 * @param {readonly string[]} names of the variables that hold references
 */
export async function openOrExit(names) {
  try {
    return await openSecrets(readSettings(process.env, names));
  } catch (error) {
    console.error(explain(error));
    process.exit(1);
  }
}
