// The option `tokenStore`, and `fileTokenStore`: tokens that several processes share.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { startServer } from '../conformance-7/server.mjs';
import { buildWorld, ids } from '../conformance-7/world.mjs';
import { folder } from './support/installed.mjs';

const { Passwork, PassworkError, fileTokenStore } = createRequire(import.meta.url)(folder);

const SECRET = 'S3cret pass of full';

async function scene(t, options = {}) {
  const world = buildWorld('cse');
  const server = await startServer({ world, ...options });
  t.after(() => server.close());
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'token-store-'));
  t.after(() => fs.rmSync(place, { recursive: true, force: true }));
  const { access: token, refresh: refreshToken } = world.tokens;
  return { world, server, pair: { token, refreshToken }, file: path.join(place, 'tokens.json') };
}

/** A client that is logged in and shares its tokens by a store. */
async function clientOf({ world, server, pair }, tokenStore) {
  const client = new Passwork({ host: server.origin, apiVersion: 7, tokenStore });
  await client.login(pair, world.masterPassword);
  return client;
}

/** A process that runs a text with the package in `passwork` and the arguments in `args`. */
function program(text, args) {
  const code = `const passwork = require(${JSON.stringify(folder)}); const args = JSON.parse(process.env.ARGS); (async () => {${text}})().catch((e) => { console.error(e); process.exit(1); });`;
  const child = spawn(process.execPath, ['-e', code], {
    env: { ...process.env, ARGS: JSON.stringify(args) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (part) => {
    output += part;
  });
  return { child, output: () => output, ended: once(child, 'exit') };
}

const usage = (words) => (error) => {
  assert.ok(error instanceof PassworkError && error.kind === 'usage', String(error));
  assert.match(error.message, words);
  return true;
};

test('save is awaited before the request is repeated, within the lock', async (t) => {
  const at = await scene(t);
  const seen = [];
  const later = () => new Promise((go) => setTimeout(go, 30));
  const client = await clientOf(at, {
    async load() {
      seen.push('load');
      return at.pair;
    },
    async save(pair) {
      seen.push(`save begins at request ${at.server.log.length}`);
      await later();
      seen.push(`save ends at request ${at.server.log.length}`);
      assert.deepEqual(pair, { token: at.server.tokens.access, refreshToken: at.server.tokens.refresh });
    },
    async lock(run) {
      seen.push('lock');
      await run();
      seen.push('unlock');
    },
  });
  at.server.expire();
  const before = at.server.log.length;
  assert.equal((await client.getPassword(ids.full)).getPassword(), SECRET);
  const n = before + 2;
  assert.deepEqual(seen, ['lock', 'load', `save begins at request ${n}`, `save ends at request ${n}`, 'unlock']);
});

test('what another process has renewed is used, whatever the server says of the old token', async (t) => {
  for (const rotatedCode of ['notFound', 'accessTokenExpired']) {
    const at = await scene(t, { rotatedCode });
    let held = at.pair;
    const store = {
      load: () => held,
      save: (pair) => {
        held = pair;
      },
    };
    const [one, other] = [await clientOf(at, store), await clientOf(at, store)];
    at.server.expire();
    assert.equal((await one.getPassword(ids.full)).getPassword(), SECRET);
    assert.equal((await other.getPassword(ids.full)).getPassword(), SECRET);
    assert.equal(at.server.stats.refreshes, 1);
  }
});

test('stores that misbehave are told so, without a secret', async (t) => {
  const cases = [
    [{ load: 1, save() {} }, /function load/],
    [{ load: () => undefined, save() {} }, /tokenStore\.load/],
    [{ load: () => Promise.reject(new Error('no')), save() {} }, /tokenStore\.load/],
    [{ load: (x) => x.y, save() {} }, /tokenStore\.load/],
    [{ load: () => null, save() {}, lock: (run) => Promise.all([run(), run()]) }, /tokenStore/],
    [{ load: () => null, save() {}, lock: () => Promise.resolve() }, /tokenStore\.lock/],
    [{ load: () => null, save() {}, lock: () => Promise.reject(new Error('busy')) }, /tokenStore\.lock/],
    [{ load: () => null, save() {}, lock: 'no function' }, /tokenStore\.lock/],
  ];
  for (const [store, words] of cases) {
    const at = await scene(t);
    const client = await clientOf(at, store);
    at.server.expire();
    await assert.rejects(client.getPassword(ids.full), (error) => {
      assert.equal(error.kind, 'usage', String(error));
      assert.match(`${error.message} ${error.cause?.message}`, words);
      const shown = `${error.message} ${error.stack} ${error.cause?.message}`;
      assert.ok(!shown.includes(at.pair.token) && !shown.includes(at.pair.refreshToken));
      return true;
    });
    assert.equal(at.server.stats.refreshes, 0);
  }
});

test('a lock that never begins is ended by totalTimeout', async (t) => {
  const at = await scene(t);
  const client = await clientOf(at, { load: () => at.pair, save() {}, lock: () => new Promise(() => {}) });
  at.server.expire();
  await assert.rejects(client.with({ totalTimeout: 200 }).getPassword(ids.full), { kind: 'timeout' });
});

test('nobody waits for a lock of a client that was closed', { timeout: 20_000 }, async (t) => {
  const at = await scene(t);
  const store = fileTokenStore(at.file);
  store.save(at.pair);
  const client = await clientOf(at, store);
  let free;
  const held = store.lock(
    () =>
      new Promise((resolve) => {
        free = resolve;
      }),
  );
  at.server.expire();
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  await assert.rejects(client.with({ totalTimeout: 100 }).getPassword(ids.full), { kind: 'timeout' });
  assert.ok(timers() > before, 'control: it looks at the lock');
  await client.close();
  await new Promise((go) => setTimeout(go, 100));
  assert.equal(timers(), before);
  free();
  await held;
  assert.equal(at.server.stats.refreshes, 0);
  assert.deepEqual(store.load(), at.pair);
  await store.lock(() => {}); // nobody else holds it
});

test("the caller's lock is told when it is given up, and what it runs then does nothing", async (t) => {
  const at = await scene(t);
  let given;
  const client = await clientOf(at, {
    load: () => at.pair,
    save() {},
    lock(run, options) {
      given = { run, ...options };
      return new Promise(() => {});
    },
  });
  at.server.expire();
  const call = client.getPassword(ids.full);
  while (given === undefined) await new Promise((go) => setTimeout(go, 5));
  assert.equal(given.signal.aborted, false);
  await client.close();
  await assert.rejects(call, { kind: 'closed' });
  assert.equal(given.signal.aborted, true);
  await given.run();
  assert.equal(at.server.stats.refreshes, 0);
});

for (const how of ['close', 'logout', 'Symbol.asyncDispose'])
  test(`${how} over a renewal: the new pair is in the store, and told, before it fulfils`, async (t) => {
    const at = await scene(t);
    const told = [];
    let held = at.pair;
    const client = await clientOf(at, {
      load: () => held,
      save: (pair) => {
        held = pair;
      },
    });
    client.listenEvent('tokensChanged', (pair) => told.push(pair));
    at.server.addFault({ on: 'POST /sessions/refresh', kind: 'slow', ms: 200 });
    at.server.expire();
    const call = assert.rejects(client.getPassword(ids.full), (error) => error instanceof PassworkError);
    await new Promise((go) => setTimeout(go, 100));
    const end = how in client ? client[how] : client[Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')];
    await end.call(client);
    await call;
    if (how === 'logout') while (told.length === 0) await new Promise((go) => setTimeout(go, 10)); // it ends nothing
    assert.equal(held.token, at.server.tokens.access);
    assert.deepEqual(told, [held]);
    const next = new Passwork({ host: at.server.origin, apiVersion: 7 });
    await next.login(held, at.world.masterPassword);
  });

test('a file: for its owner alone, whole or not at all', async (t) => {
  const { file } = await scene(t);
  const store = fileTokenStore(file);
  assert.equal(store.load(), undefined);
  store.save({ token: 'a', refreshToken: 'b' });
  assert.deepEqual(store.load(), { token: 'a', refreshToken: 'b' });
  if (process.platform !== 'win32') assert.equal(fs.statSync(file).mode & 0o777, 0o600);
  assert.throws(() => store.save({ token: 5 }), usage(/save needs/));
  assert.deepEqual(store.load(), { token: 'a', refreshToken: 'b' });
  assert.deepEqual(fs.readdirSync(path.dirname(file)), ['tokens.json']);
  for (const text of ['', '{"token":"secret-in-half', '[]', 'null', '{"token":5}']) {
    fs.writeFileSync(file, text);
    assert.throws(
      () => store.load(),
      (error) => usage(/holds no pair/)(error) && !error.message.includes('secret-in'),
    );
  }
  for (const odd of [undefined, null, '', 5, {}]) assert.throws(() => fileTokenStore(odd), usage(/path of a file/));
});

test('eight processes with one expired pair renew it once', { timeout: 60_000 }, async (t) => {
  const at = await scene(t);
  fileTokenStore(at.file).save(at.pair);
  at.server.expire();
  const args = { file: at.file, host: at.server.origin, master: at.world.masterPassword, id: ids.full };
  const text = `
    const tokenStore = passwork.fileTokenStore(args.file);
    const client = new passwork.Passwork({ host: args.host, apiVersion: 7, tokenStore });
    await client.login(tokenStore.load(), args.master);
    console.log((await client.getPassword(args.id)).getPassword());`;
  const all = Array.from({ length: 8 }, () => program(text, args));
  for (const one of all) {
    assert.deepEqual(await one.ended, [0, null]);
    assert.equal(one.output(), `${SECRET}\n`);
  }
  assert.equal(at.server.stats.refreshes, 1);
  assert.deepEqual(fileTokenStore(at.file).load(), {
    token: at.server.tokens.access,
    refreshToken: at.server.tokens.refresh,
  });
  assert.deepEqual(fs.readdirSync(path.dirname(at.file)), ['tokens.json']);
});

test('a lock whose process was killed is taken over at once', { timeout: 20_000 }, async (t) => {
  const { file } = await scene(t);
  const text = `await passwork.fileTokenStore(args.file).lock(() => { console.log('held'); return new Promise(() => setInterval(() => {}, 1000)); });`;
  const holder = program(text, { file });
  await once(holder.child.stdout, 'data');
  const waiting = fileTokenStore(file).lock(async () => 'entered');
  await new Promise((go) => setTimeout(go, 300));
  assert.ok(fs.existsSync(`${file}.lock`), 'it is held while its process lives');
  holder.child.kill('SIGKILL');
  await holder.ended;
  assert.equal(await waiting, 'entered');
  assert.deepEqual(fs.readdirSync(path.dirname(file)), []);
});

test('a lock that was not touched for half a minute is taken over, and its old holder leaves it alone', async (t) => {
  const { file } = await scene(t);
  let finish;
  const stuck = fileTokenStore(file).lock(
    () =>
      new Promise((go) => {
        finish = go;
      }),
  );
  while (!finish) await new Promise((go) => setTimeout(go, 5));
  const before = new Date(Date.now() - 31_000);
  fs.utimesSync(`${file}.lock`, before, before);
  await fileTokenStore(file).lock(async () => {
    finish();
    await stuck;
    assert.ok(fs.existsSync(`${file}.lock`), "it is the new holder's");
  });
  assert.deepEqual(fs.readdirSync(path.dirname(file)), []);
});

test('locks of many in one process are entered one after the other', async (t) => {
  const { file } = await scene(t);
  let inside = 0;
  const turns = Array.from({ length: 12 }, () =>
    fileTokenStore(file).lock(async () => {
      inside += 1;
      assert.equal(inside, 1);
      await new Promise((go) => setTimeout(go, 2));
      inside -= 1;
    }),
  );
  await Promise.all(turns);
  await assert.rejects(
    fileTokenStore(file).lock(() => Promise.reject(new Error('mine'))),
    /mine/,
  );
  assert.deepEqual(fs.readdirSync(path.dirname(file)), []);
});
