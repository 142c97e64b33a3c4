// Without lib.dom and without @types/node: the types stand on their own.
import type { AbortSignalLike, FetchFunction, Passwork, PlatformAbortSignal } from 'passwork-wasm';

export type Signal = [Expect<Equal<PlatformAbortSignal, AbortSignalLike>>, Expect<Equal<Extract<keyof Passwork, symbol>, never>>];
export const own: FetchFunction = async (url, init) => ({
  status: url.length + init.method.length,
  headers: { get: (name) => init.headers[name] ?? null },
  text: async () => '',
});
