// Things that the engine waits for: `{promise, stop}`; after `stop` nothing is left behind. That fulfils the promise too:
// who has waited for one that never settles is held by it for ever.

export function sleep(milliseconds) {
  let timer;
  let resolve;
  const promise = new Promise((fulfil) => {
    resolve = fulfil;
    timer = setTimeout(fulfil, milliseconds);
  });
  const stop = () => {
    clearTimeout(timer);
    resolve();
  };
  return { promise, stop };
}

/** Until a target tells of an event. */
export function until(target, event, value) {
  let listener;
  const promise = new Promise((resolve) => {
    listener = () => resolve(value());
    target.addEventListener(event, listener, { once: true });
  });
  return { promise, stop: () => target.removeEventListener(event, listener) };
}

export const forever = () => ({ promise: new Promise(() => {}), stop() {} });
