// Signals of a caller: what is none, what throws, and how many listeners stand on one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Passwork, session } from './support/client.mjs';

const like = (members) => ({ aborted: false, addEventListener() {}, removeEventListener() {}, ...members });
const fail = () => {
  throw new Error('mine');
};

test('what is no signal is refused', async (t) => {
  const { client, server } = await session(t);
  const none = [
    new AbortController(),
    {},
    5,
    fail,
    like({ removeEventListener: undefined }),
    like({ aborted: 'no' }),
    Object.defineProperty(like({}), 'aborted', { get: fail }),
  ];
  for (const signal of none) {
    assert.throws(() => client.with({ signal }), { kind: 'usage', message: /'signal'/ });
    await assert.rejects(new Passwork({ host: server.url, signal }).version(), { kind: 'usage', message: /'signal'/ });
  }
});

test('a signal that throws later spoils its own call at most', async (t) => {
  const { client } = await session(t);
  const deaf = like({ addEventListener: fail });
  await assert.rejects(client.with({ signal: deaf }).getTags(), { kind: 'usage', message: /listened/ });
  assert.ok(await client.with({ signal: like({ removeEventListener: fail }) }).getTags());
  const silent = Object.defineProperty(like({ aborted: true }), 'reason', { get: fail });
  await assert.rejects(client.with({ signal: silent }).getTags(), { kind: 'aborted' });
  const early = like({ addEventListener: (_, listener) => listener() });
  await assert.rejects(client.with({ signal: early }).getTags(), { kind: 'aborted' });
  assert.ok(await client.getTags());
});

test('one listener on a signal, however many calls; none when they have ended', async (t) => {
  const { client } = await session(t);
  const { signal } = new AbortController();
  const count = { now: 0, most: 0, added: 0 };
  const watched = {
    get aborted() {
      return signal.aborted;
    },
    addEventListener(...args) {
      count.added += 1;
      count.now += 1;
      count.most = Math.max(count.most, count.now);
      signal.addEventListener(...args);
    },
    removeEventListener(...args) {
      count.now -= 1;
      signal.removeEventListener(...args);
    },
  };
  const limited = client.with({ signal: watched });
  const others = client.with({ signal: watched, retry: 1 });
  await Promise.all(Array.from({ length: 60 }, (_, i) => (i % 2 ? limited : others).getTags()));
  assert.deepEqual(count, { now: 0, most: 1, added: 1 });
});

test('an abort ends all calls that wait, with the reason', async (t) => {
  const { client } = await session(t);
  const controller = new AbortController();
  const limited = client.with({ signal: controller.signal });
  const calls = [limited.getTags(), limited.getVaults(), limited.getPassword('pFull')];
  const why = new Error('enough');
  controller.abort(why);
  for (const call of calls) await assert.rejects(call, { kind: 'aborted', cause: why });
  await assert.rejects(limited.getTags(), { kind: 'aborted', cause: why });
  assert.ok(await client.getTags());
});

test('a clock of the caller that throws ends the calls that it limits, and no others', async (t) => {
  const { client } = await session(t);
  const real = globalThis.setTimeout;
  t.after(() => {
    globalThis.setTimeout = real;
  });
  globalThis.setTimeout = fail;
  const limited = [client.with({ timeout: 10_000 }).getTags(), client.with({ totalTimeout: 10_000 }).getTags()];
  const others = [client.getTags(), client.getVaults()];
  for (const call of limited) await assert.rejects(call, { kind: 'timeout' });
  for (const call of others) assert.ok(await call);
  globalThis.setTimeout = real;
  assert.ok(await client.with({ timeout: 10_000 }).getTags());
});
