// The server for users' tests: a body that is there and cannot be read is refused, and nothing is written of it. Programs in other
// languages would else pass tests that the real server fails.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestServer, GENERATIONS, session } from './support/testing.mjs';

const SECRET = 'not-to-be-repeated';
const UNREADABLE = {
  'JSON that breaks off': `{"name":"${SECRET}"`,
  'a form': `name=${SECRET}`,
  'a list': `["${SECRET}"]`,
  null: 'null',
  'a number': '5',
  'a text': `"${SECRET}"`,
  'bytes that are no text': Buffer.from('{"name":"\xff"}', 'latin1'),
  'lists in each other': `{"name":${'['.repeat(2e5)}${']'.repeat(2e5)}}`,
};

/** Writes: method, path, body of one that can be read. `i`, `f`, `V`: ids. */
const WRITES = {
  4: [
    ['PUT', '/passwords/i', { name: 'n' }],
    ['POST', '/passwords', { vaultId: 'V', name: 'n' }],
    ['PUT', '/folders/f', { name: 'n' }],
    ['PUT', '/vaults/V', { name: 'n' }],
  ],
  7: [
    ['PATCH', '/items/i', { name: 'n' }],
    ['POST', '/items', { vaultId: 'V', name: 'n' }],
    ['POST', '/folders/f', { name: 'n' }],
    ['POST', '/vaults/V', { name: 'n' }],
  ],
};
const contents = { V: { id: 'V', i: { id: 'i', password: 'x' }, f: { id: 'f' } } };

/** The error of an answer, whatever its form. */
const errorOf = (json) => json.errors?.[0] ?? { code: json.code, message: json.data.errorMessage };

for (const generation of GENERATIONS) {
  for (const way of ['fetch', 'a port']) {
    test(`a body that cannot be read is refused, by ${way}: ${generation}`, async (t) => {
      const { server } = await session(t, { generation, contents, clientSideEncryption: false });
      if (way === 'a port') await server.listen();
      const send = way === 'fetch' ? server.fetch : fetch;
      const headers = await authorised(server);
      const before = server.contents({ ids: true });
      for (const [method, path, good] of WRITES[generation]) {
        for (const [what, body] of Object.entries(UNREADABLE)) {
          const answer = await send(server.host + path, { method, headers, body });
          const text = await answer.text();
          assert.deepEqual([answer.status, errorOf(JSON.parse(text)).code], [400, 'invalidBody'], `${path}: ${what}`);
          assert.ok(!text.includes(SECRET), what);
          assert.deepEqual(server.contents({ ids: true }), before, what);
          const { path: asked, body: recorded } = server.requests.at(-1);
          assert.deepEqual([asked, recorded], [path, undefined], 'it is recorded all the same');
        }
        const answer = await send(server.host + path, { method, headers, body: JSON.stringify(good) });
        assert.equal(answer.status, 200, `control: ${path}`);
        assert.notDeepEqual(server.contents({ ids: true }), before, `control: ${path}`);
        server.reset();
        Object.assign(headers, await authorised(server));
      }
    });
  }
}

/** Headers of a session of the first user. */
async function authorised(server) {
  if (server.tokens) return { authorization: `Bearer ${server.tokens.accessToken}`, 'x-response-format': 'raw' };
  const login = await server.fetch(`${server.host}/auth/login/${server.apiKey}`, { method: 'POST', body: '{}' });
  return { 'Passwork-Auth': (await login.json()).data.token };
}

test('a login whose body cannot be read is none', async () => {
  const server = createTestServer();
  const login = (body) => server.fetch(`${server.host}/auth/login/${server.apiKey}`, { method: 'POST', body });
  assert.equal((await login('{bad')).status, 400);
  assert.deepEqual([(await login('{}')).status, (await login(undefined)).status], [200, 200], 'control');
});

test('however deep a body is, there is an answer', async (t) => {
  const { server } = await session(t, { generation: 4, clientSideEncryption: false, contents });
  const headers = await authorised(server);
  const seen = new Set();
  for (let depth = 256; depth < 1e5; depth = Math.ceil(depth * 1.3)) {
    const body = `{"name":"n","custom":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    seen.add((await server.fetch(`${server.host}/passwords/i`, { method: 'PUT', headers, body })).status);
  }
  assert.deepEqual([...seen], [200, 400]);
});
