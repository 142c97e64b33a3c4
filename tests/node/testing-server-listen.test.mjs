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

/** A program that ends by itself, or is ended after ten seconds: what stays open would keep it. */
const printed = (code) =>
  promisify(execFile)(
    process.execPath,
    [
      '-e',
      `const { createTestServer } = require('passwork-wasm/testing');
      const server = createTestServer();
      const outcome = (promise) => promise.then((value) => value, (error) => \`\${error.kind}: \${error.message}\`);
      const asked = (host) => fetch(host + '/info/version').then(({ status }) => status, () => 'refused');
      (async () => console.log(JSON.stringify(await (async () => { ${code} })())))();`,
    ],
    { cwd: project, timeout: 10_000 },
  ).then(({ stdout }) => JSON.parse(stdout));

test('it listens once, however often it is asked to at once, and closing it closes that', async () => {
  const [first, second, answered, closed] = await printed(`
    const both = await Promise.all([outcome(server.listen()), outcome(server.listen())]);
    const answered = await asked(both[0]);
    await server.close();
    return [...both, answered, await asked(both[0])];`);
  assert.match(first, /^http:\/\/127/);
  assert.deepEqual([second, answered, closed], ['usage: listen(): the server listens already', 200, 'refused']);
});

test('closed while it begins to listen, it does not listen', async () => {
  const isClosed = 'usage: listen(): the server is closed';
  const code = `
    const begun = outcome(server.listen({ port: PORT }));
    await Promise.all([server.close(), server.close()]);
    return [await begun, await asked('http://127.0.0.1:PORT/api/v4'), await outcome(server.listen()), server.host];`;
  const port = new URL(await freePort()).port;
  const seen = await printed(code.replaceAll('PORT', port));
  assert.deepEqual(seen, [isClosed, 'refused', isClosed, 'https://passwork.test/api/v4']);
});

test('where a port is taken, another can be tried', async (t) => {
  const [one, two] = [createTestServer(), createTestServer()];
  t.after(() => Promise.all([one.close(), two.close()]));
  const port = Number(new URL(await one.listen()).port);
  assert.equal((await failure(two.listen({ port }))).code, 'EADDRINUSE');
  assert.notEqual(await two.listen(), one.host);
  await two.close();
  assert.equal((await fetch(`${one.host}/info/version`)).status, 200, 'control: the other one goes on');
});

async function freePort() {
  const server = createTestServer();
  const host = await server.listen();
  await server.close();
  return host;
}

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
