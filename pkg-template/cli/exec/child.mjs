// The command as a child: its environment, its signals, what it prints, and its end.
import { setImmediate } from 'node:timers/promises';
import { CliError, EXIT } from '../shared/index.mjs';
import { spawn } from '../spawn/index.mjs';
import { printedOf } from './printed.mjs';
import { inForeground, isDeadly, passSignals } from './signals.mjs';

export { endAs } from './signals.mjs';

/** After so many milliseconds it is told what passwork still waits for. */
const LATE = 3000;

/**
 * Runs a command to its end.
 *
 * @param {{file: string, args: string[], verbatim?: boolean}} command As of `commandOf`.
 * @param {object} how `env`: its environment; `secrets`: `[{name, value}]`, masked in what it prints; `mode`: `auto`, `always`, `never`;
 *   `unmasked`: names of secrets that may be shown; `output`: of the context.
 * @returns {Promise<{code: number | null, signal: string | null}>} As it ended; `endAs` ends passwork in the same way. A signal that comes
 *   just before is as one that it died by.
 * @throws {CliError} 126 and 127: it was not started.
 */
export async function runChild({ file, args, verbatim }, { env, secrets = [], mode = 'auto', unmasked = [], output }) {
  let child;
  let early;
  const release = passSignals(
    (name) => {
      if (child) child.kill(name);
      else if (isDeadly(name)) early ??= name;
    },
    { isForeground: () => child !== undefined && inForeground() },
  );
  const { stdio, attach, close } = printedOf(secrets, { mode, unmasked, output });
  try {
    await signalsSoFar();
    if (early) return { code: null, signal: early };
    child = started(file, args, { env, stdio, windowsVerbatimArguments: verbatim });
    const ended = endOf(child, file, output);
    const printed = attach(child);
    const outcome = await ended;
    release(); // from here on a signal is for us alone
    await withNote(printed, output);
    return outcome;
  } finally {
    release();
    close();
  }
}

/** A turn of the event loop brings them; the one that is under way may have looked before they came. */
async function signalsSoFar() {
  await setImmediate();
  await setImmediate();
}

function started(file, args, options) {
  try {
    return spawn(file, args, options);
  } catch (error) {
    throw cannotRun(file, error);
  }
}

/** The end of a child, or the failure to start it. */
const endOf = (child, file, output) =>
  new Promise((resolve, reject) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.on('error', (error) => {
      if (error.syscall === 'kill') output.note(`a signal cannot be passed on to ${file} (${error.code})`);
      else reject(cannotRun(file, error));
    });
  });

const REASONS = {
  ENOENT: 'there is no such command',
  EACCES: 'no permission to run it',
  E2BIG: 'its arguments and environment are too large for this system',
  ENOEXEC: 'it is no program for this system',
};

/** The failure for a command that does not run. Of what was thrown nothing but its code is told: it may quote the environment. */
export function cannotRun(file, { code = 'unknown reason' }) {
  const isMissing = code === 'ENOENT' || file === '';
  const reason = isMissing ? REASONS.ENOENT : (REASONS[code] ?? `it cannot be run (${code})`);
  const exitCode = isMissing ? EXIT.commandNotFound : EXIT.cannotRun;
  return new CliError(exitCode, `${file || 'the empty word'}: ${reason}`, { kind: 'command' });
}

async function withNote(printed, output) {
  const late = () =>
    output.note(
      'the command has ended, but what it started still has its output: waiting for that. --mask never does not wait',
    );
  const timer = setTimeout(late, LATE);
  try {
    await printed;
  } finally {
    clearTimeout(timer);
  }
}
