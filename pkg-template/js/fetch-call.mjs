// One request and its answer.
import { readAnswer } from './answers.mjs';
import { platformFetch } from './route.mjs';
import { pageAddress } from './runtime.mjs';

/** A promise of the answer; it rejects with `{cutOff, error}`: `cutOff` where an answer had begun. */
export function callFetch(fetch, url, method, headers, body, signal, file, reads) {
  const init = { method, headers: {}, redirect: 'manual' };
  for (const line of headers.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) init.headers[line.slice(0, colon)] = line.slice(colon + 1);
  }
  if (body !== undefined) init.body = body;
  if (pageAddress()) {
    // Browsers only: workerd throws on both.
    init.credentials = 'omit';
    init.cache = 'no-store';
  }
  if (signal !== undefined) init.signal = signal;
  const failed = (cutOff) => (error) => {
    throw { cutOff, error };
  };
  // Node's client leaves here what it is sending, so that it can be told to stop.
  const line = {};
  // A mock may throw, and may answer with something that is no promise.
  const ask = () => (fetch === platformFetch ? fetch(url, init, reads, line) : fetch(url, init));
  const answer = new Promise((resolve) => resolve(ask()));
  const read = answer.then((response) => readToEnd(response, file).catch(failed(true)), failed(false));
  read[LINE] = line;
  return read;
}

/**
 * A member of the promise: what a WeakMap holds outlives the next collection of what is young, and with it the request, its
 * socket and its answer, which was a quarter of the CPU of `getPassword(id)`.
 */
const LINE = Symbol('line');

/** Nobody waits for an exchange any more. What is sent by a fetch has a signal, where the call can be called off. */
export function hangUp(promise) {
  const line = promise[LINE];
  if (!line) return;
  line.isDropped = true;
  line.request?.destroy();
}

/** What `readAnswer` throws is a rejection too. */
const readToEnd = async (response, file) => readAnswer(response, file);
