// With lib.dom: the platform's own Blob, File, fetch and signal fit.
import type {} from 'passwork-wasm/web/dist/passwork-web-api.js';
import Passwork, { type AbortSignalLike, type FetchFunction, type PlatformAbortSignal } from 'passwork-wasm';

declare const file: File;
declare const blob: Blob;
export const client: Passwork = window.passwork('x');
export const platform: FetchFunction = fetch;
export const signal: AbortSignalLike = new AbortController().signal;
export type Signal = [Expect<Equal<PlatformAbortSignal, AbortSignal>>];
new Passwork({ host: 'x', fetch });
new Passwork({ host: 'x', fetch: (url, init) => fetch(url, { ...init, mode: 'cors' }) });
export const uploads = [
  client.addPasswordWebAttachment('id', file),
  client.addPasswordWebAttachment('id', blob, 'name'),
  client.addPasswordAttachment('id', file),
  client.addPassword({ vaultId: 'v', password: 'p', attachments: [{ path: blob, name: 'n' }, { path: file }] }),
];
export const download = async (): Promise<Blob> => new Blob([(await client.getAttachment('p', 'a')).getData()]);
export const aborting = client.with({ signal: AbortSignal.timeout(5) });
