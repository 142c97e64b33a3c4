// Sending one request, which the engine has written (src/bindings/fetch.rs).
import { isByAgent } from './http-agent.mjs';
import { platformFetch } from './route.mjs';

/**
 * A promise of the answer, whatever `fetch` does: a mock may throw, and may answer with something that is no promise. Node's
 * client leaves what it is sending in `line`, so that it can be told to stop. `observed`: who watches it.
 */
export function callFetch(fetch, url, init, reads, line, observed) {
  const isOurs = fetch === platformFetch || isByAgent(fetch);
  const send = () => (isOurs ? fetch(url, init, reads, line) : fetch(url, init));
  line.answer = new Promise((resolve) => resolve(observed ? observed.send(send) : send()));
  return line.answer;
}

/**
 * Ends a request for whose answer nobody waits any more. What is sent by a fetch has a signal, where the call can be
 * called off; where it cannot, an answer that begins is not left half read, which would hold its connection.
 */
export function hangUp(line) {
  line.isDropped = true;
  line.request?.destroy();
  line.answer?.then((response) => response?.body?.cancel?.()).catch(() => {});
}
