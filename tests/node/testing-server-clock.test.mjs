// The clock of the server for users' tests, and suites that put their own timers in the place of the platform's.
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { inProject } from './support/installed.mjs';
import { contents, createTestServer, failure, GENERATIONS, keysOf, session } from './support/testing.mjs';

const MINUTE = 60_000;

for (const generation of GENERATIONS) {
  test(`sessions and the header Date follow it, and it stands: ${generation}`, async (t) => {
    const { server, passwork } = await session(t, { generation, now: '2026-02-03T04:05:06Z' });
    const dateOf = async () => (await server.fetch(`${server.host}/info/version`)).headers.get('date');
    assert.equal(server.clock.now(), Date.UTC(2026, 1, 3, 4, 5, 6));
    assert.equal(await dateOf(), 'Tue, 03 Feb 2026 04:05:06 GMT');
    server.clock.advance(1000);
    assert.equal(await dateOf(), 'Tue, 03 Feb 2026 04:05:07 GMT');
    const renewed = [];
    passwork.listenEvent('tokensChanged', () => renewed.push(1));
    await passwork.getVaults();
    assert.equal(renewed.length, 0);
    server.clock.advance(60 * MINUTE);
    await passwork.getVaults().catch(() => {});
    assert.equal(renewed.length, 1, 'the access token is too old, the refresh token is not');
    assert.equal(server.requests.at(-1).at, server.clock.now());
    server.clock.set(new Date(0));
    assert.equal(await dateOf(), 'Thu, 01 Jan 1970 00:00:00 GMT');
    server.reset();
    assert.equal(server.clock.now(), Date.UTC(2026, 1, 3, 4, 5, 6));
    for (const wrong of [Number.NaN, 'never', undefined])
      assert.throws(() => server.clock.set(wrong), { kind: 'usage' });
    assert.throws(() => server.clock.advance('1'), { kind: 'usage' });
  });

  test(`a suite with the fake timers of node:test does not hang: ${generation}`, async (t) => {
    mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'setImmediate', 'Date'], now: 1e12 });
    t.after(() => mock.timers.reset());
    const server = createTestServer({ generation, contents: contents() });
    assert.equal(server.clock.now(), 1e12, 'it begins where the program is');
    const { passwork } = await session(t, { generation });
    assert.equal(await passwork.resolve('pw://Infrastructure/Databases/orders/password'), 's3cret');
  });

  test(`the waits of the client go by the timers of the suite: ${generation}`, async (t) => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'] });
    t.after(() => mock.timers.reset());
    const { server, passwork } = await session(t, { generation });
    server.fail({ times: 1, with: 429, retryAfter: 30 });
    const before = server.requests.length;
    const list = passwork.with({ retry: 1 }).getVaults();
    while (server.requests.length === before) await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    mock.timers.tick(30_000);
    assert.equal((await list).length, 1);
  });
}

test('with timers that never fire, from before the package was loaded, nothing hangs', async () => {
  const seen = await inProject(
    'commonjs',
    `const names = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame'];
     const { setTimeout: real, setImmediate: turn } = globalThis;
     const used = [];
     for (const name of names) globalThis[name] = () => { used.push(name); return { unref() {} }; };
     process.nextTick = () => { used.push('nextTick'); };
     const late = real(() => { process._rawDebug('it hangs, ' + used); process.exit(1); }, 20000);
     const Passwork = require('passwork-wasm');
     const { createTestServer } = require('passwork-wasm/testing');
     (async () => {
       const server = createTestServer({ contents: { V: { item: { password: 'p' } } } });
       const passwork = new Passwork({ host: server.host, fetch: server.fetch });
       await passwork.login(server.apiKey, server.masterPassword);
       server.fail({ times: 1, path: '/vaults/list', with: { delay: 1000 } });
       const value = passwork.resolve('pw://V/item/password');
       while (server.requests.at(-1).path !== '/vaults/list') await new Promise((resolve) => turn(resolve));
       server.clock.advance(1000);
       const answer = await value;
       clearTimeout(late);
       require('node:fs').writeSync(1, JSON.stringify({ answer, used }));
       process.exit(0);
     })();`,
  );
  assert.deepEqual(seen, { answer: 'p', used: [] });
});

test('what the server itself waits for can be given up', async () => {
  const server = createTestServer({ contents: contents() });
  server.fail({ with: 'hang' });
  const controller = new AbortController();
  const given = failure(server.fetch(`${server.host}/info/version`, { signal: controller.signal }));
  await new Promise((resolve) => setImmediate(resolve));
  controller.abort(new Error('enough'));
  assert.equal((await given).message, 'enough');
  const before = failure(
    server.fetch(`${server.host}/info/version`, { signal: AbortSignal.abort(new Error('at once')) }),
  );
  assert.equal((await before).message, 'at once');
  const reset = failure(server.fetch(`${server.host}/info/version`));
  await new Promise((resolve) => setImmediate(resolve));
  server.reset();
  assert.equal((await reset).cause.code, 'ECONNRESET');
  assert.deepEqual(keysOf(server).length, 2);
});
