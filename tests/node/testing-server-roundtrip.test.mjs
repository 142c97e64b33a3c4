// The server for users' tests: contents() gives all that is held, however it is called, and makes an equal server. What is held is
// written by a client, and seen by one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestServer, GENERATIONS, session } from './support/testing.mjs';
import { clientOf } from './support/testing-7.mjs';

const MODES = GENERATIONS.flatMap((generation) =>
  [true, false].map((clientSideEncryption) => ({ generation, clientSideEncryption })),
);

for (const mode of MODES) {
  const name = Object.values(mode).join(', ');

  test(`two files of one name are both there: ${name}`, async (t) => {
    const { server, passwork } = await session(t, { ...mode, contents: { V: {} } });
    const [{ id: vaultId }] = await passwork.getVaults();
    const expected = [
      { name: 'f', data: 'one' },
      { name: 'other', data: 'two' },
      { name: 'f', data: 'three' },
    ];
    const attachments = expected.map(({ name: called, data }) => ({ path: Buffer.from(data), name: called }));
    await passwork.addPassword({ vaultId, name: 'i', password: 'p', attachments });
    assert.deepEqual(server.read('V/i').attachments, expected);
    const equal = createTestServer({ ...mode, contents: server.contents() });
    t.after(() => equal.close());
    assert.deepEqual(equal.contents(), server.contents());
    const reader = await clientOf(equal);
    const item = await reader.getPassword(equal.read('V/i').id);
    const seen = [];
    for (const file of item.attachments) {
      const opened = await reader.getAttachment(item.id, file.id);
      seen.push({ name: file.name, data: Buffer.from(opened.getData()).toString() });
    }
    assert.deepEqual(seen, expected);
  });

  test(`what is called as a word of its place is there beside the word: ${name}`, async (t) => {
    const contents = { V: { private: true, f: {} } };
    const { server, passwork } = await session(t, { ...mode, contents, users: ['anna'] });
    const [{ id: vaultId }] = await passwork.getVaults();
    const folder = await passwork.addFolder(vaultId, 'id');
    await passwork.addFolder(vaultId, 'private', folder.id ?? folder);
    await passwork.addPassword({ vaultId, name: 'private', password: 'p' });
    await passwork.addPassword({ vaultId, name: 'private', password: 'q' });
    const held = { id: { private: {} }, private: [true, { password: 'p' }, { password: 'q' }], f: {} };
    assert.deepEqual(server.contents(), { V: held });
    for (const ids of [false, true]) {
      const equal = createTestServer({ ...mode, contents: server.contents({ ids }), users: ['anna'] });
      t.after(() => equal.close());
      assert.deepEqual(equal.contents(), { V: held });
      assert.equal((await (await clientOf(equal)).getVaults()).length, 1);
      assert.equal((await (await clientOf(equal, 'anna')).getVaults()).length, 0, 'it is private');
      if (ids) assert.deepEqual(equal.contents({ ids }), server.contents({ ids }));
    }
  });
}
