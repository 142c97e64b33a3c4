// Node's diagnostics channels: a call and its requests, each in its own context.
import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { channel, tracingChannel } from 'node:diagnostics_channel';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { Passwork, session } from './support/client.mjs';
import { serve } from './support/http.mjs';

const CHANNELS = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'];

/** Subscribes until the test ends; what is told, in order. */
function watch(t, name, only = CHANNELS) {
  const told = [];
  const handlers = Object.fromEntries(only.map((event) => [event, (trace) => told.push([event, trace, { ...trace }])]));
  const channels = tracingChannel(`passwork-wasm:${name}`);
  for (const event of only) channels[event].subscribe(handlers[event]);
  t.after(() => {
    for (const event of only) channels[event].unsubscribe(handlers[event]);
  });
  return told;
}

test('a call and its requests, one object each from its beginning to its end', async (t) => {
  const { client } = await session(t, 'pbkdf');
  const [calls, requests] = [watch(t, 'call'), watch(t, 'request')];
  assert.equal((await client.getPassword('pFull')).getPassword(), 'S3cret pass');
  assert.deepEqual(
    calls.map(([event]) => event),
    ['start', 'end', 'asyncStart', 'asyncEnd'],
  );
  assert.equal(new Set(calls.map(([, trace]) => trace)).size, 1);
  const [, trace, first] = calls[0];
  assert.deepEqual(Object.keys(first), ['id', 'call', 'startedAt']);
  assert.equal(first.call, 'getPassword');
  assert.ok(trace.durationMs > 0);
  assert.deepEqual(Object.keys(trace), ['id', 'call', 'startedAt', 'durationMs'], 'neither arguments nor the result');

  assert.equal(new Set(requests.map(([, request]) => request)).size, 2);
  const one = requests.filter(([, request]) => request === requests[0][1]);
  assert.deepEqual(
    one.map(([event]) => event),
    ['start', 'end', 'asyncStart', 'asyncEnd'],
  );
  assert.equal(one[0][2].status, undefined);
  assert.equal(one[2][2].status, 200);
  assert.equal(one[2][2].template, '/passwords/{id}');
});

test('failures are on the channel of errors', async (t) => {
  const { host } = await serve(t, () => ({ status: 403, body: '{"status":"failed","code":"noAccess"}' }));
  const client = new Passwork(`${host}/api/v4`);
  const [calls, requests] = [watch(t, 'call'), watch(t, 'request')];
  const error = await client.userInfo().catch((e) => e);
  assert.deepEqual(
    calls.map(([event]) => event),
    ['start', 'end', 'error', 'asyncStart', 'asyncEnd'],
  );
  assert.equal(calls[2][1].error, error);
  assert.equal(calls[2][1].kind, 'api');
  assert.deepEqual(
    requests.map(([event]) => event),
    ['start', 'end', 'error', 'asyncStart', 'asyncEnd'],
  );
  assert.deepEqual([requests[2][2].status, requests[2][2].kind], [403, 'api']);
  await assert.rejects(client.getPassword(''), { kind: 'usage' });
  assert.equal(requests.length, 5, 'nothing was sent');
  assert.equal(calls.at(-1)[1].kind, 'usage');
});

test('one of the five channels is enough', async (t) => {
  const { client } = await session(t, 'plain');
  for (const event of CHANNELS.slice(0, 4)) {
    const told = watch(t, 'request', [event]);
    await client.getTags();
    assert.equal(told.length, 1, event);
  }
});

test('stores that subscribers bind are seen by what is below, under Promise.all too', async (t) => {
  const { client } = await session(t, 'pbkdf');
  const [user, inCall, inRequest] = [new AsyncLocalStorage(), new AsyncLocalStorage(), new AsyncLocalStorage()];
  const [callStart, requestStart] = [
    channel('tracing:passwork-wasm:call:start'),
    channel('tracing:passwork-wasm:request:start'),
  ];
  callStart.bindStore(inCall, ({ call }) => `${user.getStore()} > ${call}`);
  requestStart.bindStore(inRequest, ({ template }) => `${inCall.getStore()} > ${template}`);
  t.after(() => {
    callStart.unbindStore(inCall);
    requestStart.unbindStore(inRequest);
  });
  const sent = [];
  const ended = [];
  const fetch = (url, init) => {
    sent.push(inRequest.getStore());
    return globalThis.fetch(url, init);
  };
  const watched = client.with({
    hooks: { onResponse: ({ template }) => ended.push(`${inCall.getStore()} > ${template}`) },
  });
  const other = new Passwork({ host: 'http://127.0.0.1:9', fetch });
  await Promise.all([
    user.run('a', () => watched.getPassword('pFull')),
    user.run('b', () => watched.getPasswords('vMain')),
    user.run('c', () => watched.getPassword('pUni')),
    user.run('d', () => other.getTags().catch(() => {})),
  ]);
  assert.deepEqual(sent, ['d > getTags > /info/version']);
  assert.deepEqual(ended.filter((line) => line.startsWith('a')).sort(), [
    'a > getPassword > /passwords/{id}',
    'a > getPassword > /vaults/{id}',
  ]);
  assert.ok(ended.some((line) => line.startsWith('b > getPasswords > ')));
  assert.ok(ended.some((line) => line === 'c > getPassword > /passwords/{id}'));
  assert.equal(user.getStore(), undefined);
});

test('a failure that nobody handles is still one', async (t) => {
  watch(t, 'call');
  const client = new Passwork('http://127.0.0.1:9/api/v4');
  const unhandled = [];
  const listener = (reason) => unhandled.push(reason.kind);
  // The test runner listens too: it must not see this one.
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', listener);
  client.userInfo();
  await setTimeout(50);
  process.removeAllListeners('unhandledRejection');
  for (const other of others) process.on('unhandledRejection', other);
  assert.deepEqual(unhandled, ['network']);
});

test('a subscriber that freezes what it is told, and an agent that throws anything, change nothing', async (t) => {
  const told = [];
  const { client } = await session(t, 'plain');
  for (const name of ['call', 'request']) {
    const handlers = { start: Object.freeze, asyncEnd: (event) => told.push([name, event.call, event.kind]) };
    tracingChannel(`passwork-wasm:${name}`).subscribe(handlers);
    t.after(() => tracingChannel(`passwork-wasm:${name}`).unsubscribe(handlers));
  }
  const ended = [];
  const watched = client.with({ hooks: { onResponse: ({ status }) => ended.push(status) } });
  assert.ok(Array.isArray(await watched.getTags()));
  await assert.rejects(watched.getPassword('nothing'), { kind: 'api' });
  assert.deepEqual(ended, [200, 404]);

  const failures = watch(t, 'call', ['error']);
  const odd = [
    undefined,
    '',
    new Error('mine'),
    Object.defineProperty({}, 'kind', {
      get() {
        throw new Error('mine');
      },
    }),
  ]; // prettier-ignore
  for (const thrown of odd) {
    class Agent {
      request = { get: () => Promise.reject(thrown) };
    }
    const own = new Passwork({ host: 'http://localhost' }, { agent: Agent });
    const failed = await own.userInfo().then(
      () => [],
      (error) => [error],
    );
    assert.deepEqual(failed, [thrown]);
  }
  assert.equal(failures.length, odd.length);
});

test('no secret is on a channel', async (t) => {
  const [calls, requests] = [watch(t, 'call'), watch(t, 'request')];
  const { client, world } = await session(t, 'pbkdf');
  await client.editPassword('pFull', { password: 'new secret' });
  await client.searchPasswords({ query: 'wanted words' });
  const text = JSON.stringify([calls, requests]);
  assert.ok(requests.length > 10);
  const secrets = [world.apiKey, world.masterPassword, world.effectiveKey, 'session-token', 'refresh-token'];
  for (const secret of [...secrets, 'S3cret pass', 'new secret', 'wanted words'])
    assert.ok(!text.includes(secret), secret);
});
