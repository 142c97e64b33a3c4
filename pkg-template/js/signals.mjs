// The signals that callers pass: objects of any realm or polyfill, or of a class of their own.

/** Reason why a signal is aborted, if it is: never `undefined` then. */
export function reasonOf(signal) {
  try {
    return signal?.aborted ? (signal.reason ?? new Error('aborted')) : undefined;
  } catch (error) {
    return error ?? new Error('aborted'); // it is aborted, and does not say why
  }
}

/** The calls that wait for a signal, however many: it has one listener, and none while no call waits. */
const waiting = new WeakMap();

/** Waits until a signal is aborted: `{promise, stop}`. Throws where it cannot be listened to. */
export function abortionOf(signal) {
  const calls = waiting.get(signal) ?? listen(signal);
  let call;
  const promise = new Promise((resolve) => {
    call = resolve;
    if (calls.reason === undefined) calls.all.add(resolve);
    else resolve(calls.reason); // it has told so while it was asked
  });
  const stop = () => {
    calls.all.delete(call);
    if (!calls.all.size) calls.end();
  };
  return { promise, stop };
}

function listen(signal) {
  const calls = { all: new Set(), reason: undefined, end };
  function end() {
    waiting.delete(signal);
    try {
      signal.removeEventListener('abort', tell);
    } catch {}
  }
  function tell() {
    calls.reason = reasonOf(signal) ?? new Error('aborted');
    end();
    for (const call of calls.all) call(calls.reason);
  }
  waiting.set(signal, calls);
  try {
    signal.addEventListener('abort', tell);
  } catch (error) {
    waiting.delete(signal);
    throw error;
  }
  return calls;
}
