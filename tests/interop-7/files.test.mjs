// Files: what one client uploads, the other downloads.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileHash } from '../conformance-7/crypto.mjs';
import { ids } from '../conformance-7/world.mjs';
import { Generator } from '../node/interop/generate.mjs';
import { downloaded, fileAt, sameFiles, scene, WORLDS } from './scene.mjs';

const ROUNDS = 3;
const filesOf = (g) =>
  g.list(1 + g.below(3), (i) => ({ name: g.one([`file-${i}`, `${i} é漢.tar.gz`]), bytes: g.file() }));

/** What our client downloads of a password: `{name: bytes}`. */
async function read(client, id) {
  const { attachments } = await client.getPassword(id);
  const all = (attachments ?? []).map(async ({ id: file, name }) => [
    name,
    (await client.getAttachment(id, file)).getData(),
  ]);
  return Object.fromEntries(await Promise.all(all));
}

for (const name of WORLDS) {
  test(`ours uploads, theirs downloads: ${name}`, async (t) => {
    const { client, python, scratch } = await scene(t, name);
    for (let round = 0; round < ROUNDS; round += 1) {
      const files = filesOf(new Generator(`interop-7 up ${name} ${round}`));
      const attachments = files.map(({ name: file, bytes }) => ({ path: bytes, name: file }));
      const { id } = await client.addPassword({ vaultId: ids.main, name: 'files', password: 'p', attachments });
      const item = await python.get_item(id);
      const found = await downloaded(scratch, (folder) => python.download_item_attachment(item, folder));
      sameFiles(found, files, `round ${round}`);

      const [file] = files;
      const { id: later } = await client.addPassword({ vaultId: ids.main, name: 'a file later', password: 'p' });
      await client.addPasswordAttachment(later, file.bytes, file.name);
      const second = await python.get_item(later);
      sameFiles(
        await downloaded(scratch, (folder) => python.download_item_attachment(second, folder)),
        [file],
        'later',
      );
    }
  });

  test(`theirs uploads, ours downloads: ${name}`, async (t) => {
    const { client, python, scratch } = await scene(t, name);
    for (let round = 0; round < ROUNDS; round += 1) {
      const files = filesOf(new Generator(`interop-7 down ${name} ${round}`));
      const attachments = files.map((file) => fileAt(scratch, file));
      const id = await python.create_item({ vaultId: ids.main, name: 'files', password: 'p', attachments });
      sameFiles(await read(client, id), files, `round ${round}`);

      const later = await python.create_item({ vaultId: ids.main, name: 'files later', password: 'p' });
      await python.update_item(later, { vaultId: ids.main, attachments: files.map((file) => fileAt(scratch, file)) });
      sameFiles(await read(client, later), files, `round ${round}, later`);
    }
  });

  // SHA-256 of API v4 pads such a text otherwise than the standard; Passwork 7 has the standard's everywhere (spec 3.6).
  test(`a text form whose last block begins inside a character: ${name}`, async (t) => {
    const { client, python, server, scratch } = await scene(t, name);
    const bytes = new Uint8Array([...new Array(63).fill(0x78), ...new Array(30).fill(0xe9)]);
    // From 64 KiB on the platform's own SHA-256 may be asked.
    for (const file of [bytes, new Uint8Array([...new Array(64 * 1100).fill(0x78), ...bytes])]) {
      const { id } = await client.addPassword({
        vaultId: ids.main,
        name: 'straddling',
        password: 'p',
        attachments: [{ path: file, name: 'file' }],
      });
      const item = await python.get_item(id);
      assert.equal(server.state.files[item.attachments[0].id].hash, fileHash(file));
      const found = await downloaded(scratch, (folder) => python.download_item_attachment(item, folder));
      sameFiles(found, [{ name: 'file', bytes: file }], `${file.length} bytes`);
    }
  });

  test(`ours copies a password of theirs with its files, and the copy is theirs to read: ${name}`, async (t) => {
    const { client, python, scratch } = await scene(t, name);
    const files = filesOf(new Generator(`interop-7 copy ${name}`));
    const attachments = files.map((file) => fileAt(scratch, file));
    const custom = [{ name: 'n', value: 'v', type: 'text' }];
    const item = { vaultId: ids.main, name: 'to be copied', password: 'sécret', customs: custom, attachments };
    const copy = await python.get_item(await client.copyPassword(await python.create_item(item), ids.target));
    assert.deepEqual([copy.vaultId, copy.password, copy.customs], [ids.target, 'sécret', custom]);
    sameFiles(await downloaded(scratch, (folder) => python.download_item_attachment(copy, folder)), files, 'copy');
  });
}

test('a larger file, both ways: with encryption', async (t) => {
  const { client, python, scratch } = await scene(t, 'cse');
  const file = { name: 'large.bin', bytes: new Uint8Array(new Generator('interop-7 large').random.bytes(100_001)) };
  const attachments = [{ path: file.bytes, name: file.name }];
  const { id } = await client.addPassword({ vaultId: ids.main, name: 'large', password: 'p', attachments });
  const item = await python.get_item(id);
  sameFiles(await downloaded(scratch, (folder) => python.download_item_attachment(item, folder)), [file], 'ours');
  const back = await python.create_item({
    vaultId: ids.main,
    name: 'large',
    password: 'p',
    attachments: [fileAt(scratch, file)],
  });
  sameFiles(await read(client, back), [file], 'theirs');
});
