// The clock of a server: it stands until somebody moves it, and all that waits, waits by it. No timer of the process is used,
// so nothing hangs where a test has put its own in their place, and nothing sleeps.
import { usage } from './errors.mjs';

/** Why something does not wait any more: the server was reset or closed. */
export class Broken extends Error {}

export class Clock {
  #now;
  #waits = new Set();
  #isEnded = false;

  constructor(now) {
    this.#now = milliseconds(now);
  }

  now() {
    return this.#now;
  }

  set(time) {
    this.#now = milliseconds(time);
    this.#wake();
  }

  advance(by) {
    if (!Number.isFinite(by)) throw usage('clock.advance(ms): ms must be a number of milliseconds');
    this.#now = milliseconds(this.#now + by);
    this.#wake();
  }

  /** A promise that fulfils when that time has come, and rejects when the signal fires or all is ended. */
  wait(ms, signal) {
    let giveUp;
    const waited = new Promise((resolve, reject) => {
      if (this.#isEnded) throw new Broken();
      if (signal?.aborted) throw signal.reason;
      const one = { due: this.#now + ms, resolve, reject };
      this.#waits.add(one);
      giveUp = () => {
        this.#waits.delete(one);
        reject(signal.reason);
      };
      signal?.addEventListener('abort', giveUp);
      this.#wake();
    });
    // A signal may be that of a whole suite.
    return waited.finally(() => giveUp && signal?.removeEventListener('abort', giveUp));
  }

  /** Breaks off all that waits. */
  cancelAll() {
    for (const one of this.#waits) one.reject(new Broken());
    this.#waits.clear();
  }

  /** The same, and whatever would wait from now on. */
  end() {
    this.#isEnded = true;
    this.cancelAll();
  }

  #wake() {
    for (const one of [...this.#waits]) {
      if (one.due > this.#now) continue;
      this.#waits.delete(one);
      one.resolve();
    }
  }
}

function milliseconds(time) {
  const ms = time instanceof Date ? time.getTime() : typeof time === 'string' ? Date.parse(time) : time;
  // Beyond what a Date holds too: the header `Date` shows it.
  if (typeof ms !== 'number' || Number.isNaN(new Date(ms).getTime()))
    throw usage('a time must be a Date, milliseconds since 1970, or a text that Date.parse reads');
  return ms;
}
