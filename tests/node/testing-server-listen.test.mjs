// The server for users' tests at a port: for programs that take their host from the environment, over TLS, for pages elsewhere.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { makeCertificate } from './support/certificates.mjs';
import { Passwork } from './support/client.mjs';
import { project } from './support/installed.mjs';
import { contents, createTestServer, failure, GENERATIONS, keysOf } from './support/testing.mjs';

const PROGRAM = `
const { Passwork } = require('passwork-wasm');
const { PASSWORK_HOST, PASSWORK_API_KEY, PASSWORK_TOKEN, PASSWORK_REFRESH_TOKEN, PASSWORK_MASTER_PASSWORD, PASSWORK_MASTER_KEY } = process.env;
const passwork = new Passwork(PASSWORK_HOST);
const key = PASSWORK_API_KEY ?? PASSWORK_TOKEN + ':' + PASSWORK_REFRESH_TOKEN;
(async () => {
  if (PASSWORK_MASTER_KEY) await passwork.loginWithKey(key, PASSWORK_MASTER_KEY);
  else await passwork.login(key, PASSWORK_MASTER_PASSWORD);
  console.log(await passwork.resolve('pw://Infrastructure/Databases/orders/password'));
})();`;

for (const generation of GENERATIONS) {
  for (const clientSideEncryption of [true, false]) {
    test(`a program finds it by its environment: ${generation}, ${clientSideEncryption}`, async (t) => {
      const server = createTestServer({ generation, clientSideEncryption, contents: contents() });
      t.after(() => server.close());
      const host = await server.listen();
      assert.match(host, /^http:\/\/127\.0\.0\.1:\d+\/api\/v[14]$/);
      assert.deepEqual([server.host, server.env.PASSWORK_HOST], [host, host]);
      const env = { ...process.env, ...server.env };
      const { stdout } = await promisify(execFile)(process.execPath, ['-e', PROGRAM], { cwd: project, env });
      assert.equal(stdout, 's3cret\n');
    });
  }

  test(`over TLS, with the certificate that it is given: ${generation}`, async (t) => {
    const authority = makeCertificate('test authority', { authority: true });
    const tls = makeCertificate('passwork', { issuer: authority, names: ['localhost', '127.0.0.1'] });
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'testing-tls-'));
    t.after(() => fs.rmSync(folder, { recursive: true }));
    fs.writeFileSync(path.join(folder, 'ca.pem'), authority.cert);
    const server = createTestServer({ generation, contents: contents() });
    t.after(() => server.close());
    assert.match(await server.listen({ host: 'localhost', tls }), /^https:\/\/localhost:\d+\//);
    const env = { ...process.env, ...server.env, NODE_EXTRA_CA_CERTS: path.join(folder, 'ca.pem') };
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', PROGRAM], { cwd: project, env });
    assert.equal(stdout, 's3cret\n');
    const refused = new Passwork(server.host);
    assert.equal((await failure(refused.login(...keysOf(server)))).kind, 'network');
  });
}

test('both ways lead to the same server, and closing frees the port', async () => {
  const server = createTestServer({ contents: contents() });
  const inMemory = server.host;
  const passwork = new Passwork({ host: inMemory, fetch: server.fetch });
  await passwork.login(...keysOf(server));
  const host = await server.listen();
  const port = Number(new URL(host).port);
  const other = new Passwork(host);
  await other.login(...keysOf(server));
  const { id } = server.read('Infrastructure/Databases/orders');
  await other.editPassword(id, { password: 'by the port' });
  assert.equal((await passwork.getPassword(id)).getPassword(), 'by the port');
  assert.equal((await new Passwork({ host, fetch: server.fetch }).login(...keysOf(server))).user.name, 'user');
  assert.equal((await failure(server.listen())).kind, 'usage');
  await server.close();
  assert.equal((await failure(other.getPassword(id))).kind, 'network');
  const next = createTestServer();
  assert.equal(new URL(await next.listen({ port })).port, String(port));
  assert.equal((await failure(createTestServer().listen({ port }))).code, 'EADDRINUSE');
  await next.close();
});

test('a page of another origin may ask', async (t) => {
  const server = createTestServer();
  t.after(() => server.close());
  const host = await server.listen();
  const headers = { Origin: 'https://app.example.org', 'Access-Control-Request-Headers': 'passwork-auth' };
  const asked = await fetch(`${host}/vaults/list`, { method: 'OPTIONS', headers });
  assert.equal(asked.status, 204);
  assert.equal(asked.headers.get('access-control-allow-origin'), 'https://app.example.org');
  assert.equal(asked.headers.get('access-control-allow-headers'), 'passwork-auth');
  const { status, headers: answered } = await fetch(`${host}/info/version`, { headers });
  assert.deepEqual([status, answered.get('access-control-allow-origin')], [200, 'https://app.example.org']);
});
