// Shortcuts, links, snapshots, the inbox, vaults and users: one client makes them, the other reads them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, openFile, rsaOpen, sha256 } from '../conformance-7/crypto.mjs';
import { ids } from '../conformance-7/world.mjs';
import { asOurs, asTheirs, downloaded, fileAt, sameFiles, scene, WORLDS } from './scene.mjs';

const CUSTOM = [
  { name: 'Extra é', value: 'välue 漢', type: 'text' },
  { name: 'code', value: 'JBSWY3DPEHPK3PXP', type: 'totp' },
];
const FILE = { name: 'notes.txt', bytes: new Uint8Array([0, 1, 0x80, 0xff, 13, 10]) };
const SECRETS = { password: 'pässword', custom: CUSTOM };

/** A password of each, with the same contents. */
const byBoth = async ({ client, python, scratch }) => ({
  ours: (
    await client.addPassword({
      vaultId: ids.main,
      name: 'by ours',
      ...SECRETS,
      attachments: [{ path: FILE.bytes, name: FILE.name }],
    })
  ).id,
  theirs: await python.create_item({
    vaultId: ids.main,
    name: 'by theirs',
    password: SECRETS.password,
    customs: CUSTOM,
    attachments: [fileAt(scratch, FILE)],
  }),
});
const secrets = ({ password, custom }) => ({ password, custom });

for (const name of WORLDS) {
  test(`shortcuts: ${name}`, async (t) => {
    const at = await scene(t, name);
    const { client, python, server, scratch } = at;
    for (const item of Object.values(await byBoth(at))) {
      const theirs = await python.create_shortcut(item, ids.target, null);
      assert.deepEqual(secrets(asOurs(await client.getShortcutPassword(theirs))), SECRETS);
      const ours = await client.copyShortcut(theirs, ids.main, ids.servers);
      const read = await python.get_shortcut(ours);
      assert.deepEqual(secrets(asTheirs(read.password)), SECRETS);
      assert.equal(server.state.shortcuts.at(-1).folderId, ids.servers);

      const [{ id: file }] = (await client.getShortcutPassword(theirs)).attachments;
      const { getData } = await client.getShortcutPasswordAttachment(theirs, file);
      sameFiles({ [FILE.name]: getData() }, [FILE], 'ours, through a shortcut');
      const found = await downloaded(scratch, (folder) => python.download_shortcut_attachment(read, folder));
      sameFiles(found, [FILE], 'theirs, through a shortcut');

      await client.editShortcutPassword(theirs, { password: 'by a shortcut' });
      assert.equal((await python.get_item(item)).password, 'by a shortcut');
    }
    // Theirs needs a right on the original; ours opens what lies behind a shortcut without it.
    await assert.rejects(python.get_shortcut(ids['sc main']), { code: 403 });
    assert.equal((await client.getShortcutPassword(ids['sc main'])).getPassword(), 'shared secret');
  });

  test(`links show a recipient the same, whoever made them: ${name}`, async (t) => {
    const at = await scene(t, name);
    const { client, python, server, world } = at;
    for (const item of Object.values(await byBoth(at))) {
      const shortcut = await python.create_shortcut(item, ids.target, null);
      const urls = [
        await client.generatePasswordShareLink(item, true, 'week'),
        await python.create_link('reusable', '1 week', item),
        await client.generateShortcutPasswordShareLink(shortcut, true, 'week'),
        await python.create_link('reusable', '1 week', null, shortcut),
      ];
      for (const [i, url] of urls.entries()) {
        const [address, code = ''] = url.split('#code=');
        const { itemData, keyHash, keyEncrypted, type, shortcutId } =
          server.state.links[new URL(address).pathname.slice(3)];
        assert.equal(type, 'reusable');
        assert.equal(shortcutId, i < 2 ? undefined : shortcut, url);
        assert.equal(open(itemData.passwordEncrypted, code), SECRETS.password);
        const fields = itemData.customs.map((field) =>
          Object.fromEntries(Object.entries(field).map(([member, value]) => [member, open(value, code)])),
        );
        assert.deepEqual(fields, CUSTOM);
        const [{ id, encryptedKey }] = itemData.attachments;
        const key = open(encryptedKey, code);
        sameFiles({ [FILE.name]: openFile(server.state.files[id].encryptedData, world.cse ? key : '') }, [FILE], url);
        assert.equal(keyHash, world.cse ? sha256(code) : null);
        assert.equal(typeof keyEncrypted === 'string', world.cse);
      }
    }
  });

  test(`snapshots: ${name}`, async (t) => {
    const at = await scene(t, name);
    const { client, python, scratch } = at;
    for (const [who, item] of Object.entries(await byBoth(at))) {
      await client.editPassword(item, { password: 'second', custom: [] });
      await python.update_item(item, { vaultId: ids.main, password: 'third', customs: CUSTOM });
      await client.editPassword(item, { password: 'fourth' });
      const list = await client.getSnapshots(item);
      const states = [SECRETS, { password: 'second', custom: [] }, { password: 'third', custom: CUSTOM }];
      assert.equal(list.length, states.length);
      for (const [i, state] of states.entries()) {
        const label = `${who}, snapshot ${i}`;
        const ours = await client.getSnapshot(item, list[i].id);
        assert.deepEqual(secrets(asOurs(ours)), state, label);
        const theirs = await python.get_snapshot(item, list[i].id);
        assert.deepEqual(secrets(asTheirs(theirs)), state, label);
        const { getData } = await client.getSnapshotAttachment(item, list[i].id, ours.attachments[0].id);
        sameFiles({ [FILE.name]: getData() }, [FILE], label);
        const found = await downloaded(scratch, (folder) => python.download_snapshot_attachments(theirs, folder));
        sameFiles(found, [FILE], label);
      }
    }
    const kit = await python.get_snapshot(ids.full, ids['snap 1']);
    assert.deepEqual(asTheirs(kit), asOurs(await client.getSnapshot(ids.full, ids['snap 1'])));
  });

  test(`the inbox: ${name}`, async (t) => {
    const { client, python, world, scratch } = await scene(t, name);
    const { password } = await client.getInboxPassword(ids['in read']);
    const theirs = await python.get_inbox_item(ids['in read']);
    assert.equal(password.getPassword(), 'inbox secret one');
    // Theirs opens only the password of the inbox, and nothing at all where nothing is encrypted.
    assert.equal(theirs.password, world.cse ? 'inbox secret one' : undefined);

    const [{ id: file }] = password.attachments;
    const ours = (await client.getInboxPasswordAttachment(ids['in read'], file)).getData();
    const found = await downloaded(scratch, (folder) => python.download_inbox_attachment(theirs, folder));
    sameFiles(found, [{ name: 'letter.bin', bytes: ours }], 'a file of the inbox');

    await client.editInboxPassword(ids['in write'], { password: 'changed é', custom: CUSTOM });
    const changed = await python.get_inbox_item(ids['in write']);
    if (world.cse) assert.equal(changed.password, 'changed é');
    else assert.equal(open(changed.passwordEncrypted, ''), 'changed é');
    assert.deepEqual((await client.getInboxPassword(ids['in write'])).password.getCustoms().length, CUSTOM.length);
  });

  test(`vaults: ${name}`, async (t) => {
    const { client, python, server, world } = await scene(t, name);
    const theirs = await python.create_vault('by theirs', ids['type company']);
    const ours = await client.addVault('by ours');
    for (const vaultId of [theirs, ours]) {
      const { id } = await client.addPassword({ vaultId, name: 'x', password: 'by ours' });
      assert.equal((await python.get_item(id)).password, 'by ours');
      const other = await python.create_item({ vaultId, name: 'y', password: 'by theirs' });
      assert.equal((await client.getPassword(other)).getPassword(), 'by theirs');
      const { name: title } = await python.get_vault(vaultId);
      assert.equal((await client.getVault(vaultId)).name, title);
    }
    if (!world.cse) return;
    // Both seal the key for the administrators of the type.
    const stored = (id) => server.state.vaults.find((vault) => vault.id === id).stored;
    for (const id of [theirs, ours]) {
      const { masterKeyEncrypted, masterKeyHash, salt, administratorsKeys } = stored(id);
      const { text: key, padding } = rsaOpen(masterKeyEncrypted, world.pair.private);
      assert.equal(padding, name === 'old' ? 'v15' : 'oaep');
      assert.equal(masterKeyHash, sha256(key + salt));
      for (const [admin, pair] of Object.entries(world.admins))
        assert.equal(rsaOpen(administratorsKeys[admin], pair.private).text, key);
    }
    assert.deepEqual(Object.keys(stored(theirs)).sort(), Object.keys(stored(ours)).sort());
  });
}

test('a user whom ours makes can log in by theirs', async (t) => {
  const at = await scene(t, 'cse', { hashCheck: false });
  const { client, python, server, world } = at;
  const fields = { login: 'new', email: 'new@example.org', fullName: 'New', userRoleId: ids['role user'] };
  const { masterPassword } = await client.createUser(fields);
  const { masterKeyOptions, keys } = server.state.users.at(-1);
  // From here on the server is this user's.
  Object.assign(server.state, { masterKeyOptions, keys: { id: 'new', keys } });
  await at.peer.connect(server.origin);
  await python.set_tokens(world.tokens.access, world.tokens.refresh);
  await python.set_master_password(masterPassword);
  const vault = await python.create_vault('of the new user', ids['type custom']);
  const item = await python.create_item({ vaultId: vault, name: 'x', password: 'mine' });
  assert.equal((await python.get_item(item)).password, 'mine');
});
