// What the server for users' tests has of Passwork 7 alone: keys of several users, history, batches, the envelope, what nobody has
// seen. What both generations have: testing-server.test.mjs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestServer, failure, session } from './support/testing.mjs';
import { ask, clientOf, MODES, nameOf, sha256 } from './support/testing-7.mjs';

// ---------------------------------------------------------------- several users

for (const mode of MODES) {
  test(`every user opens what the vaults hold, a private vault its owner alone: ${nameOf(mode)}`, async (t) => {
    const contents = {
      Shared: { i: { password: 'for all' }, s: { shortcutTo: 'Ours/j' } },
      Ours: { private: 'anna', j: { password: 'for anna' } },
    };
    const { server, passwork } = await session(t, { ...mode, users: ['anna'], contents });
    const anna = await clientOf(server, 'anna');
    const names = async (client) => (await client.getVaults()).map(({ name }) => name);
    assert.deepEqual(await names(passwork), ['Shared']);
    assert.deepEqual(await names(anna), ['Ours', 'Shared']);
    for (const client of [passwork, anna]) assert.equal(await client.resolve('pw://Shared/i/password'), 'for all');
    assert.equal(await anna.resolve('pw://Ours/j/password'), 'for anna');
    // Through a shortcut also who may not enter the vault of the item.
    assert.equal(await passwork.resolve('pw://Shared/j/password'), 'for anna');

    const open = await passwork.addVault('New');
    await passwork.addPassword({ vaultId: open, name: 'k', password: 'made by a client' });
    assert.equal(await anna.resolve('pw://New/k/password'), 'made by a client');
    await passwork.addVault('Hers not', true);
    assert.deepEqual(await names(anna), ['New', 'Ours', 'Shared']);
    const { 'Hers not': own, New: made } = server.contents();
    assert.deepEqual([own, made], [{ private: true }, { k: { password: 'made by a client' } }]);
  });
}

test('what a user is denied is not in lists and answers 403; to others it stays', async (t) => {
  const contents = {
    V: { F: { G: { inner: { password: 'a' } }, i: { password: 'b' } }, j: { password: 'c' } },
    W: { k: { password: 'd' }, s: { shortcutTo: 'V/j' } },
  };
  const { server, passwork } = await session(t, { generation: 7, users: ['anna'], contents });
  const anna = await clientOf(server, 'anna');
  const ids = new Map();
  for (const path of ['V/F/G/inner', 'V/F/i', 'V/j', 'W/k']) ids.set(path, server.read(path).id);
  const seen = async (client) => (await client.searchPasswords('')).map(({ name }) => name).sort();

  server.deny('V/F');
  assert.deepEqual(await seen(passwork), ['j', 'k']);
  for (const path of ['V/F/G/inner', 'V/F/i']) {
    const { httpStatus, code } = await failure(passwork.getPassword(ids.get(path)));
    assert.deepEqual([httpStatus, code], [403, 'accessDenied'], path);
    assert.equal((await failure(passwork.editPassword(ids.get(path), { password: 'x' }))).httpStatus, 403);
    assert.equal((await failure(passwork.deletePassword(ids.get(path)))).httpStatus, 403);
  }
  server.deny('V/j');
  assert.deepEqual(await seen(passwork), ['k']);
  assert.equal(await passwork.resolve('pw://W/j/password'), 'c', 'a shortcut leads to it');
  server.deny('W/j');
  assert.equal((await failure(passwork.resolve('pw://W/j/password'))).reason, 'referenceNotFound');
  server.deny('W');
  assert.deepEqual(
    (await passwork.getVaults()).map(({ name }) => name),
    ['V'],
  );
  const batch = await passwork.getPasswordsById([...ids.values()]);
  assert.deepEqual(
    batch.map(({ error }) => error?.httpStatus),
    [403, 403, 403, 403],
  );
  assert.deepEqual(await seen(anna), ['i', 'inner', 'j', 'k']);
  assert.throws(() => server.deny('V', 'nobody'), { kind: 'usage' });
  server.reset();
  assert.deepEqual(await seen(await clientOf(server)), ['i', 'inner', 'j', 'k']);
});

// ---------------------------------------------------------------- what is written

for (const mode of MODES) {
  test(`what a client writes is opened by the server, and what the server changes by the client: ${nameOf(mode)}`, async (t) => {
    const { server, passwork } = await session(t, mode);
    const { id: vaultId } = (await passwork.getVaults())[0];
    const folder = await passwork.addFolder(vaultId, 'Added');
    const fields = {
      login: 'l',
      password: 'ünï 漢字\r\n😀',
      url: 'https://a.example',
      description: 'two\nlines',
      tags: ['b', 'a'],
      custom: [
        { name: 'n', value: 'v ü', type: 'text' },
        { name: 'n2', value: 'p', type: 'password' },
      ],
    };
    const file = { name: 'bytes.bin', bytes: Uint8Array.from({ length: 256 }, (_, n) => n) };
    const { id } = await passwork.addPassword({
      vaultId,
      folderId: folder.id,
      name: 'new',
      color: 3,
      ...fields,
      attachments: [file],
    });
    const { custom, ...rest } = fields;
    assert.deepEqual(server.read('Infrastructure/Added/new'), {
      id,
      name: 'new',
      ...rest,
      color: '3',
      custom: { n: 'v ü', n2: { value: 'p', type: 'password' } },
      attachments: { 'bytes.bin': file.bytes },
    });

    server.change(id, {
      password: 'by somebody',
      custom: { other: 'field' },
      attachments: { a: 'text' },
      name: 'renamed',
      color: 5,
    });
    const opened = await passwork.getPassword(id);
    assert.deepEqual([opened.name, opened.getPassword(), opened.color], ['renamed', 'by somebody', 5]);
    assert.deepEqual(
      opened.getCustoms().map(({ name, value }) => [name, value]),
      [['other', 'field']],
    );
    const attachment = await passwork.getAttachment(id, opened.attachments[0].id);
    assert.equal(Buffer.from(attachment.getData()).toString(), 'text');

    // Each change leaves what was before.
    await passwork.editPassword(id, { password: 'third' });
    const history = [];
    for (const { id: snapshot } of await passwork.getSnapshots(id)) {
      history.push((await passwork.getSnapshot(id, snapshot)).getPassword());
    }
    assert.deepEqual(history, [fields.password, 'by somebody']);

    const copied = await passwork.copyPassword(id, vaultId);
    assert.equal(server.read(copied).password, 'third');
    await passwork.deletePassword(copied);
    assert.throws(() => server.read(copied), { kind: 'usage' });
    await passwork.deleteFolder(folder.id);
    assert.equal(server.contents().Infrastructure.Added, undefined);
    assert.equal((await failure(passwork.getPassword(id))).httpStatus, 404);
  });

  test(`a file that somebody replaces is whole in the history, whatever its bytes: ${nameOf(mode)}`, async (t) => {
    // A form as text whose last block begins inside a character has another hash on API v4 (spec 3.6).
    const odd = Buffer.concat([Buffer.alloc(63, 'x'), Buffer.alloc(30, 0xe9)]);
    const contents = { V: { i: { password: 'p', attachments: { odd } } } };
    const { server, passwork } = await session(t, { ...mode, contents });
    const { id } = server.read('V/i');
    const [{ id: first }] = (await passwork.getPassword(id)).attachments;
    const { json } = await ask(server, 'GET', `/items/${id}/attachment/${first}`);
    assert.equal(json.hash, await sha256(odd.toString('latin1')));
    for (const text of ['second', 'third']) server.change('V/i', { attachments: { odd: text } });
    const snapshots = await passwork.getSnapshots(id);
    const before = [];
    for (const { id: snapshot } of snapshots) {
      const { attachments } = await passwork.getSnapshot(id, snapshot);
      const file = await passwork.getSnapshotAttachment(id, snapshot, attachments[0].id);
      before.push(Buffer.from(file.getData()).toString('latin1'));
    }
    assert.deepEqual(before, [odd.toString('latin1'), 'second']);
    const now = await passwork.getPassword(id);
    const file = await passwork.getAttachment(id, now.attachments[0].id);
    assert.equal(Buffer.from(file.getData()).toString(), 'third');
    const refused = await ask(server, 'PATCH', `/items/${id}`, { tags: 'none' });
    assert.equal(refused.status, 400);
    assert.equal((await passwork.getSnapshots(id)).length, 2, 'what is refused leaves nothing');
  });

  test(`shortcuts, links, users and groups: ${nameOf(mode)}`, async (t) => {
    const contents = {
      Team: { orders: { password: 's3cret' } },
      Mine: { private: true, s: { shortcutTo: 'Team/orders' } },
    };
    const { server, passwork } = await session(t, { ...mode, contents });
    const orders = server.read('Team/orders').id;
    const { Team, Mine } = Object.fromEntries((await passwork.getVaults()).map(({ id, name }) => [name, id]));
    const [{ shortcut }] = await passwork.getPasswords(Mine);
    assert.equal((await passwork.getShortcutPassword(shortcut.id)).getPassword(), 's3cret');
    await passwork.editShortcutPassword(shortcut.id, { password: 'by a shortcut' });
    assert.equal(server.read('Team/orders').password, 'by a shortcut');
    const copy = await passwork.copyShortcut(shortcut.id, Team);
    assert.equal((await passwork.getShortcutPassword(copy)).getPassword(), 'by a shortcut');
    const link = await passwork.generatePasswordShareLink(orders, true, 'forever');
    assert.match(
      link,
      mode.clientSideEncryption ? /^https:\/\/passwork\.test\/s\/\w+#code=./ : /^https:\/\/passwork\.test\/s\/\w+$/,
    );
    const [{ id: role }] = await passwork.getUserRoles();
    const made = await passwork.createUser({ login: 'new', email: 'n@example.org', fullName: 'New', userRoleId: role });
    assert.equal(made.masterPassword === null, !mode.clientSideEncryption);
    const listed = (await passwork.getUsers()).find(({ login }) => login === 'new');
    assert.deepEqual([listed.id, listed.fullName], [made.id, 'New']);
    for (const hidden of ['password', 'keys', 'masterKeyHash']) assert.ok(!(hidden in listed), hidden);
    const group = await passwork.addUserGroup('G');
    await passwork.addUsersToGroup(group, [made.id]);
    assert.deepEqual((await passwork.getUserGroup(group)).userIds, [made.id]);
    await passwork.removeUsersFromGroup(group, [made.id]);
    assert.deepEqual((await passwork.getUserGroup(group)).userIds, []);
  });
}

test('what code under test sealed otherwise than it should is told, and not taken for empty', async (t) => {
  const { server, passwork } = await session(t, { generation: 7, clientSideEncryption: false });
  const [{ id: vaultId }] = await passwork.getVaults();
  const plain = (text) => Buffer.from(text).toString('base64');
  const file = {
    name: 'f',
    encryptedKey: plain('a'.repeat(32)),
    encryptedData: plain(plain('bytes')),
    hash: 'f'.repeat(64),
  };
  const wrong = {
    password: [{ passwordEncrypted: '%' }, /^The password of the item 'password' does not open/],
    field: [{ customs: [null] }, /^The name of a custom field of the item 'field' does not open/],
    hash: [{ attachments: [file] }, /^The file 'f' has the hash of other bytes/],
    file: [{ attachments: [{ ...file, encryptedData: plain('%') }] }, /^The file 'f' is not base64/],
  };
  for (const [name, [members, message]] of Object.entries(wrong)) {
    const { status } = await ask(server, 'POST', '/items', { vaultId, name, ...members });
    assert.equal(status, 200, name);
    assert.throws(() => server.read(`Infrastructure/${name}`), { kind: 'usage', message });
  }
});

// ---------------------------------------------------------------- form, and what is not there

test('an answer comes in the envelope of base64 unless it is asked for raw, a refusal too', async (t) => {
  const { server } = await session(t, { generation: 7 });
  for (const path of ['/vaults', '/vaults/none', '/nowhere']) {
    const plain = await ask(server, 'GET', path);
    const wrapped = await ask(server, 'GET', path, undefined, { 'x-response-format': '' });
    assert.equal(wrapped.json.format, 'base64');
    assert.deepEqual(JSON.parse(Buffer.from(wrapped.json.content, 'base64').toString()), plain.json);
    assert.equal(wrapped.status, plain.status);
  }
});

test('what is not served is 501 and named; an address that is a guess is one that the server lacks', async (t) => {
  const { server, passwork } = await session(t, { generation: 7 });
  const { status, json } = await ask(server, 'PUT', '/items/x');
  assert.deepEqual([status, json.errors[0].code], [501, 'notServed']);
  assert.match(json.errors[0].message, /does not serve PUT \/items\/x: see docs\/testing\.md/);
  const { id } = server.read('Infrastructure/Databases/orders');
  const [vault] = await passwork.getVaults();
  const folders = await passwork.getFolders(vault.id);
  const [databases, mail] = ['Databases', 'Mail'].map((name) => folders.find((folder) => folder.name === name).id);
  await passwork.moveFolder(databases, vault.id, mail);
  assert.equal(server.read('Infrastructure/Mail/Databases/orders').id, id);
  for (const call of [
    () => passwork.moveFolder(databases, vault.id, null),
    () => passwork.favoritePassword(id),
    () => passwork.getRecentPasswords(),
    () => passwork.getInboxPasswords(),
  ]) {
    assert.equal((await failure(call())).kind, 'unsupportedByServer');
  }
});

test('odd requests are refused, and none of them breaks the server', async (t) => {
  const { server } = await session(t, { generation: 7 });
  const { id } = server.read('Infrastructure/Databases/orders');
  const odd = [
    null,
    [],
    7,
    'text',
    { tags: 'a' },
    { customs: 7 },
    { attachments: {} },
    { name: null },
    { userIds: 1 },
    { __proto__: null },
  ];
  const places = [
    ['POST', '/batch'],
    ['POST', '/items'],
    ['PATCH', `/items/${id}`],
    ['POST', '/vaults'],
    ['POST', '/folders'],
    ['POST', '/links'],
    ['POST', '/shortcuts'],
    ['POST', '/users'],
    ['POST', '/user-groups'],
    ['POST', '/sessions/refresh'],
    ['POST', '/items/search'],
  ];
  for (const [method, path] of places) {
    for (const body of odd) {
      const { status, json } = await ask(server, method, path, body);
      const place = `${method} ${path} ${JSON.stringify(body)}`;
      assert.ok(status < 500, `${place}: ${status}`);
      // What nobody has looked at would be refused so, by an exception.
      assert.notEqual(json.errors?.[0].code, 'badRequest', place);
    }
  }
  for (const requests of [
    [null],
    [7],
    [{}],
    [{ method: 'GET' }],
    [{ method: 'POST', relativeUrl: '/api/v1/items' }],
    Array(26).fill({}),
  ]) {
    assert.ok((await ask(server, 'POST', '/batch', { requests })).status < 500);
  }
  for (const path of [
    '/items/%',
    '/items/%FF',
    '/items//',
    '/',
    '/items/%2e%2e',
    '/vaults?vaultId[]=1',
    '/folders?vaultId=none',
  ]) {
    const { status } = await ask(server, 'GET', path);
    assert.ok(status < 500 || status === 501, `${path}: ${status}`);
  }
  assert.equal(server.read('Infrastructure/Databases/orders').password, 's3cret');
});

test('a server of Passwork 7 costs little, once the engine runs', async (t) => {
  await session(t, { generation: 7 });
  const contents = { V: { i: { password: 'p', attachments: { f: 'text' } } } };
  const times = Array.from({ length: 31 }, () => {
    const begun = performance.now();
    createTestServer({ generation: 7, contents });
    return performance.now() - begun;
  });
  const median = times.sort((a, b) => a - b)[15];
  assert.ok(median < 20, `${median.toFixed(1)} ms`);
});
