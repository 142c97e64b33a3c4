// The command line of a script. What a script does not know it refuses, with its usage and exit code 2.
import { parseArgs } from 'node:util';

/** Whether commands show their output while they run: `--verbose` of the scripts that have it. */
export let verbose = false;

/**
 * The options and operands of this script; `--help` (`-h`) is answered here.
 *
 * @param {string} usage printed by `--help` and after a mistake
 * @param {{options?: import('node:util').ParseArgsConfig['options'], operands?: [number, number]}} accepted as
 *   `util.parseArgs` takes options; `operands`: how many there may be, from and to
 */
export function commandLine(usage, { options = {}, operands: [least, most] = [0, 0] } = {}) {
  let parsed;
  try {
    const all = { ...options, help: { type: 'boolean', short: 'h', default: false } };
    parsed = parseArgs({ options: all, allowPositionals: most > 0 });
    const { length } = parsed.positionals;
    if (!parsed.values.help && length < least) throw new Error('an argument is missing');
    if (length > most) throw new Error(`unexpected argument '${parsed.positionals[most]}'`);
  } catch (error) {
    refuse(error.message, usage);
  }
  if (parsed.values.help) {
    console.log(usage);
    process.exit(0);
  }
  verbose = parsed.values.verbose === true;
  return parsed;
}

/** Ends a script that was called in a way that it does not know. */
export function refuse(message, usage) {
  console.error(`${message}\n\n${usage}`);
  process.exit(2);
}

/** The names in `--only A,B --only C`. */
export const names = (values = []) => values.flatMap((value) => value.split(',')).filter(Boolean);
