// The fetch of the server for users' tests: signals are let go of, and what it answers can be read as what the platform's fetch
// gives, which answers here too, at a port.
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { createTestServer, failure, GENERATIONS, session } from './support/testing.mjs';

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('a signal that many requests share is let go of by each', async () => {
  const server = createTestServer();
  server.fail({ with: { delay: 1 } });
  const { signal } = new AbortController();
  for (let n = 0; n < 20; n += 1) {
    const answer = server.fetch(`${server.host}/info/version`, { signal });
    await turn();
    assert.equal(getEventListeners(signal, 'abort').length, 1, 'control: it waits');
    server.clock.advance(1);
    assert.equal((await answer).status, 200);
  }
  assert.equal(getEventListeners(signal, 'abort').length, 0);
});

test('given up between two waits, a request ends', { timeout: 10_000 }, async () => {
  const server = createTestServer();
  server.fail({ with: { delay: 1 } });
  server.fail({ with: 'hang' });
  const controller = new AbortController();
  const given = failure(server.fetch(`${server.host}/info/version`, { signal: controller.signal }));
  await turn();
  server.clock.advance(1);
  controller.abort(new Error('enough')); // in the same turn: nothing waits yet
  assert.equal((await given).message, 'enough');
});

/** What each reader of a second reading does. */
async function readTwice(answer) {
  await answer.text();
  const again = { used: answer.bodyUsed };
  for (const name of ['text', 'json', 'arrayBuffer', 'blob']) {
    again[name] = await answer[name]().then(
      () => 'read',
      (error) => error.name,
    );
  }
  try {
    answer.clone();
    again.clone = 'cloned';
  } catch (error) {
    again.clone = error.name;
  }
  return again;
}

for (const generation of GENERATIONS) {
  test(`an answer is read once, and one without a body has none: ${generation}`, async (t) => {
    const { server } = await session(t, { generation });
    const inMemory = `${server.host}/x`;
    const atPort = `${await server.listen()}/x`;
    assert.deepEqual(await readTwice(await server.fetch(inMemory)), await readTwice(await fetch(atPort)));
    const locked = await server.fetch(inMemory);
    locked.body.getReader();
    assert.equal((await failure(locked.text())).name, 'TypeError');
    const copied = await server.fetch(inMemory);
    const copy = copied.clone();
    assert.equal(await copied.text(), await copy.text());
    for (const status of [204, 304]) {
      server.fail({ times: 2, with: status });
      const texts = [await server.fetch(inMemory), await fetch(atPort)].map((answer) => answer.text());
      assert.deepEqual(await Promise.all(texts), ['', '']);
    }
  });
}
