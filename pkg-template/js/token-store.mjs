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

/** Enters the lock: fulfils within `run`, with what the lock is left by. */
export function lock(store) {
  const enter = member(store, 'lock');
  if (enter === undefined || enter === null) return Promise.resolve({ leave() {}, left: Promise.resolve() });
  const misused = () => new PassworkError({ kind: 'usage', message: MISUSED });
  return new Promise((entered, failed) => {
    let leave;
    let runs = 0;
    const ended = new Promise((resolve) => {
      leave = resolve;
    });
    const held = { leave, left: undefined };
    const run = () => {
      runs += 1;
      if (runs > 1) return Promise.reject(misused());
      entered(held);
      return ended;
    };
    const whole = new Promise((resolve) => {
      resolve(functionOf(store, 'lock')(run));
    });
    held.left = whole.then(() => {
      if (runs !== 1) throw misused();
    });
    held.left.catch(failed); // before it was entered: nothing can be entered any more
    whole.then(() => failed(misused()), failed);
  });
}
