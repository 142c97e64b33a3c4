// Copies, moves, added files and shortcuts by ours, of what theirs wrote; theirs reads what came of it. The addresses that
// nobody has seen a server answer exist here.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idOf, ids } from '../conformance-7/world.mjs';
import { Generator } from '../node/interop/generate.mjs';
import { asOurs, asTheirs, contentsOf, downloaded, fileAt, ours, PLACES, sameFiles, scene, theirs } from './scene.mjs';

const files = (g, from) => g.list(2, (i) => ({ name: `file-${from + i}`, bytes: g.file(2000) }));

for (const name of PLACES) {
  /** A password that theirs wrote: `{id, contents, files}`. */
  const written = async ({ python, scratch }, g, folderId) => {
    const [contents, own] = [contentsOf(g), files(g, 0)];
    const attachments = own.map((file) => fileAt(scratch, file));
    const id = await python.create_item({ vaultId: ids.main, folderId, ...theirs(contents), attachments });
    return { id, contents, files: own };
  };
  /** Theirs finds in an item what it should hold. */
  const holds = async ({ python, scratch }, id, { contents, files: own }, label) => {
    const item = await python.get_item(id);
    assert.deepEqual(asTheirs(item), contents, label);
    sameFiles(await downloaded(scratch, (folder) => python.download_item_attachment(item, folder)), own, label);
    return item;
  };

  test(`moved to another vault and changed there by both: ${name}`, async (t) => {
    const at = await scene(t, name, { guessed: true });
    const g = new Generator(`interop-7 move ${name}`);
    const item = await written(at, g);
    await at.client.movePassword(item.id, ids.target, ids.drawer);
    const { vaultId, folderId } = await holds(at, item.id, item, 'moved');
    assert.deepEqual([vaultId, folderId], [ids.target, ids.drawer]);
    item.contents = contentsOf(g);
    await at.python.update_item(item.id, { vaultId: ids.target, ...theirs(item.contents) });
    assert.deepEqual(asOurs(await at.client.getPassword(item.id)), item.contents);
    item.contents = contentsOf(g);
    await at.client.editPassword(item.id, ours(item.contents));
    await holds(at, item.id, item, 'changed after the move');
  });

  test(`files added to those there are, and taken away: ${name}`, async (t) => {
    const at = await scene(t, name, { guessed: true });
    const g = new Generator(`interop-7 files ${name}`);
    const item = await written(at, g);
    const more = files(g, 2);
    for (const { name: file, bytes } of more) await at.client.addPasswordAttachment(item.id, bytes, file);
    item.files.push(...more);
    await holds(at, item.id, item, 'two more');
    const { attachments } = await at.client.getPassword(item.id);
    await at.client.deletePasswordAttachment(item.id, attachments.find((file) => file.name === 'file-0').id);
    item.files.shift();
    await holds(at, item.id, item, 'one less');
  });

  test(`a folder of theirs, copied by ours: ${name}`, async (t) => {
    const at = await scene(t, name);
    const g = new Generator(`interop-7 folder ${name}`);
    const { id: folderId } = await at.python.call('POST', '/api/v1/folders', { vaultId: ids.main, name: 'theirs' });
    const items = [await written(at, g, folderId), await written(at, g, folderId)];
    const shortcut = await at.python.create_shortcut(items[0].id, ids.main, folderId);
    const copy = await at.client.copyFolder(folderId, ids.target);
    const inside = await at.python.search_items(null, null, null, null, [copy]);
    assert.equal(inside.length, 2);
    for (const item of items) {
      const { id } = inside.find((entry) => entry.name === item.contents.name);
      await holds(at, id, item, 'a copy');
    }
    const [found] = await at.python.search_shortcut(null, null, null, null, [copy]);
    assert.notEqual(found.shortcut.id, shortcut);
    const [read] = await at.python.get_shortcut_items([found.shortcut.id]);
    assert.deepEqual(asTheirs(read.password), items[0].contents);
    const searched = await at.python.search_and_decrypt_shortcut(null, null, null, null, [copy]);
    assert.deepEqual(
      searched.map((one) => asTheirs(one.password)),
      [items[0].contents],
    );
  });

  test(`keys of odd lengths, and colours: ${name}`, async (t) => {
    const { client, python } = await scene(t, name);
    const g = new Generator(`interop-7 keys ${name}`);
    for (const kind of ['old key', 'short key', 'long key']) {
      const contents = contentsOf(g);
      await client.editPassword(idOf(kind), ours(contents));
      assert.deepEqual(asTheirs(await python.get_item(idOf(kind))), contents, kind);
      const other = contentsOf(g);
      await python.update_item(idOf(kind), { vaultId: ids.main, ...theirs(other) });
      assert.deepEqual(asOurs(await client.getPassword(idOf(kind))), other, kind);
    }
    const { id } = await client.addPassword({ vaultId: ids.main, name: 'x', password: 'p', color: 7 });
    assert.equal((await python.get_item(id)).color, 7);
    const other = await python.create_item({ vaultId: ids.main, name: 'y', password: 'p', color: 8 });
    assert.equal((await client.getPassword(other)).color, 8);
    assert.deepEqual(
      (await python.search_items(null, null, [7], [ids.main])).map((item) => item.id),
      [id],
    );
  });
}
