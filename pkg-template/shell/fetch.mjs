// The platform's fetch, for a client of secrets.

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
      init.signal ??= new AbortController().signal;
      takesCache ??= canSetCache();
      if (takesCache) init.cache = 'no-store';
    }
    return fetch(url, init);
  };
}

/** Older workerd throws on the member `cache`. */
function canSetCache() {
  try {
    return Boolean(new Request('http://localhost', { cache: 'no-store' }));
  } catch {
    return false;
  }
}
