// ES modules.
import './suite.js';
import Passwork, { Passwork as Named, PassworkError } from 'passwork-wasm';
import { createTestServer } from 'passwork-wasm/testing';

/** The server for tests at a port. */
async function listens() {
  const server = createTestServer({ contents: { Infrastructure: { orders: { password: 's3cret' } } } });
  const passwork = new Passwork(await server.listen());
  await passwork.login(server.apiKey, server.masterPassword);
  const value = await passwork.resolve('pw://Infrastructure/orders/password');
  server.fail({ times: 1, with: 'cutOff' });
  const { kind } = await passwork.getVaults().catch((error) => error);
  await server.close();
  return value === 's3cret' && kind === 'network';
}

const also = { 'one class by both names': Named === Passwork, 'the test server listens': await listens() };
globalThis.passworkMatrix.run(Passwork, PassworkError, { also, createTestServer });
