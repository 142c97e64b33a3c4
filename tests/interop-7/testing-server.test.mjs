// The server for users' tests, at a port, with the official client: what either client writes the other reads, and the server
// opens all of it.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { startPeer } from './peer.mjs';
import { asOurs, asTheirs, downloaded, fileAt, Passwork, sameFiles } from './scene.mjs';
import { createTestServer } from './test-server.mjs';

const FILE = { name: 'notes.bin', bytes: new Uint8Array([0, 1, 0x80, 0xff, 13, 10]) };
const CUSTOM = [
  { name: 'Extra é', value: 'välue 漢', type: 'text' },
  { name: 'pin', value: '1234', type: 'password' },
];
const FIELDS = { name: 'new', login: 'l', url: 'https://a.example', description: 'two\nlines', tags: ['x', 'é'] };
const contents = () => ({
  Main: {
    Servers: {
      web: { login: 'root', password: 's3cret é', custom: { port: '22' }, attachments: { [FILE.name]: FILE.bytes } },
    },
    other: { shortcutTo: 'Target/behind' },
  },
  Target: { behind: { password: 'behind a shortcut' } },
});

async function scene(t, clientSideEncryption) {
  const server = createTestServer({ generation: 7, clientSideEncryption, contents: contents() });
  t.after(() => server.close());
  const host = await server.listen();
  const client = new Passwork({ host });
  await client.login(server.tokens, server.masterPassword);
  const peer = startPeer(process.env.PASSWORK_PYTHON);
  t.after(() => peer.end());
  await peer.connect(new URL(host).origin, { autoRefresh: true });
  await peer.call.set_tokens(server.tokens.accessToken, server.tokens.refreshToken);
  if (clientSideEncryption) await peer.call.set_master_password(server.masterPassword);
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'interop-7-'));
  t.after(() => fs.rmSync(scratch, { recursive: true, force: true }));
  const { Main, Target } = Object.fromEntries((await client.getVaults()).map(({ id, name }) => [name, id]));
  return { server, client, python: peer.call, scratch, Main, Target };
}

for (const isSealed of [true, false]) {
  const mode = isSealed ? 'sealed' : 'plain';

  test(`the official client reads what the contents say: ${mode}`, async (t) => {
    const { server, client, python, scratch } = await scene(t, isSealed);
    const { id } = server.read('Main/Servers/web');
    const item = await python.get_item(id);
    assert.deepEqual(asTheirs(item), asOurs(await client.getPassword(id)));
    assert.deepEqual(
      [item.password, asTheirs(item).custom],
      ['s3cret é', [{ name: 'port', value: '22', type: 'text' }]],
    );
    sameFiles(await downloaded(scratch, (folder) => python.download_item_attachment(item, folder)), [FILE], mode);
    assert.deepEqual((await python.search_and_decrypt('web')).map(asTheirs), [asTheirs(item)]);
    const [{ shortcut }] = await python.search_shortcut('behind');
    assert.equal((await python.get_shortcut(shortcut.id)).password.password, 'behind a shortcut');
  });

  test(`what the official client writes, ours and the server read: ${mode}`, async (t) => {
    const { server, client, python, scratch, Main, Target } = await scene(t, isSealed);
    const sent = { vaultId: Main, ...FIELDS, password: 'by theirs', customs: CUSTOM };
    const id = await python.create_item({ ...sent, attachments: [fileAt(scratch, FILE)] });
    const written = { ...FIELDS, password: 'by theirs', custom: CUSTOM };
    assert.deepEqual(asOurs(await client.getPassword(id)), written);
    const { custom, attachments, ...rest } = server.read('Main/new');
    assert.deepEqual(rest, { id, ...FIELDS, password: 'by theirs' });
    assert.deepEqual(custom, { 'Extra é': 'välue 漢', pin: { value: '1234', type: 'password' } });
    assert.deepEqual(attachments, { [FILE.name]: FILE.bytes });

    await python.update_item(id, { vaultId: Main, password: 'second' });
    assert.equal(server.read(id).password, 'second');
    const [{ id: snapshot }] = await client.getSnapshots(id);
    assert.equal((await python.get_snapshot(id, snapshot)).password, 'by theirs');

    const vault = await python.create_vault('Theirs', (await client.getVaultTypes())[0].id);
    const inside = await python.create_item({ vaultId: vault, name: 'y', password: 'in a vault of theirs' });
    assert.equal(server.read('Theirs/y').password, 'in a vault of theirs');
    const shortcut = await python.create_shortcut(inside, Target, null);
    assert.equal((await client.getShortcutPassword(shortcut)).getPassword(), 'in a vault of theirs');
    assert.match(await python.create_link('reusable', '1 week', inside), /\/s\//);
    await python.delete_item(inside);
    assert.deepEqual(server.contents().Theirs, {});
  });

  test(`ours writes, the official client reads, also when its token has expired: ${mode}`, async (t) => {
    const { server, client, python, Main } = await scene(t, isSealed);
    const all = [];
    for (let n = 0; n < 30; n += 1) {
      all.push(
        (await client.addPassword({ vaultId: Main, ...FIELDS, name: `n ${n}`, password: `p ${n}`, custom: CUSTOM })).id,
      );
    }
    server.expireSession();
    const read = await python.get_items(all);
    assert.deepEqual(
      read.map(asTheirs),
      all.map((_, n) => ({ ...FIELDS, name: `n ${n}`, password: `p ${n}`, custom: CUSTOM })),
    );
    assert.equal(server.requests.filter(({ path: asked }) => asked === '/sessions/refresh').length, 1);
  });
}
