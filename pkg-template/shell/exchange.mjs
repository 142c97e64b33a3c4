// One request and its answer.
import { readAnswer } from './answers.mjs';
import { platformFetch } from './fetch.mjs';
import { pageAddress } from './runtime.mjs';

/** A promise of the answer; it rejects with `{cutOff, error}`: `cutOff` where an answer had begun. */
export function exchange(fetch, url, method, headers, body, signal, file, reads) {
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
  // A mock may throw, and may answer with something that is no promise.
  const ask = () => (fetch === platformFetch ? fetch(url, init, reads) : fetch(url, init));
  const answer = new Promise((resolve) => resolve(ask()));
  return answer.then((response) => read(response, file).catch(failed(true)), failed(false));
}

/** What `readAnswer` throws is a rejection too. */
const read = async (response, file) => readAnswer(response, file);
