// The caller's token store, for the engine: each of its functions as a promise, and its lock as something that is entered and left.
import { PassworkError } from './error.mjs';
import { member } from './members.mjs';

function functionOf(store, name) {
  const found = member(store, name);
  if (typeof found === 'function') return (...args) => found.apply(store, args);
  throw new PassworkError({ kind: 'usage', message: `the option 'tokenStore' must have a function ${name}` });
}

export const isStore = (store) => store !== undefined && store !== null;

export const load = (store) => Promise.resolve(functionOf(store, 'load')());

export const save = (store, pair) => Promise.resolve(functionOf(store, 'save')(pair));

const MISUSED = "tokenStore.lock(run) must call 'run' once, and fulfil when it has ended";

/**
 * Begins to enter the lock: `entered` fulfils within `run`, `leave()` ends what was run (or gives the lock up, if it is not
 * entered yet), and `left` fulfils when the lock has come to its end. Never throws.
 */
export function lock(store) {
  const enter = member(store, 'lock');
  const free = Promise.resolve();
  if (enter === undefined || enter === null) return { entered: free, leave() {}, left: free };
  const misused = () => new PassworkError({ kind: 'usage', message: MISUSED });
  const givenUp = new AbortController();
  let hasLeft;
  const over = new Promise((resolve) => {
    hasLeft = resolve;
  });
  let runs = 0;
  let enters;
  const isWithin = new Promise((resolve) => {
    enters = resolve;
  });
  const run = () => {
    runs += 1;
    if (runs > 1) return Promise.reject(misused());
    enters();
    return over;
  };
  const whole = new Promise((resolve) => {
    resolve(functionOf(store, 'lock')(run, { signal: givenUp.signal }));
  });
  const left = whole.then(() => {
    if (runs !== 1) throw misused();
  });
  // Whichever comes first: once it is over, nothing can be entered any more.
  const ended = left.then(() => Promise.reject(misused()));
  ended.catch(() => {});
  return {
    entered: Promise.race([isWithin, ended]),
    leave() {
      hasLeft();
      if (runs === 0) givenUp.abort();
    },
    left,
  };
}
