// The end of a session: logout() (DEVIATIONS D12), close() and `await using`, also while calls are under way.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { test } from 'node:test';
import { looksSealed } from '../conformance/crypto.mjs';
import { gate, Passwork, session } from './support/client.mjs';
import { project } from './support/installed.mjs';

/** A fetch that holds the answers of matching requests back until `open()`. */
function held(pattern) {
  const { opened, open } = gate();
  const arrived = gate();
  const fetchHeld = async (url, init) => {
    const response = await fetch(url, init);
    if (pattern.test(`${init.method} ${url}`)) {
      arrived.open();
      await opened;
    }
    return response;
  };
  return { fetch: fetchHeld, open, arrived: arrived.opened };
}

test('logout forgets tokens, key and mode; results go on; a failed one changes nothing', async (t) => {
  const { client, server } = await session(t);
  const password = await client.getPassword('pFull');
  server.addFault({ on: 'POST /auth/logout', kind: 'json500' });
  await assert.rejects(client.logout(), { kind: 'api', httpStatus: 500 });
  assert.equal((await client.getPassword('pOld')).getPassword(), 'old secret');
  assert.equal(await client.logout(), undefined);
  assert.equal(password.getPassword(), 'S3cret pass');
  const refreshes = server.stats.refreshes;
  await assert.rejects(client.getVaultsCount(), { httpStatus: 401, code: 'apiSessionExpired' });
  const { headers } = server.log.at(-1);
  assert.deepEqual([headers['passwork-auth'], headers['passwork-masterhash']], ['', '']);
  assert.equal(server.stats.refreshes, refreshes);
});

test('close logs out, wipes, and fails everything afterwards; twice is fine', async (t) => {
  const { client, server, since } = await session(t);
  const password = await client.getPassword('pFull');
  const attachment = await client.getAttachment('pFull', 'aText');
  const [, , totp] = password.getCustoms();
  const from = server.log.length;
  assert.equal(await client.close(), undefined);
  assert.equal(await client.close(), undefined);
  if (Symbol.asyncDispose) assert.equal(await client[Symbol.asyncDispose](), undefined);
  assert.deepEqual(since(from), ['POST /auth/logout']);
  const closed = { name: 'PassworkError', kind: 'closed', message: /closed/ };
  for (const helper of [
    password.getPassword,
    password.getCustoms,
    attachment.getData,
    () => attachment.saveTo('/tmp/'),
  ]) {
    assert.throws(helper, closed);
  }
  assert.match(totp.getTotpCode(), /^\d{6}$/, 'a decrypted field needs no key');
  for (const name of Object.keys(client)) {
    if (/^(setTokens|setOptions|dispatchEvent|listenEvent)$/.test(name))
      assert.throws(() => client[name]('x', () => {}), closed);
    else await assert.rejects(client[name]('x'), closed, name);
  }
  assert.deepEqual(since(from), ['POST /auth/logout']);
});

test('close at once twice sends one logout', async (t) => {
  const { client, server, since } = await session(t);
  const from = server.log.length;
  assert.deepEqual(await Promise.all([client.close(), client.close()]), [undefined, undefined]);
  assert.deepEqual(since(from), ['POST /auth/logout']);
});

test('close without a session sends nothing, and closes', async (t) => {
  const { client, server } = await session(t, 'pbkdf', { login: false });
  await client.close();
  assert.equal(server.log.length, 0);
  await assert.rejects(client.getVaultsCount(), { kind: 'closed' });
  const second = await session(t);
  await second.client.logout();
  const from = second.server.log.length;
  await second.client.close();
  assert.deepEqual(second.since(from), []);
});

for (const kind of ['json500', 'reset', 'html200']) {
  test(`a logout that fails (${kind}) wipes all the same, and close rejects with its error`, async (t) => {
    const { client, server } = await session(t);
    const password = await client.getPassword('pFull');
    server.addFault({ on: 'POST /auth/logout', kind });
    await assert.rejects(client.close(), { name: 'PassworkError', httpRequest: `POST: ${server.url}/auth/logout` });
    assert.throws(password.getPassword, { kind: 'closed' });
    await assert.rejects(client.getVaultsCount(), { kind: 'closed' });
    assert.equal(await client.close(), undefined, 'a second time there is nothing to do');
  });
}

test('close renews an expired session for its logout', async (t) => {
  const { client, server, since } = await session(t);
  server.expireAll();
  const from = server.log.length;
  await client.close();
  assert.deepEqual(
    since(from).map((r) => r.replace(/refreshToken.*/, 'refreshToken')),
    ['POST /auth/logout', 'POST /auth/refreshToken', 'POST /auth/logout'],
  );
});

test('close is for one client: others and their results stay', async (t) => {
  const { client, server, world } = await session(t);
  const other = new Passwork(server.url);
  await other.login(world.apiKey, world.masterPassword);
  const theirs = await other.getPassword('pFull');
  await client.getPassword('pFull');
  await client.close();
  assert.equal(theirs.getPassword(), 'S3cret pass');
  assert.equal((await other.getPassword('pFull')).getPassword(), 'S3cret pass');
});

test('close and Symbol.asyncDispose are not enumerable, work detached, and can be replaced', async (t) => {
  const { client } = await session(t);
  const { close } = client;
  assert.equal(Object.getOwnPropertyDescriptor(client, 'close').enumerable, false);
  if (Symbol.asyncDispose) assert.equal(typeof client[Symbol.asyncDispose], 'function');
  await close();
  await assert.rejects(client.getVaultsCount(), { kind: 'closed' });
});

for (const [what, ask] of [
  ['a read', (client) => client.getPassword('pFull')],
  ['a write', (client) => client.addPassword({ vaultId: 'vMain', password: 'never in the clear' })],
]) {
  test(`${what} under way when the client is closed rejects with kind closed, and writes nothing`, async (t) => {
    const hold = held(/GET .*\/vaults\/vMain/);
    const { client, server } = await session(t, 'pbkdf', { options: { fetch: hold.fetch } });
    const ended = assert.rejects(ask(client), { kind: 'closed' }); // at once: it is not waited for
    await hold.arrived;
    await client.close();
    await ended;
    const from = server.log.length;
    hold.open();
    await new Promise((done) => setTimeout(done, 20));
    assert.equal(server.log.length, from);
  });

  for (const [how, end] of [
    ['a logout', (client) => client.logout()],
    ['a login without a master password', (client, world) => client.login(world.apiKey)],
  ]) {
    test(`${what} under way keeps its key through ${how}`, async (t) => {
      const hold = held(/GET .*\/vaults\/vMain/);
      const { client, server, world } = await session(t, 'pbkdf', { options: { fetch: hold.fetch } });
      const pending = ask(client).catch((error) => error);
      await hold.arrived;
      await end(client, world);
      hold.open();
      const value = await pending;
      if (what === 'a read') assert.equal(value.getPassword(), 'S3cret pass');
      for (const { body } of server.log.filter((r) => r.path === '/passwords')) {
        assert.ok(looksSealed(body.cryptedPassword), 'what was to be sealed is sealed');
      }
      assert.equal(JSON.stringify(server.log).includes(Buffer.from('never in the clear').toString('base64')), false);
    });
  }
}

test('closed during a login: the login rejects, and nothing comes back', async (t) => {
  for (const pattern of [/info\/version/, /auth\/login/, /master-key-options/]) {
    const hold = held(pattern);
    const { client, world } = await session(t, 'pbkdf', { login: false, options: { fetch: hold.fetch } });
    const pending = client.login(world.apiKey, world.masterPassword);
    pending.catch(() => {});
    await hold.arrived;
    await client.close();
    hold.open();
    await assert.rejects(pending, { kind: 'closed' });
    await assert.rejects(client.getVaultsCount(), { kind: 'closed' });
  }
});

test('a program ends after close(), although a server never answers', async (t) => {
  const server = http.createServer(() => {}).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  t.after(() => server.closeAllConnections());
  const code = `const P = require('passwork-wasm');
    const client = new P('http://127.0.0.1:${server.address().port}/api/v4');
    client.getVaults().catch((error) => { process.exitCode = error.kind === 'closed' ? 42 : 1; });
    setTimeout(() => client.close(), 100);`;
  const child = spawn(process.execPath, ['-e', code], { cwd: project, timeout: 10_000 });
  const [exit] = await once(child, 'exit');
  assert.equal(exit, 42);
});
