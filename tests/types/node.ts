// With @types/node: Buffer, the global fetch and signal, and files.
import { Buffer } from 'node:buffer';
import { writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import Passwork, { type AbortSignalLike, type FetchFunction, type PlatformAbortSignal } from 'passwork-wasm';

export const platform: FetchFunction = fetch;
export const signal: AbortSignalLike = new AbortController().signal;
export type Signal = [Expect<Equal<PlatformAbortSignal, AbortSignal>>];
export const client = new Passwork({ host: process.env['HOST'] ?? 'x', fetch });
new Passwork({ host: 'x', fetch: (url, init) => fetch(url, { ...init, keepalive: true }) });
for (const httpAgent of [new https.Agent({ ca: 'x' }), http.globalAgent, null]) new Passwork({ host: 'x', httpAgent });
new Passwork({ host: 'x', headers: { 'X-Gate': process.env['GATE'] ?? '' } });
// @ts-expect-error a variable that may not be set
new Passwork({ host: 'x', headers: { 'X-Gate': process.env['GATE'] } });
// @ts-expect-error an agent of undici
new Passwork({ host: 'x', httpAgent: { dispatch: () => true, destroy: () => {}, close: () => {} } });
// @ts-expect-error a list
new Passwork({ host: 'x', headers: [['X-Gate', 'x']] });
// @ts-expect-error Headers keep what they hold elsewhere
new Passwork({ host: 'x', headers: new Headers() });
export const run = async (): Promise<void> => {
  await client.login(process.env['API_KEY'] ?? '', process.env['USER_MASTER_PASS']);
  await client.addPasswordAttachment('id', Buffer.from('text'), 'name');
  writeFileSync('file', (await client.getAttachment('p', 'a')).getData());
};
export const aborting = client.with({ signal: AbortSignal.timeout(5) });
