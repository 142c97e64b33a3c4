// With "lib": ["esnext.disposable"]: `await using` works.
import Passwork from 'passwork-wasm';
import { createTestServer } from 'passwork-wasm/testing';

export const run = async (): Promise<void> => {
  await using passwork = new Passwork('x');
  await using server = createTestServer();
  server.reset();
  await passwork.getVaults();
};
export type Dispose = [
  Expect<Equal<Passwork[typeof Symbol.asyncDispose], () => Promise<void>>>,
  Expect<Passwork extends AsyncDisposable ? true : false>,
];
