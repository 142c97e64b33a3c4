// The server for users' tests: what it refuses, of those who make it and of those who ask it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Passwork, PassworkError } from './support/client.mjs';
import { contents, createTestServer, failure, session } from './support/testing.mjs';

test('contents that cannot be read are refused, with the place', () => {
  const refused = (given, message) =>
    assert.throws(
      () => createTestServer(given),
      (error) => error instanceof PassworkError && error.kind === 'usage' && message.test(error.message),
    );
  refused({ contents: { V: 'text' } }, /'V' must be an object/);
  refused({ contents: { V: { folder: { text: 'x' } } } }, /'V\/folder\/text'/);
  refused({ contents: { V: { a: { password: 'x', passwrod: 'y' } } } }, /'passwrod' is none of/);
  refused({ contents: { V: { a: { password: 5 } } } }, /'V\/a\/password'/);
  refused({ contents: { V: { a: { shortcutTo: 'V/b' } } } }, /which is no item/);
  refused({ contents: { V: { a: { password: '' }, b: { shortcutTo: 'V/a', login: '' } } } }, /what is its item's/);
  refused({ contents: { V: { a: { password: '\ud800' } } } }, /'V\/a\/password'/);
  refused({ contents: { V: { '\ud800': {} } } }, /no name that can be one/);
  refused({ contents: { V: { '': {} } } }, /no name that can be one/);
  refused({ contents: { V: { a: { id: 'x', password: '' }, b: { id: 'x', password: '' } } } }, /given twice/);
  refused({ contents: { V: { private: 'bob' } } }, /none of the users/);
  refused({ contents: [] }, /an object of vaults/);
  refused({ generation: 5 }, /4 or 7/);
  refused({ content: {} }, /'content' is none/);
  refused({ now: 'never' }, /Date\.parse/);
  refused({ rounds: 0 }, /rounds/);
  refused(null, /an object/);
});

test('what is not served is 501 with a message, and another API is 404', async (t) => {
  const { server, passwork } = await session(t);
  const headers = { 'Passwork-Auth': '' };
  await passwork.getVaults();
  const login = await (
    await server.fetch(`${server.host}/auth/login/${server.apiKey}`, { method: 'POST', body: '{}' })
  ).json();
  headers['Passwork-Auth'] = login.data.token;
  const answer = await server.fetch(`${server.host}/no/such`, { headers });
  assert.equal(answer.status, 501);
  assert.match((await answer.json()).data.errorMessage, /does not serve GET \/no\/such: see docs\/testing\.md/);
  const { origin } = new URL(server.host);
  assert.equal((await server.fetch(`${origin}/api/v1/app/version`)).status, 404);
  assert.equal((await failure(server.fetch('https://example.org/'))).cause.code, 'ENOTFOUND');
});

test('a wrong key and a wrong master password are refused as by a server', async () => {
  const server = createTestServer({ contents: contents() });
  const passwork = new Passwork({ host: server.host, fetch: server.fetch });
  assert.equal((await failure(passwork.login('wrong', server.masterPassword))).code, 'apiKeyIsWrong');
  await passwork.login(server.apiKey, 'wrong');
  assert.equal((await failure(passwork.resolve('pw://Infrastructure/Databases/orders/password'))).kind, 'crypto');
  const plain = createTestServer({ clientSideEncryption: false });
  assert.equal(plain.masterPassword, null);
  const other = new Passwork({ host: plain.host, fetch: plain.fetch });
  assert.equal((await failure(other.login(plain.apiKey, 'x'))).code, 'clientSideEncryptionDisabled');
});

test('a value that was written with another key is told', async (t) => {
  const { server, passwork } = await session(t);
  const { id } = server.read('Infrastructure/Databases/orders');
  await passwork.editPassword(id, { cryptedPassword: 'amt4cwv48xb6pp1h' });
  assert.throws(() => server.read(id), /cannot be opened/);
});
