// `readOnly`: the table of the core, the declarations, and what happens to what an emulated server keeps, say the same of every
// method; and a client that only reads sends no request that would change anything.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Passwork, PassworkError, session } from './support/client.mjs';
import { GENERATIONS, kept } from './support/every-method.mjs';
import { folder } from './support/installed.mjs';

const source = fileURLToPath(new URL('../../src/core/client/call/method.rs', import.meta.url));
const ROW = /^ {4}\w+ = "(\w+)", \w+, (Reads|Writes), \w+;$/gm;

/** The table of the core: names of methods, and whether they write. */
const TABLE = new Map(
  [...fs.readFileSync(source, 'utf8').matchAll(ROW)].map(([, name, effect]) => [name, effect === 'Writes']),
);

/** Methods that write, and after which this server has what it had before: why. */
const NOTHING_CHANGED = {
  7: {
    removeUsersFromGroup: 'the kit has no such endpoint',
  },
};

/** Requests that are no GET and change nothing. */
const READS_BY_POST =
  /^POST (\/batch|\/(passwords|folders)\/search|\/passwords\/searchByUrl|\/user\/notifications|\/info\/activity-report|\/sharing\/inbox\/(iUni|iOldSeen))$/;
const OF_THE_SESSION = /^POST (\/auth\/(login|refreshToken|logout)|\/sessions\/refresh)/;

/** Whether a request may change more than the session. */
const mayWrite = (line) => !line.startsWith('GET ') && !READS_BY_POST.test(line) && !OF_THE_SESSION.test(line);

/** What a call gives, or fails with. */
const outcomeOf = async (method, args) => {
  try {
    return await method(...args);
  } catch (error) {
    return error;
  }
};

const linesOf = (server, from = 0) => server.log.slice(from).map(({ method, path }) => `${method} ${path}`);

/** Ids of the world of Passwork 7 that a call needs and that are not there yet. */
async function furnish(generation, { server, client }, calls) {
  if (generation !== '7') return calls;
  const [inbox] = calls.deleteInboxPasswordAttachment;
  await client.addInboxPasswordAttachment(inbox, new Uint8Array([1]), 'x.bin');
  const { password } = await client.getInboxPassword(inbox);
  return { ...calls, deleteInboxPasswordAttachment: [inbox, password.attachments.at(-1).id], server };
}

test('the table knows every method, and the declarations leave out those that write', () => {
  const client = new Passwork('http://localhost');
  const methods = Object.getOwnPropertyNames(client).filter(
    (name) => !['with', 'readOnly', 'diagnostics', 'generation'].includes(name),
  );
  assert.deepEqual([...TABLE.keys()].sort(), methods.sort());
  const text = fs.readFileSync(path.join(folder, 'types', 'read-only.d.ts'), 'utf8');
  const [, union] = /export type WritingMethod =([^;]+);/.exec(text);
  const declared = [...union.matchAll(/'(\w+)'/g)].map(([, name]) => name);
  assert.deepEqual(declared.sort(), [...TABLE].flatMap(([name, writes]) => (writes ? [name] : [])).sort());
});

for (const [generation, { open, calls, without }] of Object.entries(GENERATIONS)) {
  for (const mode of ['sealed', 'plain']) {
    test(`generation ${generation}, ${mode}: what writes changes what the server keeps, what reads does not`, async (t) => {
      const opened = await open(mode);
      const names = Object.keys(calls(opened));
      await opened.server.close();
      assert.deepEqual([...names, ...without].sort(), [...TABLE.keys()].sort());
      for (const name of names) {
        const { server, client, ...rest } = await open(mode);
        t.after(() => server.close());
        const { [name]: args } = await furnish(generation, { server, client }, calls({ server, client, ...rest }));
        const [before, from] = [kept(server), server.log.length];
        const outcome = await outcomeOf(client[name], args);
        const changed = kept(server) !== before;
        const why = `${name}: ${outcome instanceof Error ? outcome.message : 'done'}`;
        const excused = NOTHING_CHANGED[generation]?.[name];
        const writes = TABLE.get(name) || name === 'call';
        if (excused) assert.ok(writes && !changed, `${why}: ${excused}`);
        else assert.equal(changed, writes, why);
        // Whatever a reading method sends is a GET or known to read, and it works.
        if (!writes) {
          assert.deepEqual(linesOf(server, from).filter(mayWrite), [], name);
          const isNone = mode === 'plain' && name === 'getVaultKeyFingerprint';
          if (!isNone) assert.ok(!(outcome instanceof Error), why);
        }
      }
    });

    test(`generation ${generation}, ${mode}: with readOnly no request leaves that could change anything`, async (t) => {
      for (const name of TABLE.keys()) {
        const opened = await open(mode);
        const { server, client } = opened;
        t.after(() => server.close());
        const args = calls(opened)[name] ?? [];
        const reader = mode === 'plain' ? client.with({ timeout: 60_000 }).readOnly().with({}) : client.readOnly();
        const { [name]: method } = reader; // taken off
        const [before, from] = [kept(server), server.log.length];
        const outcome = await outcomeOf(method, args);
        const lines = linesOf(server, from);
        assert.equal(kept(server), before, name);
        if (TABLE.get(name) || name === 'call') {
          assert.ok(outcome instanceof PassworkError, name);
          assert.equal(outcome.kind, 'usage', outcome.message);
          assert.match(outcome.message, new RegExp(`^${name} would change something on the server, .*To write, `));
          assert.deepEqual(lines, [], name);
        } else {
          assert.deepEqual(lines.filter(mayWrite), [], name);
          const isNone = without.includes(name) || (mode === 'plain' && name === 'getVaultKeyFingerprint');
          if (!isNone) assert.ok(!(outcome instanceof Error), `${name}: ${outcome?.message}`);
        }
      }
    });
  }
}

test('the option makes the same client, from the login on; there is no way back', async (t) => {
  const { client, server, world } = await session(t, 'mp', { options: { readOnly: true } });
  assert.equal((await client.getPassword('pFull')).getPassword(), 'S3cret pass');
  const views = [client, client.readOnly(), client.with({ readOnly: false }), client.with({ retry: 1 }).readOnly()];
  for (const view of views) {
    await assert.rejects(view.deletePassword('pFull'), { kind: 'usage' });
    await assert.rejects(view.call('DELETE', '/items/x'), { kind: 'usage' });
  }
  await client.logout();
  await client.login(world.apiKey, world.masterPassword);
  assert.deepEqual(
    server.log.filter(({ method, path }) => method !== 'GET' && !path.startsWith('/auth/')),
    [],
  );
  await client.close();
  assert.equal(server.log.at(-1).path, '/auth/logout');
});

test('a view that reads shares the session; the client that it was taken from goes on writing', async (t) => {
  const { client, server, world } = await session(t, 'mp', { login: false });
  const reader = client.readOnly();
  assert.ok(reader instanceof Passwork);
  assert.deepEqual(Object.keys(reader).sort(), Object.keys(client).sort()); // and readOnly is not among them
  assert.equal(Object.keys(client).includes('readOnly'), false);
  await reader.login(world.apiKey, world.masterPassword);
  await client.editVault('vMain', 'written');
  assert.equal((await reader.getVault('vMain')).name, 'written');
  await assert.rejects(reader.editVault('vMain', 'not written'), { kind: 'usage' });
  await reader.logout();
  await assert.rejects(client.getVault('vMain'), { httpStatus: 401 });
  assert.equal(server.state.vaults[0].name, 'written');
});

test('an inbox item that nobody has seen stays unseen', async (t) => {
  const { client, server } = await session(t, 'mp');
  const reader = client.readOnly();
  for (const item of ['iNew', 'iOldNew', 'nobody']) {
    const before = kept(server);
    await assert.rejects(reader.getInboxPassword(item), {
      kind: 'usage',
      message: /^getInboxPassword would have the server note that this inbox item was seen/,
    });
    await assert.rejects(reader.getInboxPasswordAttachment(item, 'aInbox'), { kind: 'usage' });
    assert.equal(kept(server), before);
  }
  assert.deepEqual(
    server.log.filter(({ path }) => path.startsWith('/sharing/inbox/')).map(({ path }) => path),
    Array(6).fill('/sharing/inbox/list'),
  );
  // Once somebody has seen them, they can be read.
  await client.getInboxPassword('iNew');
  await client.getInboxPassword('iOldNew');
  assert.equal((await reader.getInboxPassword('iNew')).password.getPassword(), 'inbox secret');
  assert.equal((await reader.getInboxPassword('iOldNew')).password.getPassword(), 'old inbox secret');
});

test('a setting that is neither true nor false lets no call through', async (t) => {
  for (const readOnly of ['yes', 1, 0, '', {}]) {
    const { client, server } = await session(t, 'mp', { options: { readOnly }, login: false });
    await assert.rejects(client.version(), { kind: 'usage', message: /'readOnly' must be true or false/ });
    assert.throws(() => new Passwork('http://localhost').with({ readOnly }), { kind: 'usage' });
    assert.throws(() => client.with({ retry: 1 }), { kind: 'usage' }, 'not in its copies either');
    assert.equal(server.log.length, 0);
  }
  for (const readOnly of [undefined, null, false]) {
    const { client } = await session(t, 'mp', { options: { readOnly } });
    await client.deletePassword('pFull');
  }
});

test("an agent of the caller's own: the option is the agent's; readOnly() is ours", async () => {
  const asked = [];
  let seen;
  class Agent {
    constructor(options) {
      seen = options.readOnly;
      const ask = (method) => async (endpoint) => {
        asked.push(`${method} ${endpoint}`);
        return method === 'GET' ? { id: 'v' } : 'done';
      };
      this.request = { get: ask('GET'), post: ask('POST'), put: ask('PUT'), delete: ask('DELETE') };
    }
  }
  for (const readOnly of [true, 'anything', { of: 'the agent' }]) {
    const client = new Passwork({ host: 'x', readOnly }, { agent: Agent });
    assert.equal(seen, readOnly);
    assert.equal(await client.deleteVault('v'), 'done');
    const reader = client.readOnly();
    await assert.rejects(reader.deleteVault('v'), { kind: 'usage' });
    assert.deepEqual(await reader.getVault('v'), { id: 'v' });
  }
  assert.deepEqual(asked, Array(3).fill(['DELETE /vaults/v', 'GET /vaults/v']).flat());
});
