// One pair of tokens, shared by our client and the official one, when it has expired.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ids } from '../conformance-7/world.mjs';
import { scene } from './scene.mjs';

const SECRET = 'S3cret pass of full';
const PLACES = ['cse', 'plain', 'cse, test server', 'plain, test server'];
const readBy = async ({ client }) => (await client.getPassword(ids.full)).getPassword();
const pairOf = async ({ peer }) => ({
  token: await peer.member('access_token'),
  refreshToken: await peer.member('refresh_token'),
});

/** What a store of both would hold: a pair, and how often ours asked for it and put one there. */
const storeOf = () => {
  const store = {
    pair: undefined,
    saved: 0,
    load: () => store.pair,
    save(pair) {
      store.pair = pair;
      store.saved += 1;
    },
  };
  return store;
};

for (const name of PLACES) {
  test(`theirs renews first: ours takes the pair from the store and renews nothing: ${name}`, async (t) => {
    const store = storeOf();
    const at = await scene(t, name, { autoRefresh: true, tokenStore: store });
    at.server.expire();
    assert.equal((await at.python.get_item(ids.full)).password, SECRET);
    store.pair = await pairOf(at);
    assert.equal(await readBy(at), SECRET);
    assert.deepEqual([at.server.stats.refreshes, store.saved], [1, 0]);
  });

  test(`ours renews first: theirs goes on with the pair that was saved: ${name}`, async (t) => {
    const store = storeOf();
    const at = await scene(t, name, { tokenStore: store });
    store.pair = await pairOf(at);
    at.server.expire();
    assert.equal(await readBy(at), SECRET);
    assert.deepEqual([at.server.stats.refreshes, store.saved], [1, 1]);
    // The old pair is dead for theirs; with the saved one it works.
    await assert.rejects(at.python.get_item(ids.full));
    await at.python.set_tokens(store.pair.token, store.pair.refreshToken);
    assert.equal((await at.python.get_item(ids.full)).password, SECRET);
    assert.equal(at.server.stats.refreshes, 1);
  });

  test(`they take turns at renewing: ${name}`, async (t) => {
    const store = storeOf();
    const at = await scene(t, name, { tokenStore: store });
    store.pair = await pairOf(at);
    for (let turn = 1; turn <= 4; turn += 1) {
      at.server.expire();
      if (turn % 2) {
        const { token, refreshToken } = store.pair;
        await at.python.set_tokens(token, refreshToken);
        await at.python.update_tokens();
        store.pair = await pairOf(at);
      }
      assert.equal(await readBy(at), SECRET, `turn ${turn}`);
      assert.equal(at.server.stats.refreshes, turn);
    }
    assert.equal(store.saved, 2);
  });

  test(`without a store the second of the two needs new tokens, and says so: ${name}`, async (t) => {
    const at = await scene(t, name, { autoRefresh: true });
    at.server.expire();
    assert.equal((await at.python.get_item(ids.full)).password, SECRET);
    await assert.rejects(at.client.getPassword(ids.full), (error) => {
      assert.deepEqual([error.kind, error.httpStatus, error.code], ['api', 401, 'notFound']);
      assert.match(error.message, /token/i);
      return true;
    });
    const { token, refreshToken } = await pairOf(at);
    at.client.setTokens(token, refreshToken);
    assert.equal(await readBy(at), SECRET);
  });

  test(`at the same time: ours finds the pair that theirs has just renewed: ${name}`, async (t) => {
    const store = storeOf();
    const at = await scene(t, name, { autoRefresh: true, tokenStore: store });
    store.load = () => pairOf(at); // is answered when theirs has ended its call
    at.server.expire();
    const [theirs, ours] = await Promise.all([at.python.get_item(ids.full), readBy(at)]);
    assert.deepEqual([theirs.password, ours], [SECRET, SECRET]);
    assert.deepEqual([at.server.stats.refreshes, store.saved], [1, 0]);
  });

  test(`one of a pair renewed by theirs, the other by ours: ${name}`, async (t) => {
    const at = await scene(t, name);
    await at.python.update_access_token();
    const pair = await pairOf(at);
    at.client.setTokens(pair.token, pair.refreshToken);
    assert.equal(await readBy(at), SECRET);
    const renewed = await at.client.refreshAccessToken();
    const whole = await at.client.refreshRefreshToken();
    assert.equal(whole.token, renewed.token);
    await at.python.set_tokens(whole.token, whole.refreshToken);
    assert.equal((await at.python.get_item(ids.full)).password, SECRET);
    await at.python.update_refresh_token();
    await at.python.update_tokens();
    const last = await pairOf(at);
    at.client.setTokens(last.token, last.refreshToken);
    assert.equal(await readBy(at), SECRET);
  });
}
