// Sessions of the server for users' tests on Passwork 7: pairs of tokens, and the hash of the master key.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Passwork } from './support/client.mjs';
import { failure, keysOf, session } from './support/testing.mjs';
import { ask, clientOf, MODES, nameOf } from './support/testing-7.mjs';

const ORDERS = 'pw://Infrastructure/Databases/orders/password';

const pairOf = ({ tokens }) => `${tokens.accessToken}:${tokens.refreshToken}`;

for (const mode of MODES) {
  test(`an access token that is too old is renewed, once; the old pair is dead at once: ${nameOf(mode)}`, async (t) => {
    const { server, passwork } = await session(t, mode);
    const changed = [];
    passwork.listenEvent('tokensChanged', (tokens) => changed.push(tokens));
    const before = pairOf(server);
    for (const end of [() => server.expireSession(), () => server.clock.advance(3_600_000)]) {
      changed.length = 0;
      end();
      assert.equal(await passwork.resolve(ORDERS), 's3cret');
      assert.equal(changed.length, 1);
    }
    const [, refreshToken] = before.split(/:/);
    const again = await ask(server, 'POST', '/sessions/refresh', { refreshToken });
    assert.deepEqual([again.status, again.json.errors[0].code], [401, 'refreshTokenInvalid']);
    const old = await failure(
      new Passwork({ host: server.host, fetch: server.fetch }).login(before, server.masterPassword),
    );
    assert.deepEqual([old.httpStatus, old.code], [401, 'notFound']);
    assert.equal(server.requests.filter(({ path }) => path === '/sessions/refresh').length, 3);
  });
}

test('a refresh token that is too old is refused, and so is a session that was revoked', async (t) => {
  const { server, passwork } = await session(t, { generation: 7 });
  server.expireRefresh();
  const refused = await failure(passwork.getVaults());
  assert.deepEqual([refused.kind, refused.httpStatus, refused.code], ['api', 401, 'refreshTokenInvalid']);

  const other = await session(t, { generation: 7 });
  other.server.clock.advance(31 * 86_400_000);
  assert.equal((await failure(other.passwork.getVaults())).code, 'refreshTokenInvalid');

  const third = await session(t, { generation: 7 });
  third.server.revoke();
  const dead = await failure(third.passwork.getVaults());
  assert.deepEqual([dead.httpStatus, dead.code], [401, 'notFound']);
  third.server.reset();
  await clientOf(third.server);
});

test('either token is renewed alone, and ends when the clock says so', async (t) => {
  const { server, passwork } = await session(t, { generation: 7, now: '2030-01-01T00:00:00Z' });
  const changed = [];
  passwork.listenEvent('tokensChanged', (tokens) => changed.push(tokens));
  const first = { token: server.tokens.accessToken, refreshToken: server.tokens.refreshToken };
  await passwork.refreshAccessToken();
  await passwork.refreshRefreshToken();
  const [second, third] = changed;
  assert.deepEqual([second.token === first.token, second.refreshToken], [false, first.refreshToken]);
  assert.deepEqual([third.token, third.refreshToken === first.refreshToken], [second.token, false]);
  assert.equal(await passwork.resolve(ORDERS), 's3cret');

  server.clock.advance(3_599_999);
  assert.equal(await passwork.resolve(ORDERS), 's3cret');
  assert.equal(changed.length, 2);
  server.clock.advance(1);
  assert.equal(await passwork.resolve(ORDERS), 's3cret');
  assert.equal(changed.length, 3);

  const renew = (accessToken) => ask(server, 'POST', '/sessions/refresh-access-token', { accessToken });
  const { json } = await renew(changed[2].token);
  assert.equal(json.accessTokenExpiredAt, Date.UTC(2030, 0, 1, 2) / 1000);
  const again = await renew(changed[2].token);
  assert.deepEqual([again.status, again.json.errors[0].code], [401, 'notFound']);
});

test('without the hash of the master key, or with another, nothing sealed is answered', async (t) => {
  const { server } = await session(t, { generation: 7 });
  for (const hash of ['', 'f'.repeat(64)]) {
    const wrong = { 'x-master-key-hash': hash };
    for (const path of ['/vaults', '/items', '/users/keys']) {
      const { status, json } = await ask(server, 'GET', path, undefined, wrong);
      assert.deepEqual([status, json.errors[0].code], [403, 'masterKeyHashInvalid'], path);
    }
    for (const path of ['/users/info', '/app/features', '/users/master-key/options']) {
      assert.equal((await ask(server, 'GET', path, undefined, wrong)).status, 200, path);
    }
  }
  const client = new Passwork({ host: server.host, fetch: server.fetch });
  const [tokens] = keysOf(server);
  assert.equal((await failure(client.login(tokens, 'another'))).kind, 'masterPassword');
});
