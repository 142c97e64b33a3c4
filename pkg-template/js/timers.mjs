// Waiting: turns of the event loop, pauses.
import { builtIn } from './built-in.mjs';

/** Timers as they are at import, before a test puts its own in their place; in Node also when it did so before. */
const { setImmediate, setTimeout } = builtIn('timers') ?? globalThis;
const { MessageChannel } = globalThis;

/** A promise that fulfils when everything else that waits has had its turn. */
export function turn() {
  return new Promise((resolve) => {
    if (setImmediate) setImmediate(resolve);
    else if (MessageChannel) {
      // Unlike timers, its messages are not held back for 4 ms.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(undefined);
    } else setTimeout(resolve, 0);
  });
}

/** Milliseconds of a clock that is never set; where there is none, of one that is. */
export function elapsed() {
  const { performance } = globalThis;
  return typeof performance?.now === 'function' ? performance.now() : Date.now();
}

/** Longest wait of a timer: one that is given more ends at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Waits by the caller's clock: `{promise, stop}`; after `stop` nothing is left behind. That fulfils the
 * promise too: who has waited for one that never settles is held by it for ever.
 */
export function sleep(milliseconds) {
  const clock = typeof globalThis.setTimeout === 'function' ? globalThis : builtIn('timers');
  const { setTimeout, clearTimeout } = clock;
  let timer;
  let resolve;
  const promise = new Promise((fulfil) => {
    resolve = fulfil;
    const wait = (left) => {
      const now = Math.min(left, MAX_TIMER_MS);
      timer = setTimeout(() => (left > now ? wait(left - now) : fulfil()), now);
    };
    wait(milliseconds);
  });
  const stop = () => {
    clearTimeout(timer);
    resolve();
  };
  return { promise, stop };
}

export const forever = () => ({ promise: new Promise(() => {}), stop() {} });
