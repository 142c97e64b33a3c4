// The script build: one global function.
import type {} from 'passwork-wasm/web/dist/passwork-web-api.js';
import type { Passwork, PassworkOptions } from 'passwork-wasm';

export type Factory = [Expect<Equal<typeof passwork, (host: string | PassworkOptions) => Passwork>>];
export const clients: Passwork[] = [passwork('x'), globalThis.passwork({ host: 'x' })];
// @ts-expect-error the host is required
passwork();
// @ts-expect-error a second argument is not passed on
passwork('x', null);
