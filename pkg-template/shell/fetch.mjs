// The platform's fetch, for a client of secrets.
import { nodeHttp } from './node-http.mjs';

/** Frameworks on servers put a `fetch` of their own in its place, which remembers answers; pages are told by the engine. */
let takesCache;

/**
 * `fetch` that always asks the server. Next.js and React answer a GET that a render has made before from memory, unless
 * it has a signal, and keep answers on disk unless they are told not to. `undefined` where there is no fetch.
 */
export function platformFetch() {
  const { fetch } = globalThis;
  if (typeof fetch !== 'function') return undefined;
  return (url, init) => {
    if (globalThis.location === undefined) {
      const isNode = isNodes(fetch);
      const send = isNode ? nodeHttp() : undefined;
      if (send) return send(url, init);
      if (!isNode) init.signal ??= new AbortController().signal;
      takesCache ??= canSetCache();
      if (takesCache) init.cache = 'no-store';
    } else if (ArrayBuffer.isView(init.body) && typeof Blob === 'function') {
      // A page takes in an array on its own thread and stands still meanwhile, half a second for 15 MB in Chromium;
      // of a Blob it takes a handle.
      init.body = new Blob([init.body]);
    }
    return fetch(url, init);
  };
}

let seen;
let seenIsNodes;

/** Node's own `fetch`, known by its text, remembers nothing; there a signal costs a twentieth of a request for nothing. */
function isNodes(fetch) {
  if (fetch !== seen) {
    seen = fetch;
    seenIsNodes = NODES.test(Function.prototype.toString.call(fetch));
  }
  return seenIsNodes;
}

const NODES =
  /^function fetch\(input, init = undefined\) \{[^{}]*\{[^{}]*require\('internal\/deps\/undici\/undici'\)[^{}]*\}\s*return fetchImpl\(input, init\);\s*\}$/;

/** Older workerd throws on the member `cache`. */
function canSetCache() {
  try {
    return Boolean(new Request('http://localhost', { cache: 'no-store' }));
  } catch {
    return false;
  }
}
