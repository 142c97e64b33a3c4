// Fourteen defects of the official client for Passwork 7 (numbered in the comments), one test each, named after what this package
// does in their place.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { deriveMasterKey, masterKeyHash, open, totp } from '../conformance-7/crypto.mjs';
import { startServer } from '../conformance-7/server.mjs';
import { buildWorld, ids } from '../conformance-7/world.mjs';
import { folder } from './support/installed.mjs';

const { Passwork, PassworkError } = createRequire(import.meta.url)(folder);

/** A server with these contents, and a client that is logged in. */
async function session(t, worldName, serverOptions = {}) {
  const world = buildWorld(worldName);
  const server = await startServer({ world, ...serverOptions });
  t.after(() => server.close());
  const client = new Passwork({ host: server.origin, apiVersion: 7 });
  const pair = { token: world.tokens.access, refreshToken: world.tokens.refresh };
  await client.login(pair, world.masterPassword);
  const from = server.log.length;
  const since = () => server.log.slice(from);
  const names = () => since().map(({ method, path: asked }) => `${method} ${asked}`);
  const bodiesOf = (name) =>
    since()
      .filter(({ method, path: asked }) => `${method} ${asked}` === name)
      .map(({ body }) => body);
  return { world, server, client, pair, since, names, bodiesOf };
}

function temporary(t) {
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'official-defects-'));
  t.after(() => fs.rmSync(place, { recursive: true, force: true }));
  return place;
}

const ofKind = (kind, more = {}) => ({ name: 'PassworkError', kind, ...more });
const fieldsOf = (password) => password.getCustoms()?.map(({ name, value, type }) => ({ name, value, type })) ?? null;
const CSE_AND_PLAIN = ['cse', 'plain'];

// 1: there the password itself seals it
test("a new user's private key is sealed by the master key, and the user can log in", async (t) => {
  const { client, bodiesOf, world } = await session(t, 'cse');
  const made = await client.createUser({
    login: 'new',
    email: 'new@example.org',
    fullName: 'New',
    userRoleId: ids['role user'],
  });
  const [{ keys, masterKeyOptions, masterKeyHash: hash }] = bodiesOf('POST /users');
  const masterKey = deriveMasterKey(made.masterPassword, masterKeyOptions);
  assert.match(String(open(keys.privateEncrypted, masterKey)), /PRIVATE KEY/);
  assert.equal(open(keys.privateEncrypted, made.masterPassword), null);
  assert.equal(hash, masterKeyHash(masterKey));

  const theirs = await startServer({
    world,
    hashCheck: false,
    state: (state) => Object.assign(state, { masterKeyOptions, keys: { id: made.id, keys } }),
  });
  t.after(() => theirs.close());
  const user = new Passwork({ host: theirs.origin, apiVersion: 7 });
  await user.login(`${world.tokens.access}:${world.tokens.refresh}`, made.masterPassword);
  const vault = await user.addVault('Of the new user');
  const id = (await user.addPassword({ vaultId: vault, name: 'first', password: 'by the new user' })).id;
  assert.equal((await user.getPassword(id)).getPassword(), 'by the new user');
});

// 2: there `keyEncrypted` is sent only together with a password
test('an item without a password has a key, and its custom fields open', async (t) => {
  const { client, bodiesOf, world } = await session(t, 'cse');
  const custom = [{ name: 'only', value: 'a field alone', type: 'text' }];
  const made = await client.addPassword({ vaultId: ids.main, name: 'no password', password: '', custom });
  const [{ keyEncrypted, customs }] = bodiesOf('POST /items');
  const key = open(keyEncrypted, world.vaultKeys.get(ids.main));
  assert.ok(key, 'the key is there, under the key of the vault');
  assert.equal(open(customs[0].value, key), 'a field alone');
  assert.deepEqual(fieldsOf(await client.getPassword(made.id)), custom);
});

// 3: there both tokens are dropped before the attempt
test('a renewal that fails leaves the pair in force, and the next call renews it', async (t) => {
  for (const fault of [{ kind: 'json500' }, { kind: 'html502' }, { kind: 'status', status: 401, code: 'no' }]) {
    const { client, server, pair, bodiesOf } = await session(t, 'cse');
    server.expire();
    server.addFault({ on: 'POST /sessions/refresh', ...fault });
    await assert.rejects(client.getPassword(ids.full), PassworkError);
    assert.equal((await client.getPassword(ids.full)).getPassword(), 'S3cret pass of full');
    const renewals = bodiesOf('POST /sessions/refresh');
    assert.equal(renewals.length, 2, fault.kind);
    for (const { refreshToken } of renewals) assert.equal(refreshToken, pair.refreshToken);
  }
});

// 4: there the fields of an inbox item stay closed, and without encryption it has no password
test('an inbox item opens whole, with encryption and without', async (t) => {
  for (const name of CSE_AND_PLAIN) {
    const { client, world } = await session(t, name);
    const { password } = await client.getInboxPassword(ids['in read']);
    const known = world.plain.get(ids.letter);
    assert.equal(password.getPassword(), known.password);
    assert.equal(known.customs.length, 3);
    assert.deepEqual(fieldsOf(password), known.customs);
  }
});

// 5: there what a batch refuses is dropped, and the result is shorter than what was asked for
test('a batch answers for each id, with a password or an error', async (t) => {
  for (const name of CSE_AND_PLAIN) {
    const { client } = await session(t, name);
    const asked = [ids.full, 'nobody-has-this', ids.shared, ids.unicode];
    const results = await client.getPasswordsById(asked);
    assert.deepEqual(
      results.map(({ id }) => id),
      asked,
    );
    assert.deepEqual(
      results.map(({ error }) => error?.httpStatus),
      [undefined, 404, 403, undefined],
    );
    assert.equal(results[0].password.getPassword(), 'S3cret pass of full');
  }
});

// 6: there an empty list is not sent
test('the last custom field can be taken away', async (t) => {
  for (const name of CSE_AND_PLAIN) {
    const { client, bodiesOf } = await session(t, name);
    assert.equal(fieldsOf(await client.getPassword(ids.full)).length, 3);
    const changed = await client.editPassword(ids.full, { custom: [] });
    assert.deepEqual(bodiesOf(`PATCH /items/${ids.full}`)[0].customs, []);
    assert.equal(fieldsOf(changed), null);
    assert.equal(changed.getPassword(), 'S3cret pass of full');
  }
});

// 7: there the extension is cut off, and names of the server are joined to paths as they are
test('a file keeps its extension, and is saved where the caller said, whatever its name', async (t) => {
  const place = temporary(t);
  const given = path.join(place, 'backup.tar.gz');
  fs.writeFileSync(given, 'some bytes');
  const { client, bodiesOf } = await session(t, 'broken');
  const attachments = [{ path: given }];
  const made = await client.addPassword({ vaultId: ids.main, name: 'x', password: 'y', attachments });
  assert.equal(bodiesOf('POST /items')[0].attachments[0].name, 'backup.tar.gz');
  assert.equal(made.attachments[0].name, 'backup.tar.gz');

  const inner = path.join(place, 'a', 'b', 'downloads');
  fs.mkdirSync(inner, { recursive: true });
  const climbing = await client.getAttachment(ids['bad files'], ids['file up']);
  assert.equal(climbing.name, '../../up.txt', 'control: the server gives such a name');
  climbing.saveTo(inner + path.sep);
  assert.equal(fs.readFileSync(path.join(inner, 'up.txt'), 'utf8'), 'climbs');
  const dots = await client.getAttachment(ids['bad files'], ids['file dots']);
  assert.throws(() => dots.saveTo(inner + path.sep), PassworkError);
  const found = fs.readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  assert.deepEqual(found.map(({ name }) => name).sort(), ['backup.tar.gz', 'up.txt']);
});

// 8: there the password is removed from it and the fields become cipher texts
test("the caller's object is as it was", async (t) => {
  for (const name of CSE_AND_PLAIN) {
    const { client } = await session(t, name);
    const fields = {
      vaultId: ids.main,
      name: 'mine',
      password: 'stays here',
      tags: ['one'],
      color: '3',
      custom: [{ name: 'n', value: 'v', type: 'text' }],
      attachments: [{ path: new Uint8Array([1, 2, 3]), name: 'three' }],
    };
    const before = structuredClone(fields);
    const { id } = await client.addPassword(fields);
    assert.deepEqual(fields, before);
    const { attachments: _, vaultId: __, ...changes } = fields;
    const changesBefore = structuredClone(changes);
    await client.editPassword(id, changes);
    assert.deepEqual(changes, changesBefore);
    assert.deepEqual(fields, before);
  }
});

// 9: there the stored session has no master key any more after a renewal
test('a session keeps its master key when the pair is renewed', async (t) => {
  const { client, server, since, world } = await session(t, 'cse');
  const told = [];
  client.listenEvent('tokensChanged', (pair) => told.push(pair));
  for (let round = 1; round <= 2; round += 1) {
    server.expire();
    assert.equal((await client.getPassword(ids.unicode)).getPassword(), world.plain.get(ids.unicode).password);
    assert.equal(told.length, round);
  }
  for (const { headers } of since()) assert.equal(headers['x-master-key-hash'], world.masterKeyHash);

  // And so does the next start of the program, from what it has stored.
  const next = new Passwork({ host: server.origin, apiVersion: 7 });
  await next.loginWithKey(told.at(-1), world.masterKey);
  server.expire();
  assert.equal((await next.getPassword(ids.full)).getPassword(), 'S3cret pass of full');
});

// 10: there it is SHA-256 whatever the options say
test('the digest that the options of the master key name is the one that is used', async (t) => {
  for (const name of ['sha512', 'sha1']) {
    const { client, world } = await session(t, name);
    assert.match(world.masterKeyOptions, new RegExp(`^pbkdf:${name}:`));
    assert.equal((await client.getPassword(ids.full)).getPassword(), 'S3cret pass of full');
  }
  const world = buildWorld('cse');
  const state = (held) => {
    held.masterKeyOptions = held.masterKeyOptions.replace('sha256', 'md5');
  };
  const server = await startServer({ world, state });
  t.after(() => server.close());
  const client = new Passwork({ host: server.origin, apiVersion: 7 });
  const pair = `${world.tokens.access}:${world.tokens.refresh}`;
  await assert.rejects(client.login(pair, world.masterPassword), ofKind('crypto'));
});

// 11: there nobody looks at the eight letters in front
test('a value that does not begin as a sealed text does is refused', async (t) => {
  const { client, world, server } = await session(t, 'broken');
  const id = ids['no magic'];
  const key = world.plain.get(id).key;
  assert.ok(open(server.item(id).customs[0].value, key), 'control: its key is right');
  await assert.rejects(async () => (await client.getPassword(id)).getPassword(), ofKind('crypto'));
});

// 12: there the item is read a second time, by rights that the user of a shortcut need not have
test('a shortcut opens without a right on the original, which is not asked for', async (t) => {
  for (const name of CSE_AND_PLAIN) {
    const { client, world, names } = await session(t, name);
    await assert.rejects(client.getPassword(ids.shared), ofKind('api', { httpStatus: 403 }));
    const before = names().length;
    const password = await client.getShortcutPassword(ids['sc main']);
    assert.equal(password.getPassword(), world.plain.get(ids.shared).password);
    assert.deepEqual(fieldsOf(password), world.plain.get(ids.shared).customs);
    const asked = names().slice(before);
    assert.ok(asked.length <= 2, asked.join());
    assert.ok(!asked.some((each) => each.includes('/items/')), asked.join());
  }
});

// 13: there it is refused
test('a lower-case secret of a second factor gives its code', async (t) => {
  const { client } = await session(t, 'cse');
  const value = 'jbswy3dpehpk3pxp';
  const custom = [{ name: 'code', value, type: 'totp' }];
  const made = await client.addPassword({ vaultId: ids.main, name: 'x', password: 'y', custom });
  for (;;) {
    const turn = Math.floor(Date.now() / 30_000);
    const code = made.getCustoms()[0].getTotpCode();
    if (turn !== Math.floor(Date.now() / 30_000)) continue;
    assert.equal(code, totp(value.toUpperCase(), turn * 30_000));
    break;
  }
});

// 14 (of its command line): there a change of a `text` field is ignored, a new one becomes a `password`, and an expired token is the end
test('fields keep their types when they are changed or added, after the token has expired as well', async (t) => {
  for (const name of CSE_AND_PLAIN) {
    const { client, server } = await session(t, name);
    const before = fieldsOf(await client.getPassword(ids.full));
    assert.deepEqual(
      before.map(({ type }) => type),
      ['text', 'password', 'totp'],
    );
    const custom = before.map((field) => (field.type === 'text' ? { ...field, value: 'changed text' } : field));
    custom.push({ name: 'added', value: 'added text', type: 'text' });
    server.expire();
    assert.deepEqual(fieldsOf(await client.editPassword(ids.full, { custom })), custom);
    server.expire();
    assert.deepEqual(fieldsOf(await client.getPassword(ids.full)), custom);
    assert.equal(server.stats.refreshes, 2);
  }
});
