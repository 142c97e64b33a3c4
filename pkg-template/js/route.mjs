// The route by which requests leave: the platform's fetch or, in Node, its HTTP client.
import { hasDispatcher } from './dispatcher.mjs';
import { hasHttp, send } from './node-http.mjs';
import { pageAddress } from './runtime.mjs';

/**
 * Whether requests have the member `cache`: frameworks on servers put a `fetch` of their own in the place of the
 * platform's, which remembers answers; pages are told by the engine.
 */
let takesCache;

const HTTP = "Node's HTTP client and its global agents";
const WITH_DISPATCHER = 'the global fetch, for which a dispatcher of undici is set';

/**
 * The route by which requests leave: a fetch that somebody has put in the place of Node's, one that somebody has set a
 * dispatcher for, else the HTTP client, whatever has loaded undici meanwhile. `undefined` where there is nothing.
 */
export function route() {
  const { fetch } = globalThis;
  if (typeof fetch !== 'function') return hasHttp() ? HTTP : undefined; // jsdom, --no-experimental-fetch
  if (!isNodes(fetch)) return 'the global fetch';
  if (hasDispatcher()) return WITH_DISPATCHER;
  return hasHttp() ? HTTP : 'the global fetch';
}

/**
 * Calls the platform's `fetch` so that it always asks the server. Next.js and React answer a GET that a render has made
 * before from memory, unless it has a signal, and keep answers on disk unless they are told not to. `reads`: sending it
 * twice is harmless; `line`: where Node's client leaves the request.
 */
export function platformFetch(url, init, reads, line) {
  const way = route();
  if (way === HTTP) return send(url, init, reads, line);
  const { fetch } = globalThis;
  if (!pageAddress()) {
    if (way !== WITH_DISPATCHER) init.signal ??= new AbortController().signal;
    takesCache ??= canSetCache();
    if (takesCache) init.cache = 'no-store';
  } else if (ArrayBuffer.isView(init.body) && typeof Blob === 'function') {
    // A page takes in an array on its own thread and stands still meanwhile, half a second for 15 MB in Chromium;
    // of a Blob it takes a handle.
    init.body = new Blob([init.body]);
  }
  return fetch(url, init);
}

let seen;
let seenIsNodes;

/**
 * Whether a `fetch` is Node's own, known by its text. That one remembers nothing; there a signal costs a twentieth of a
 * request for nothing.
 */
function isNodes(fetch) {
  if (fetch !== seen) {
    seen = fetch;
    seenIsNodes = NODES.test(Function.prototype.toString.call(fetch));
  }
  return seenIsNodes;
}

const NODES =
  /^function fetch\(input, init = undefined\) \{[^{}]*\{[^{}]*require\('internal\/deps\/undici\/undici'\)[^{}]*\}\s*return fetchImpl\(input, init\);\s*\}$/;

/** Whether a request may have the member `cache`, on which older workerd throws. */
function canSetCache() {
  try {
    return Boolean(new Request('http://localhost', { cache: 'no-store' }));
  } catch {
    return false;
  }
}
