// Things that the engine waits for: `{promise, stop}`; after `stop` nothing is left behind.

export function sleep(milliseconds) {
  let timer;
  const promise = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  return { promise, stop: () => clearTimeout(timer) };
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
