// Faults of the server for users' tests: each kind, by `fetch` and by a port; which requests they meet; and what `resolveAll`
// makes of each.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Passwork } from './support/client.mjs';
import { contents, createTestServer, failure, GENERATIONS, keysOf, session } from './support/testing.mjs';

/** What a call rejects with under each fault: kind and status. */
const FAULTS = [
  [500, 'api', 500],
  [{ status: 403, code: 'accessDenied', message: 'not yours' }, 'api', 403],
  ['html', 'api', 502],
  ['reset', 'network', 'serverError'],
  ['cutOff', 'network', 'serverError'],
  ['empty', 'notApi', 'serverError'],
];

/** Where the vaults are listed. */
const LIST = { 4: '/vaults/list', 7: '/vaults' };

async function listening(t, generation) {
  const server = createTestServer({ generation, contents: contents() });
  t.after(() => server.close());
  const passwork = new Passwork({ host: await server.listen() });
  await passwork.login(...keysOf(server));
  return { server, passwork };
}

/** Waits until a path was asked for, after the first `before` requests. */
async function asked(server, path, before) {
  const isThere = () => server.requests.slice(before).some((request) => request.path === path);
  while (!isThere()) await new Promise((resolve) => setImmediate(resolve));
}

for (const generation of GENERATIONS) {
  for (const [way, begin] of [
    ['fetch', (t) => session(t, { generation })],
    ['a port', (t) => listening(t, generation)],
  ]) {
    test(`each fault is what it says, by ${way}: ${generation}`, async (t) => {
      const { server, passwork } = await begin(t);
      for (const [what, kind, status] of FAULTS) {
        server.fail({ path: LIST[generation], times: 1, with: what });
        const error = await failure(passwork.getVaults());
        assert.deepEqual([error.kind, error.httpStatus], [kind, status], JSON.stringify(what));
        if (what.code) assert.equal(error.code, what.code);
        assert.equal((await passwork.getVaults()).length, 1, `once: ${JSON.stringify(what)}`);
      }
      server.fail({ path: LIST[generation], times: 1, with: 'expired' });
      assert.equal((await passwork.getVaults()).length, 1, 'the session is renewed');
    });

    test(`what hangs ends with the caller's patience, what is late with the clock, by ${way}: ${generation}`, async (t) => {
      const { server, passwork } = await begin(t);
      const stop = server.fail({ path: LIST[generation], with: 'hang' });
      let before = server.requests.length;
      const controller = new AbortController();
      const given = failure(passwork.with({ signal: controller.signal }).getVaults());
      await asked(server, LIST[generation], before);
      controller.abort();
      assert.equal((await given).kind, 'aborted');
      assert.equal((await failure(passwork.with({ timeout: 20 }).getVaults())).kind, 'timeout');
      stop();
      server.fail({ path: LIST[generation], times: 1, with: { delay: 60_000 } });
      before = server.requests.length;
      let isThere = false;
      const late = passwork.getVaults().then((list) => {
        isThere = true;
        return list;
      });
      server.clock.advance(59_999);
      await asked(server, LIST[generation], before);
      await new Promise((resolve) => setTimeout(resolve, 20));
      assert.equal(isThere, false);
      server.clock.advance(60_000);
      assert.equal((await late).length, 1);
    });
  }

  test(`429 says when to come again, and the client does: ${generation}`, async (t) => {
    const { server, passwork } = await session(t, { generation });
    server.fail({ path: LIST[generation], times: 1, with: 429, retryAfter: 0 });
    assert.equal((await passwork.with({ retry: 1 }).getVaults()).length, 1);
    server.fail({ path: LIST[generation], times: 1, with: { status: 429, retryAfter: 3 } });
    const answer = await server.fetch(server.host + LIST[generation]);
    assert.deepEqual([answer.status, answer.headers.get('retry-after')], [429, '3']);
  });

  test(`method, path, nth and times say which: ${generation}`, async (t) => {
    const { server, passwork } = await session(t, { generation });
    const fails = () =>
      passwork.getVaults().then(
        () => false,
        () => true,
      );
    server.fail({ method: 'POST', with: 500 });
    server.fail({ path: '/nowhere/*', with: 500 });
    assert.equal(await fails(), false);
    const stop = server.fail({ method: 'get', path: LIST[generation], nth: 2, times: 2, with: 500 });
    assert.deepEqual([await fails(), await fails(), await fails(), await fails()], [false, true, true, false]);
    stop();
    server.fail({ path: LIST[generation], nth: 2, with: 500 });
    assert.deepEqual([await fails(), await fails(), await fails()], [false, true, false]);
    const end = server.fail({ path: '*', with: 500 });
    assert.deepEqual([await fails(), await fails()], [true, true]);
    end();
    assert.equal(await fails(), false);
  });

  test(`what was cut off or empty was done, what was reset was not: ${generation}`, async (t) => {
    const { server, passwork } = await session(t, { generation });
    const vaultId = (await passwork.getVaults())[0].id;
    for (const [what, isDone] of [
      ['cutOff', true],
      ['empty', generation === 4],
      ['reset', false],
      [500, false],
    ]) {
      server.fail({ method: 'POST', times: 1, with: what });
      await passwork.addFolder(vaultId, `folder ${what}`).catch(() => {});
      if (what !== 'empty') assert.equal(`folder ${what}` in server.contents().Infrastructure, isDone, String(what));
    }
  });

  test(`each fault under resolveAll is an error of its entry: ${generation}`, async (t) => {
    const strays = [];
    const stray = (error) => strays.push(error);
    process.on('unhandledRejection', stray);
    t.after(() => process.off('unhandledRejection', stray));
    for (const [what, kind] of FAULTS) {
      const { server, passwork } = await session(t, { generation });
      const { id } = server.read('Infrastructure/Databases/orders');
      const list = { good: 'pw://Infrastructure/Mail/postmaster/password', bad: `pw://-/${id}/password` };
      server.fail({ path: generation === 4 ? `/passwords/${id}` : '/batch', with: what });
      const { ok, values, errors } = await passwork.resolveAll(list);
      assert.equal(ok, false, JSON.stringify(what));
      assert.equal(errors.bad.kind, kind, JSON.stringify(what));
      // Passwork 7 is asked for both at once.
      assert.deepEqual(values, generation === 4 ? { good: 'p' } : {});
      assert.equal(JSON.stringify(errors).includes('s3cret'), false);
    }
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(strays, []);
  });

  test(`sessions expire, with the refresh token and without, and are revoked: ${generation}`, async (t) => {
    const { server, passwork } = await session(t, { generation });
    const renewed = [];
    passwork.listenEvent('tokensChanged', (pair) => renewed.push(pair));
    server.expireSession();
    assert.equal((await passwork.getVaults()).length, 1);
    assert.equal(renewed.length, 1);
    server.expireRefresh();
    assert.equal((await failure(passwork.getVaults())).httpStatus, 401);
    const again = new Passwork({ host: server.host, fetch: server.fetch });
    if (generation === 4) await again.login(...keysOf(server));
    server.revoke();
    assert.equal((await failure(passwork.getVaults())).httpStatus, 401);
    if (generation === 4) assert.equal((await failure(again.login(...keysOf(server)))).code, 'apiKeyIsWrong');
    server.reset();
    const fresh = new Passwork({ host: server.host, fetch: server.fetch });
    await fresh.login(...keysOf(server));
    assert.equal((await fresh.getVaults()).length, 1);
  });
}

test('a fault that is none is refused', () => {
  const server = createTestServer();
  for (const wrong of [
    undefined,
    {},
    { with: 'explode' },
    { with: 99 },
    { with: { delay: -1 } },
    { with: 500, nth: 0 },
    { with: 500, times: 0 },
    { with: 500, path: 5 },
    { with: 500, after: 1 },
  ]) {
    assert.throws(() => server.fail(wrong), { kind: 'usage' }, JSON.stringify(wrong));
  }
});
