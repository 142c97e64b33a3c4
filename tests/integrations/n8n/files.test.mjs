// Attachments as binary data.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId, byName, execute, place, run, SECRETS, servers } from './support/functions.mjs';

const item = place('Infrastructure/Databases/orders');

for (const { name, make } of servers) {
  test(`${name}: a file down, by its name and through a shortcut`, async () => {
    const server = make();
    for (const [whose, attachment, bytes] of [
      [item, 'key.pem', Buffer.from(SECRETS.file)],
      [item, 'logo', Buffer.from([137, 80, 0, 255])],
      [place('Mine/orders'), 'logo', Buffer.from([137, 80, 0, 255])],
    ]) {
      const { results } = await execute(server, {
        parameters: {
          resource: 'attachment',
          operation: 'download',
          item: whose,
          attachment: byName(attachment),
          fields: ['name', 'size', 'contents'],
          binaryPropertyName: 'file',
        },
      });
      const [{ json, binary }] = results;
      assert.deepEqual(json, { name: attachment, size: bytes.length });
      assert.deepEqual(Buffer.from(binary.file.data, 'base64'), bytes);
      assert.equal(binary.file.fileName, attachment);
    }
  });

  test(`${name}: a file by its id`, async () => {
    const server = make();
    const files = await run(server, 'attachment', 'getMany', { item });
    const { id } = files.find((file) => file.name === 'logo');
    for (const whose of [item, place('Mine/orders')]) {
      const found = await run(server, 'attachment', 'download', { item: whose, attachment: byId(id) });
      assert.deepEqual(found, [{ name: 'logo', size: 4 }]);
    }
  });

  test(`${name}: a file up, under its own name or another`, async () => {
    const server = make();
    const bytes = Buffer.from([0, 1, 254, 255]);
    const binary = { data: { data: bytes.toString('base64'), fileName: 'sent.bin' } };
    const options = { items: [{ json: {}, binary }] };
    // Two items: of a second file, Passwork 7 knows only an address that nobody has seen.
    const [mail, old] = ['Infrastructure/mail', 'Infrastructure/Databases/Archive/old'];
    const [{ name: sent }] = await run(server, 'attachment', 'upload', { item: place(mail) }, options);
    assert.equal(sent, 'sent.bin');
    await run(server, 'attachment', 'upload', { item: place(old), fileName: 'other' }, options);
    assert.deepEqual(Buffer.from(server.read(mail).attachments['sent.bin']), bytes);
    assert.deepEqual(Buffer.from(server.read(old).attachments.other), bytes);
  });
}
