// Node's HTTP client in the place of its fetch: what it sends.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { run, serve } from './support/http.mjs';

test('requests are as those of fetch: their bodies have a length, whatever the method', async (t) => {
  const { asked, host } = await serve(t, () => {});
  await run(
    host,
    `await passwork.userInfo(); await passwork.logout().catch(() => {});
     await passwork.addVault('é', false).catch(() => {}); await passwork.editVault('v', 'ü'); await passwork.deleteVault('v'); return 1;`,
  );
  assert.ok(asked.length >= 4);
  for (const { method, headers, body } of asked) {
    if (method !== 'GET') assert.equal(headers['content-length'] ?? '0', String(Buffer.byteLength(body)));
    assert.equal(headers['transfer-encoding'], undefined);
    assert.deepEqual([headers.connection, headers.accept, headers['user-agent']], ['keep-alive', '*/*', 'node']);
  }
  const put = asked.find(({ method }) => method === 'PUT');
  assert.deepEqual([put.body, put.headers['content-type']], ['{"name":"ü"}', 'application/json']);
});

test('addresses reach the server as a URL writes them, and the agent in parts', async (t) => {
  const { asked, host } = await serve(t, () => {});
  const seen = await run(
    host,
    `const http = require('http');
     const seen = [];
     class Agent extends http.Agent {
       addRequest(request, options) {
         const { protocol, hostname, port, path, href } = options;
         seen.push({ protocol, hostname, port, path, href });
         return super.addRequest(request, options);
       }
     }
     http.globalAgent = new Agent();
     for (const id of ['plain', 'a b', '..', '%2e%2e', 'ä/?#'])
       await passwork.getPassword(id).catch(() => {});
     await passwork.searchPasswords({ query: 'ä b&c' }).catch(() => {});
     return seen;`,
  );
  const origin = new URL(host).origin;
  const paths = asked.map(({ url }) => url);
  assert.ok(seen.length >= 5);
  assert.deepEqual(
    seen.map(({ path }) => path),
    paths,
  );
  for (const parts of seen) {
    const { protocol, hostname, port, pathname, search, href } = new URL(origin + parts.path);
    assert.deepEqual(parts, { protocol, hostname, port: Number(port), path: pathname + search, href });
  }
});

test('neither a URL of the test environment nor what is on Object.prototype changes a request', async (t) => {
  const { asked, host } = await serve(t, () => {});
  await run(
    host,
    `globalThis.URL = { createObjectURL() {} };
     await passwork.getVault('first');
     const members = { auth: 'a:b', agent: 'x', path: '/elsewhere', host: 'elsewhere.test', method: 'DELETE' };
     Object.assign(Object.prototype, members);
     Object.defineProperty(Object.prototype, 'headers', { set() {}, get: () => ({}), configurable: true });
     await passwork.getVault('second');
     for (const name of [...Object.keys(members), 'headers']) delete Object.prototype[name];
     await passwork.getVault('third');`,
  );
  assert.deepEqual(
    asked.map(({ method, url }) => `${method} ${url}`),
    ['first', 'second', 'third'].map((id) => `GET /api/v4/vaults/${id}`),
  );
  const [first, ...others] = asked.map(({ headers }) => headers);
  assert.ok(first['passwork-auth']);
  for (const headers of others) assert.deepEqual(headers, first);
});

test('an aborted call takes its request along', async (t) => {
  const { server, host } = await serve(t, () => ({ body: '{}' }));
  server.removeAllListeners('request');
  const gone = new Promise((resolve) => server.on('request', (_, response) => response.on('close', resolve)));
  const seen = await run(
    host,
    `const abort = new AbortController();
     setTimeout(() => abort.abort(), 100);
     return passwork.with({ signal: abort.signal }).userInfo().catch((error) => error.kind);`,
  );
  assert.equal(seen, 'aborted');
  await gone;
});
