// One login for an execution, and on API v4 a logout at its end, however it ends; which credentials are used for what.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { byId, credentialsFor, execute, executeFunctions, place, servers } from './support/functions.mjs';
import { Passwork, PassworkApi } from './support/node.mjs';

const get = (item = place('Infrastructure/mail')) => ({ resource: 'item', operation: 'get', item, fields: ['name'] });
const [v4, , v7] = servers;

const asked = ({ requests }) => requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`);
const logouts = (functions) => asked(functions).filter((line) => line === 'POST /api/v4/auth/logout');

/** Runs, and gives the functions beside the error. */
async function tried(server, options) {
  const functions = executeFunctions(server, options);
  const error = await new Passwork().execute.call(functions).then(
    () => undefined,
    (error) => error,
  );
  return { functions, error };
}

test('API v4: the session ends with the execution, also after a failure', async () => {
  const { functions } = await execute(v4.make(), { parameters: get() });
  assert.equal(logouts(functions).length, 1);
  assert.equal(asked(functions).at(-1), 'POST /api/v4/auth/logout');

  const failed = await tried(v4.make(), { parameters: get(byId('none')) });
  assert.ok(failed.error);
  assert.equal(asked(failed.functions).at(-1), 'POST /api/v4/auth/logout');
});

test('Passwork 7: nothing is sent at the end, and the access token stays good', async () => {
  const server = v7.make();
  for (const _execution of [1, 2]) {
    const { results, functions } = await execute(server, { parameters: get() });
    assert.equal(results[0].json.name, 'mail');
    assert.match(asked(functions).at(-1), /^GET .*\/items\/\w+$/);
  }
});

test('API v4: after a login that failed there is nothing to end', async () => {
  const server = v4.make();
  const { functions, error } = await tried(server, {
    parameters: get(),
    credentials: credentialsFor(server, { apiKey: 'wrong-key' }),
  });
  assert.match(error.message, /apiKeyIsWrong/);
  assert.equal(logouts(functions).length, 0);
});

test('a logout that fails spoils no results, and is told to the log', async () => {
  const server = v4.make();
  server.fail({ path: '/auth/logout', with: 500 });
  const { results, functions } = await execute(server, { parameters: get() });
  assert.equal(results[0].json.name, 'mail');
  assert.deepEqual(functions.warnings, ['Passwork: the logout failed (api)']);
});

test('no items: nobody is asked', async () => {
  const { results, functions } = await execute(v4.make(), { parameters: get(), items: [] });
  assert.deepEqual(results, []);
  assert.deepEqual(functions.requests, []);
});

test('Passwork 7: an access token that has expired is not renewed, and the error says what to do', async () => {
  const server = v7.make();
  const { tokens } = server;
  server.expireSession();
  for (const accessToken of [tokens.accessToken, `${tokens.accessToken}:${tokens.refreshToken}`]) {
    const { functions, error } = await tried(server, {
      parameters: get(),
      credentials: credentialsFor(server, { accessToken }),
    });
    assert.equal(error.name, 'NodeApiError');
    assert.match(error.description, /^Kind: api, code: accessTokenExpired\. .*Make new tokens in Passwork/);
    assert.ok(
      asked(functions).every((line) => !line.includes('refresh')),
      asked(functions).join(),
    );
    assert.ok(!JSON.stringify(functions.requests).includes(tokens.refreshToken));
  }
});

test('Passwork 7: it expires in the middle', async () => {
  const server = v7.make();
  server.fail({ path: '/items/*', nth: 2, times: 9, with: 'expired' });
  const { results } = await execute(server, {
    parameters: get(byId(server.read('Infrastructure/mail').id)),
    items: Array.from({ length: 9 }, () => ({ json: {} })),
    continueOnFail: true,
  });
  const failed = results.filter(({ json }) => json.error);
  assert.equal(failed.length, 8);
  assert.match(failed[0].json.error.description, /Make new tokens/);
  assert.equal(results.find(({ json }) => !json.error).json.name, 'mail');
});

test('Passwork 7: both tokens in one text: the access token is taken', async () => {
  const server = v7.make();
  const { accessToken, refreshToken } = server.tokens;
  const credentials = credentialsFor(server, { accessToken: ` ${accessToken}:${refreshToken}` });
  const { results } = await execute(server, { parameters: get(), credentials });
  assert.equal(results[0].json.name, 'mail');
});

for (const { name, make, generation } of servers) {
  test(`${name}: with the generation told, with the master key, and what is hidden in the form is not used`, async () => {
    const server = make();
    const stale = generation === 7 ? { apiKey: 'stale' } : { accessToken: 'stale' };
    const encrypted = server.masterKey !== null;
    const credentials = credentialsFor(server, {
      generation: String(generation),
      ...stale,
      ...(encrypted ? { encryption: 'masterKey', masterPassword: 'stale' } : { masterPassword: 'stale' }),
    });
    const { results, functions } = await execute(server, { parameters: get(), credentials });
    assert.equal(results[0].json.name, 'mail');
    assert.ok(!JSON.stringify(functions.requests).includes('stale'));
  });
}

test('a redirect to another origin is not followed', async () => {
  const server = v4.make();
  const headers = { location: 'https://elsewhere.example/api/v4/vaults/list' };
  const moved = { ...server, host: server.host, fetch: async () => new Response(null, { status: 302, headers }) };
  const { error, functions } = await tried(moved, { parameters: get(), credentials: credentialsFor(server) });
  assert.match(error.description, /^Kind: notApi/);
  assert.ok(functions.requests.length > 0);
  assert.ok(functions.requests.every(({ url }) => new URL(url).origin === new URL(server.host).origin));
});

test('credentials that are not filled in', async () => {
  const server = v4.make();
  for (const [changes, message] of [
    [{ apiKey: '' }, 'The credentials have no API Key or Access Token'],
    [{ apiKey: '', generation: '4' }, 'The credentials have no API Key'],
    [{ generation: '7' }, 'The credentials have no access token'],
    [{ accessToken: 'x' }, 'The credentials have an API key and an access token: leave one empty'],
    [{ masterPassword: '' }, 'The credentials have no Master Password'],
    [{ encryption: 'masterKey', masterKey: '' }, 'The credentials have no Master Key'],
  ]) {
    const { error, functions } = await tried(server, {
      parameters: get(),
      credentials: credentialsFor(server, changes),
    });
    assert.equal(error.message, message);
    assert.equal(error.description, 'Fill in the credentials.');
    assert.deepEqual(functions.requests, []);
  }
});

test('credentials by an expression: what is no text is refused, what was not found is not filled in', async () => {
  const { properties } = new PassworkApi();
  for (const { make, generation } of servers) {
    const server = make();
    for (const { name, displayName } of properties) {
      for (const value of [5, 0, true, false, [], ['canary'], {}, { a: 'canary' }]) {
        const credentials = credentialsFor(server, { [name]: value });
        const { error, functions } = await tried(server, { parameters: get(), credentials });
        assert.deepEqual([error.message, functions.requests], [`${displayName} is no text`, []], inspect(value));
      }
    }
    for (const nothing of [undefined, null]) {
      for (const name of ['host', generation === 7 ? 'accessToken' : 'apiKey']) {
        const credentials = credentialsFor(server, { [name]: nothing });
        const { error, functions } = await tried(server, { parameters: get(), credentials });
        assert.ok(error, name);
        assert.deepEqual(functions.requests, []);
      }
      // Without a word on encryption the master password is asked for: nothing is written without encryption by mistake.
      const credentials = credentialsFor(server, { encryption: nothing, masterPassword: nothing });
      const { error, functions } = await tried(server, { parameters: get(), credentials });
      assert.equal(error.message, 'The credentials have no Master Password');
      assert.deepEqual(functions.requests, []);
    }
  }
});

test('an execution that is cancelled stops', async () => {
  const server = v4.make();
  server.fail({ path: '/passwords/*', with: 'hang' });
  const cancel = new AbortController();
  const onRequest = (url) => url.includes('/passwords/') && setImmediate(() => cancel.abort());
  const { error, functions } = await tried(server, { parameters: get(), signal: cancel.signal, onRequest });
  assert.match(error.description, /^Kind: aborted/);
  assert.equal(asked(functions).at(-1), 'POST /api/v4/auth/logout');
});

test('credentials without client-side encryption, for a server that has it: nothing is read as noise, nothing is written', async () => {
  for (const make of [v4.make, v7.make]) {
    const server = make();
    const credentials = credentialsFor(server);
    const without = { ...credentials, encryption: 'none' };
    const before = await server.contents();
    const secret = { ...get(), fields: ['password'] };
    const updated = {
      resource: 'item',
      operation: 'update',
      item: place('Infrastructure/mail'),
      values: { password: 'x' },
    };
    for (const parameters of [secret, updated]) {
      const { error, functions } = await tried(server, { parameters, credentials: without });
      assert.match(`${error?.message} ${error?.description}`, /client-side encryption|masterKeyHash/i);
      assert.deepEqual(
        asked(functions).filter((line) => /passwords|items/.test(line)),
        [],
      );
    }
    assert.deepEqual(await server.contents(), before);
  }
});
