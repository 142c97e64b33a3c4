// Events (spec §3.4) and listeners that throw (DEVIATIONS D13).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { session } from './support/client.mjs';

test('listeners: any name, in order, the same one twice, the very same data', async (t) => {
  const { client } = await session(t, 'plain', { login: false });
  const seen = [];
  const note = (data) => seen.push(data);
  for (const name of ['x', '', 'toString', '__proto__', 'constructor', 'hasOwnProperty']) {
    seen.length = 0;
    client.listenEvent(name, note);
    client.listenEvent(name, () => seen.push('second'));
    client.listenEvent(name, note);
    const data = Object.freeze({ name });
    assert.equal(client.dispatchEvent(name, data), undefined);
    assert.deepEqual(seen, [data, 'second', data]);
    assert.equal(seen[0], data);
  }
  assert.equal(client.dispatchEvent('nobody listens', 1), undefined);
  for (const none of [undefined, null, {}, 'f']) {
    assert.throws(() => client.listenEvent('x', none), { message: 'Function must be provided' });
  }
});

test('tokensChanged: on login, refresh, setAuthOptions and setTokens, each time a new object; not on logout', async (t) => {
  const { client, server, world } = await session(t, 'pbkdf', { login: false });
  const seen = [];
  client.listenEvent('tokensChanged', (pair) => seen.push(pair));
  const { token, refreshToken } = await client.login(world.apiKey, world.masterPassword);
  assert.deepEqual(seen, [{ token, refreshToken }]);
  server.expireAll();
  await Promise.all([client.getVaults(), client.getTags(), client.getPassword('pFull'), client.userInfo()]);
  assert.equal(server.stats.refreshes, 1);
  assert.deepEqual(seen.slice(1), [{ token: 'session-token-2', refreshToken: 'refresh-token-2' }]);
  const pending = client.setAuthOptions({ token: 'a', refreshToken: 'b' }, null, 'a key');
  assert.deepEqual(seen[2], { token: 'a', refreshToken: 'b' }, 'within the call');
  await pending;
  client.setTokens('c');
  assert.deepEqual(seen[3], { token: 'c', refreshToken: '' });
  client.setTokens(...Object.values(seen[1]));
  await client.logout();
  assert.equal(seen.length, 5);
  assert.equal(new Set(seen).size, 5);
});

test('a listener that throws: login, refresh and setAuthOptions go on, the others are called, a dispatching caller sees it', async (t) => {
  const { client, server, world } = await session(t, 'pbkdf', { login: false });
  const reported = t.mock.method(console, 'error', () => {});
  let after = 0;
  const boom = new Error('boom');
  client.listenEvent('tokensChanged', () => {
    throw boom;
  });
  client.listenEvent('tokensChanged', async () => {
    after += 1;
  });
  await client.login(world.apiKey, world.masterPassword);
  assert.equal((await client.getPassword('pFull')).getPassword(), 'S3cret pass');
  server.expireAll();
  assert.equal(typeof (await client.getVaultsCount()), 'number');
  const { token, refreshToken } = { token: 'session-token-2', refreshToken: 'refresh-token-2' };
  await client.setAuthOptions({ token, refreshToken }, world.masterPassword);
  assert.equal(after, 3);
  assert.equal(reported.mock.callCount(), 3);
  assert.equal(reported.mock.calls[0].arguments[0], boom);
  assert.throws(
    () => client.dispatchEvent('tokensChanged', {}),
    (error) => error === boom,
  );
  assert.equal(after, 3, 'the exception went to the caller before the second listener');
  assert.throws(
    () => client.setTokens(token, refreshToken),
    (error) => error === boom,
  );
  assert.equal(after, 4, 'the tokens are set: all are told first');
  assert.equal(reported.mock.callCount(), 3);
});

test('a listener may call the client: read, listen, set tokens, close', async (t) => {
  const { client, world } = await session(t, 'pbkdf', { login: false });
  const reads = [];
  let depth = 0;
  client.listenEvent('tokensChanged', ({ token }) => {
    reads.push(client.getVaultsCount().catch((error) => error));
    client.listenEvent('tokensChanged', () => {});
    if (!depth++) client.setTokens(token, 'another refresh token');
  });
  await client.login(world.apiKey, world.masterPassword);
  assert.deepEqual(
    (await Promise.all(reads)).map((n) => typeof n),
    ['number', 'number'],
  );
  client.listenEvent('tokensChanged', () => reads.push(client.close().catch((error) => error)));
  client.setTokens('x');
  await reads.at(-1);
  await assert.rejects(client.getVaultsCount(), { kind: 'closed' });
});
