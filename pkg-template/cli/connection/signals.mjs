// A signal that ends a command: what must not be left half done is finished first, for a moment, and then the command
// dies by it.
import { setTimeout as sleep } from 'node:timers/promises';
import { EXIT } from '../shared/index.mjs';

const NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/** How long the end may take, in milliseconds. */
const MOST_MS = 10_000;

/**
 * Does some work. When a signal ends us meanwhile, `leave()` is done before; a second signal does not wait for that.
 *
 * @returns What the work gives.
 */
export async function untilSignal(work, leave) {
  let isLeaving = false;
  const onSignal = async (signal) => {
    if (!isLeaving) {
      isLeaving = true;
      await Promise.race([leave().catch(() => {}), sleep(MOST_MS)]);
    }
    die(signal);
  };
  const names = Object.keys(NUMBERS);
  for (const name of names) process.on(name, onSignal);
  try {
    return await work();
  } finally {
    // Who is leaving goes on to do so; nothing is printed by then.
    if (isLeaving) await new Promise(() => {});
    for (const name of names) process.off(name, onSignal);
  }
}

/** Ends this process as the signal would have. */
function die(signal) {
  process.removeAllListeners(signal);
  if (process.platform === 'win32') process.exit(EXIT.signal + NUMBERS[signal]);
  process.kill(process.pid, signal);
}
