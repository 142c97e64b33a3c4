// Hooks: what somebody who watches a client is told, and that nothing that it does breaks anything.
import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { Passwork, session } from './support/client.mjs';
import { serve } from './support/http.mjs';

/** Hooks that write down what they are told. */
function notebook() {
  const told = [];
  const hooks = Object.fromEntries(
    ['onRequest', 'onResponse', 'onRetry', 'onTokenRefresh'].map((name) => [
      name,
      (event) => {
        assert.ok(Object.isFrozen(event));
        told.push({ name, ...event });
      },
    ]),
  );
  return { told, hooks };
}

const STARTED = ['id', 'call', 'method', 'url', 'template', 'attempt', 'startedAt', 'bytesOut'];

test('a request, and its answer', async (t) => {
  const { told, hooks } = notebook();
  const before = Date.now();
  const { client, server } = await session(t, 'pbkdf', { options: { hooks } });
  told.length = 0;
  await client.getPassword('pFull');
  assert.deepEqual(
    told.map(({ name, call, method, template, attempt }) => [name, call, method, template, attempt]),
    [
      ['onRequest', 'getPassword', 'GET', '/passwords/{id}', 1],
      ['onResponse', 'getPassword', 'GET', '/passwords/{id}', 1],
      ['onRequest', 'getPassword', 'GET', '/vaults/{id}', 1],
      ['onResponse', 'getPassword', 'GET', '/vaults/{id}', 1],
    ],
  );
  const [started, ended] = told;
  assert.deepEqual(Object.keys(started), ['name', ...STARTED]);
  assert.deepEqual(Object.keys(ended), ['name', ...STARTED, 'status', 'durationMs', 'bytesIn']);
  assert.equal(started.url, `${server.url}/passwords/pFull`);
  assert.ok(started.startedAt >= before && started.startedAt <= Date.now());
  assert.ok(ended.durationMs > 0 && ended.durationMs < 60_000);
  assert.ok(ended.bytesIn > 500);
  assert.notEqual(started.id, told[2].id);
});

test('bytes are those of bodies, in UTF-8', async (t) => {
  const body = '{"status":"success","data":"é😀"}';
  const { host, asked } = await serve(t, () => ({ body, headers: { 'x-request-id': 'r-7' } }));
  for (const fetch of [
    undefined,
    globalThis.fetch.bind(null),
    async () => ({ status: 200, headers: new Headers({ 'content-type': 'application/json' }), text: async () => body }),
  ]) {
    const { told, hooks } = notebook();
    await new Passwork({ host: `${host}/api/v4`, fetch, hooks }).searchFolders({ query: 'é' });
    assert.equal(told[1].bytesIn, Buffer.byteLength(body));
    assert.equal(told[1].bytesOut, Buffer.byteLength(asked.at(-1).body));
    assert.ok(told[1].bytesOut > 10);
  }
  const { told, hooks } = notebook();
  await new Passwork({ host: `${host}/api/v4`, hooks }).userInfo();
  assert.equal(told[1].requestId, 'r-7');
  assert.ok(asked.length >= 3);
});

test('repetitions and renewals are told, with no token, no key, no value', async (t) => {
  const { told, hooks } = notebook();
  let count = 0;
  const { host } = await serve(t, ({ url }) => {
    count += 1;
    if (url.includes('refreshToken'))
      return { body: '{"status":"success","data":{"token":"new-t","refreshToken":"new-r"}}' };
    if (count === 1) return { status: 429, headers: { 'retry-after': '0' }, body: '{"status":"failed","code":"x"}' };
    if (count === 2) return { status: 401, body: '{"status":"failed","code":"apiSessionExpired"}' };
    return undefined;
  });
  const options = { host: `${host}/api/v4`, token: 'old-t', refreshToken: 'old-r', retry: 1, hooks };
  await new Passwork(options).searchPasswords({ query: 'secret words' });
  assert.deepEqual(
    told.map(({ name, template, attempt, status, reason, ok }) => [name, template, attempt, status, reason, ok]),
    [
      ['onRequest', '/passwords/search', 1, undefined, undefined, undefined],
      ['onResponse', '/passwords/search', 1, 429, undefined, undefined],
      ['onRetry', '/passwords/search', 1, 429, '429', undefined],
      ['onRequest', '/passwords/search', 2, undefined, undefined, undefined],
      ['onResponse', '/passwords/search', 2, 401, undefined, undefined],
      ['onRequest', '/auth/refreshToken/{secret}/{secret}', 1, undefined, undefined, undefined],
      ['onResponse', '/auth/refreshToken/{secret}/{secret}', 1, 200, undefined, undefined],
      ['onTokenRefresh', undefined, undefined, undefined, undefined, true],
      ['onRetry', '/passwords/search', 2, 401, 'sessionRenewed', undefined],
      ['onRequest', '/passwords/search', 3, undefined, undefined, undefined],
      ['onResponse', '/passwords/search', 3, 200, undefined, undefined],
    ],
  );
  assert.deepEqual(Object.keys(told[7]), ['name', 'durationMs', 'ok']);
  assert.doesNotMatch(JSON.stringify(told), /old-t|old-r|new-t|new-r|secret words/);
});

test('of a login there is neither key nor password', async (t) => {
  const { told, hooks } = notebook();
  const { world } = await session(t, 'pbkdf', { options: { hooks } });
  const text = JSON.stringify(told);
  assert.ok(told.some(({ template }) => template === '/auth/login/{secret}'));
  for (const secret of [world.apiKey, world.masterPassword, world.effectiveKey]) assert.ok(!text.includes(secret));
});

test('failures without an answer have a kind and no status', async (t) => {
  const { told, hooks } = notebook();
  const { host, server } = await serve(t, (request) =>
    request.url.endsWith('tags') ? undefined : request.socket.destroy(),
  );
  const client = new Passwork({ host: `${host}/api/v4`, hooks });
  await assert.rejects(client.userInfo(), { kind: 'network' });
  const slow = client.with({ totalTimeout: 1, fetch: () => new Promise(() => {}) });
  await assert.rejects(slow.getTags(), { kind: 'timeout' });
  const controller = new AbortController();
  const aborted = client.with({ signal: controller.signal }).getTags();
  controller.abort();
  await assert.rejects(aborted, { kind: 'aborted' });
  await assert.rejects(Promise.all([client.getTags(), client.close()]), { kind: 'closed' });
  const ended = told.filter(({ name }) => name === 'onResponse');
  assert.deepEqual(
    ended.map(({ status, kind }) => [status, kind]),
    [
      [undefined, 'network'],
      [undefined, 'timeout'],
      [undefined, 'aborted'],
      [undefined, 'closed'],
    ],
  );
  assert.equal(told.filter(({ name }) => name === 'onRequest').length, ended.length);
  server.close();
});

test('what a hook throws, or rejects with, is printed once a client and breaks nothing', async (t) => {
  const printed = t.mock.method(console, 'error', () => {}).mock;
  const fail = () => {
    throw new Error('mine');
  };
  const many = [
    { onRequest: fail, onResponse: fail },
    { onRequest: async () => fail(), onResponse: async () => fail() },
    {
      get onRequest() {
        return undefined;
      },
      onResponse: fail,
    },
    Object.defineProperty({}, 'onResponse', { get: fail }),
  ];
  const { client, server } = await session(t, 'plain');
  for (const hooks of many) {
    const before = printed.callCount();
    const watched = client.with({ hooks: { onRequest: () => {} } });
    await watched.getTags();
    const own = new Passwork({ host: server.url, token: 'x', hooks });
    await Promise.allSettled([own.userInfo(), own.with({ retry: 1 }).userInfo()]);
    await setTimeout(5);
    assert.equal(printed.callCount() - before, 1);
    assert.equal(printed.calls.at(-1).arguments[0].message, 'mine');
  }
});

test('a hook may call the client, and close it', async (t) => {
  const { client } = await session(t, 'plain');
  const inner = [];
  const curious = client.with({
    hooks: {
      onResponse({ call }) {
        if (call === 'getTags') inner.push(client.getColors());
      },
    },
  });
  await curious.getTags();
  assert.equal(inner.length, 1);
  await inner[0];
  const closing = [];
  const sent = [];
  const fetch = async (url, { method }) => {
    sent.push(`${method} ${new URL(url).pathname}`);
    return Response.json({ status: 'success', data: {} });
  };
  for (const end of ['close', 'logout']) {
    const own = new Passwork({ host: 'http://localhost/api/v4', token: 'x', fetch });
    const onRequest = ({ call }) => call === 'addFolder' && closing.push(own[end]());
    const adding = own.with({ hooks: { onRequest } }).addFolder({ vaultId: 'v', name: 'n' });
    if (end === 'close') await assert.rejects(adding, { kind: 'closed' });
    else await adding.catch(() => {});
  }
  assert.deepEqual(
    sent.filter((line) => !line.endsWith('/logout')).slice(0, -1),
    [],
    'a client that was closed sends nothing but its farewell',
  );
  const fatal = client.with({ hooks: { onRequest: () => closing.push(client.close()) } });
  await assert.rejects(fatal.getTags(), { kind: 'closed' });
  await Promise.all(closing);
});

test('hooks of a copy take the place of those of the constructor; `null` takes them away', async (t) => {
  const [one, other] = [notebook(), notebook()];
  const { client } = await session(t, 'plain', { options: { hooks: one.hooks } });
  one.told.length = 0;
  await client.with({ hooks: other.hooks }).getTags();
  await client.with({ hooks: null }).getTags();
  assert.deepEqual([one.told.length, other.told.length], [0, 2]);
  await client.with({ timeout: 10_000 }).getTags();
  assert.equal(one.told.length, 2);
});

test('what are no hooks is refused, but an agent of the caller may have them under that name', async (t) => {
  const { client, server } = await session(t, 'plain');
  for (const hooks of [5, 'x', true, { onRequest: 5 }, { onRetry: {} }, { onTokenRefresh: 'x' }]) {
    assert.throws(() => client.with({ hooks }), { kind: 'usage', message: /'hooks'/ });
    await assert.rejects(new Passwork({ host: server.url, hooks }).version(), { kind: 'usage', message: /'hooks'/ });
  }
  let seen;
  class Agent {
    constructor(options) {
      seen = options.hooks;
      this.request = { get: async () => 'answer' };
    }
  }
  const own = new Passwork({ host: server.url, hooks: 5 }, { agent: Agent });
  assert.equal(await own.userInfo(), 'answer');
  assert.equal(await own.with({ hooks: 'x' }).userInfo(), 'answer');
  assert.equal(seen, 5);
});

test('hooks are class members too, and see the context of the call, whatever runs beside it', async (t) => {
  const store = new AsyncLocalStorage();
  const seen = [];
  class Watch {
    name = 'watch';
    onRequest({ call }) {
      assert.equal(this.name, 'watch');
      seen.push([call, store.getStore()]);
    }
    onResponse({ call }) {
      seen.push([call, store.getStore()]);
    }
  }
  const { client } = await session(t, 'pbkdf', { login: true });
  const watched = client.with({ hooks: new Watch() });
  const names = ['getTags', 'getColors', 'userInfo', 'getVaults', 'getPassword'];
  await Promise.all(names.map((name) => store.run(`in ${name}`, () => watched[name]('pFull'))));
  assert.ok(seen.length > 10);
  for (const [call, context] of seen) assert.equal(context, `in ${call}`);
});
