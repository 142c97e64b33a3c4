// The server for tests: what it takes and gives, and that a client takes its fetch.
import Passwork from 'passwork-wasm';
import { createTestServer, type TestCredentials, type TestFault, type TestItemOpened, type TestRequest, type TestServer } from 'passwork-wasm/testing';

export const server: TestServer = createTestServer({
  generation: 4,
  clientSideEncryption: true,
  now: new Date(0),
  rounds: 1000,
  reveal: false,
  users: ['anna'],
  contents: {
    Infrastructure: {
      id: 'v1',
      Databases: {
        orders: {
          id: 'i1', login: 'app', password: 's3cret', url: '', description: '', color: 3, tags: ['a'], favorite: true,
          custom: { a: 'b', c: { value: 'd', type: 'password' } }, totp: { '2FA': 'JBSWY3DPEHPK3PXP' },
          attachments: { 'a.txt': 'text', b: new Uint8Array(1) },
        },
        dup: [{ password: '1' }, { password: '2' }],
      },
    },
    Mine: { private: true, orders: { shortcutTo: 'Infrastructure/Databases/orders' } },
  },
});
createTestServer({ users: { anna: { masterPassword: 'x' } }, now: '2026-01-01' });
createTestServer({
  contents: {
    V: {
      private: [true, { password: 'an item with the name of a word' }],
      folder: { id: ['own', { login: undefined, password: 'x' }] },
      files: { attachments: [{ name: 'a', data: 'text' }, { name: 'a', data: new Uint8Array(1) }] },
    },
  },
  users: undefined,
  now: undefined,
});
// @ts-expect-error no such option
createTestServer({ content: {} });
// @ts-expect-error no such generation
createTestServer({ generation: 5 });
// @ts-expect-error contents are vaults, not texts
createTestServer({ contents: { Infrastructure: 'text' } });

export type Shapes = [
  Expect<Equal<ReturnType<TestServer['read']>, TestItemOpened>>,
  Expect<Equal<TestServer['requests'], readonly TestRequest[]>>,
  Expect<Equal<ReturnType<TestServer['user']>, TestCredentials>>,
  Expect<Equal<ReturnType<TestServer['fail']>, () => void>>,
  Expect<Equal<TestServer['masterPassword'], string | null>>,
];

export async function use(): Promise<void> {
  const passwork = new Passwork({ host: server.host, fetch: server.fetch });
  await passwork.login(server.apiKey, server.masterPassword);
  const fault: TestFault = { method: 'GET', path: '/passwords/*', times: 1, with: 'reset' };
  const stop = server.fail(fault);
  stop();
  server.fail({ with: 429, retryAfter: 2 });
  server.fail({ with: { status: 403, code: 'accessDenied' } });
  server.fail({ nth: 2, with: { delay: 100 } });
  // @ts-expect-error no such fault
  server.fail({ with: 'explode' });
  // @ts-expect-error `with` is needed
  server.fail({ path: '*' });
  server.clock.advance(1000);
  server.clock.set(new Date());
  server.change('a/b', { password: 'x', name: 'y' });
  server.deny('a', 'anna');
  const host: string = await server.listen({ port: 0, host: '::1', tls: { key: '', cert: '' } });
  const { env } = server.user('anna');
  const text: string | undefined = env.PASSWORK_API_KEY ?? host;
  const { status } = await server.fetch(`${server.host}/info/version`, { method: 'GET' });
  if (status !== 200 || !text) throw new Error(server.requests[0]?.path);
  await server.close();
}
