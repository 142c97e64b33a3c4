// Places: `locate` and `list`, on both generations of servers, with and without client-side encryption.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CONTENTS, linesOf, SCENES, SEALED, scene } from './support/references-scene.mjs';

const lookup = (reason, words) => ({ name: 'PassworkError', kind: 'usage', reason, message: words });
const usage = (words) => ({ name: 'PassworkError', kind: 'usage', message: words });
const title = (name) => CONTENTS.items[name].name;

for (const one of SCENES) {
  test(`locate leads to items, shortcuts, folders and vaults: ${one.name}`, async (t) => {
    const { client, id, server } = await scene(t, one);
    const { locate } = client;
    const orders = {
      type: 'item',
      id: id('orders'),
      name: 'orders',
      vaultId: id('infra'),
      folderId: id('databases'),
      path: 'Infra structure/Databases/orders',
    };
    for (const path of [
      'Infra structure/Databases/orders',
      'Infra%20structure/Databases/orders',
      `${id('infra')}/${id('databases')}/${id('orders')}`,
    ]) {
      assert.deepEqual(await locate(path), orders, path);
    }
    assert.deepEqual(await locate(`-/${id('orders')}`), { ...orders, path: null });
    assert.deepEqual(await locate('Infra structure/Top'), {
      ...orders,
      id: id('top'),
      name: 'Top',
      folderId: null,
      path: 'Infra structure/Top',
    });
    const link = {
      type: 'shortcut',
      id: id('link'),
      name: title('mailer'),
      vaultId: id('infra'),
      folderId: id('same2'),
      path: `Infra structure/Same/postmaster`,
    };
    assert.deepEqual(await locate(`Infra structure/${id('same2')}/postmaster`), link);
    assert.deepEqual(await locate(`-/${id('link')}`), { ...link, path: null });
    // What was found is what the methods take.
    assert.equal((await client.getPassword((await locate(orders.path)).id)).getPassword(), 'S3cret of orders');

    assert.deepEqual(await locate('Infra structure/Databases/E%2FU%3F', 'folder'), {
      type: 'folder',
      id: id('eu'),
      name: 'E/U?',
      vaultId: id('infra'),
      folderId: id('databases'),
      path: 'Infra structure/Databases/E%2FU%3F',
    });
    const from = server.log.length;
    assert.deepEqual(await locate('%2D', 'folder'), {
      type: 'vault',
      id: id('dash'),
      name: '-',
      vaultId: id('dash'),
      folderId: null,
      path: '%2D',
    });
    assert.equal(linesOf(server, from).length, 1, 'a vault is found in the list of vaults');
  });

  test(`locate says what is there instead, and whom it could mean: ${one.name}`, async (t) => {
    const { client, id, server } = await scene(t, one);
    await assert.rejects(
      client.locate('Infra structure/Databases/order'),
      lookup('referenceNotFound', /There is 'orders'/),
    );
    await assert.rejects(
      client.locate('Infra structure/Databases'),
      lookup('referenceNotFound', /no item 'Databases' in 'Infra structure'/),
    );
    await assert.rejects(
      client.locate('Infra structure/Top', 'folder'),
      lookup('referenceNotFound', /no folder 'Top' in 'Infra structure'/),
    );
    await assert.rejects(client.locate('Nowhere/Top'), lookup('referenceNotFound', /no vault 'Nowhere'/));
    await assert.rejects(client.locate('Infra structure/Databases/dup'), (error) => {
      assert.equal(error.reason, 'ambiguousReference');
      assert.deepEqual(
        error.candidates.map(({ id }) => id),
        [id('dup'), id('dup2')],
      );
      return true;
    });
    await assert.rejects(client.locate('-/nobody'), { kind: 'api' });
    const from = server.log.length;
    for (const [path, what, words] of [
      ['', undefined, /a name is missing/],
      ['Infra structure', undefined, /an item has a vault/],
      ['Infra structure/', undefined, /a name is missing/],
      ['a//b', undefined, /a name is missing \(at position 2\)/],
      ['a/b?c', undefined, /'\?' is written %3F/],
      ['a/b#c', undefined, /'#' is written %23/],
      ['a/../b', undefined, /'\.\.' is written %2E%2E/],
      ['a/%', undefined, /two hex digits/],
      ['-', undefined, /-\/ID/],
      ['-/a/b', undefined, /-\/ID/],
      ['-/a', 'folder', /finds items/],
      ['a/b', 'vault', /'item' or 'folder'/],
      ['a/\ud800', undefined, /half of a character/],
      [undefined, undefined, /a place is a text/],
      [7, undefined, /a place is a text/],
    ]) {
      await assert.rejects(client.locate(path, what), usage(words), String(path));
    }
    assert.equal(linesOf(server, from).length, 0, 'bad input sends nothing');
  });

  test(`list tells what lies somewhere, in paths that lead there: ${one.name}`, async (t) => {
    const { client, id, server } = await scene(t, one);
    const vaults = await client.list();
    assert.deepEqual(vaults, await client.list(''));
    assert.deepEqual(
      vaults.map(({ type, id, path }) => [type, id, path]),
      Object.entries(CONTENTS.vaults).map(([name, title]) => [
        'vault',
        id(name),
        title.replace('-', '%2D').replace('/', '%2F'),
      ]),
    );
    const here = await client.list('Infra structure/Databases');
    assert.deepEqual(
      here.map(({ type, id, name, path, folderId }) => [type, id, name, path, folderId]),
      [
        ['folder', id('eu'), 'E/U?', 'Infra structure/Databases/E%2FU%3F', id('databases')],
        ['item', id('orders'), 'orders', 'Infra structure/Databases/orders', id('databases')],
        ['item', id('dup'), 'dup', 'Infra structure/Databases/dup', id('databases')],
        ['item', id('dup2'), 'dup', 'Infra structure/Databases/dup', id('databases')],
      ],
    );
    assert.deepEqual(await client.list('Infra structure/Empty'), []);

    const all = await client.list('', { recursive: true });
    const { vaults: v, folders, items, shortcuts } = CONTENTS;
    const names = [v, folders, items, shortcuts].flatMap((kind) => Object.keys(kind));
    assert.deepEqual(all.map(({ id }) => id).sort(), names.map(id).sort(), 'everything, once');
    const from = server.log.length;
    const below = await client.list('Infra structure', { recursive: true });
    assert.deepEqual(
      new Set(below.map(({ id }) => id)),
      new Set(all.filter((entry) => entry.vaultId === id('infra') && entry.type !== 'vault').map(({ id }) => id)),
    );
    if (one.generation === 7) assert.equal(linesOf(server, from).length, 4, 'vaults, items, folders, shortcuts');
    for (const { type, path, id } of all) {
      if (all.filter((other) => other.path === path).length > 1 || /^Twin|Same/.test(path)) continue;
      const what = type === 'vault' || type === 'folder' ? 'folder' : 'item';
      assert.equal((await client.locate(path, what)).id, id, path);
    }
    await assert.rejects(client.list('Twin'), { reason: 'ambiguousReference' });
    await assert.rejects(client.list('-/x'), usage(/not -\/ID/));
  });
}

/** `fetch` that changes the JSON of answers whose address fits. */
const lying = (fits, change) => async (url, init) => {
  const response = await fetch(url, { ...init, headers: { ...init.headers, 'X-Response-Format': 'raw' } });
  if (!fits.test(url)) return response;
  return Response.json(change(await response.json()), { status: response.status });
};

test('a folder of API v4 that lies in itself ends in an error, not in a list without an end', async (t) => {
  const { another, id } = await scene(t, SEALED[0]);
  const folder = { id: id('databases'), name: 'Databases', vaultId: id('infra'), parentId: id('databases') };
  const liar = lying(/children/, (answer) => ({ ...answer, data: [folder] }));
  const client = await another({ fetch: liar });
  await assert.rejects(client.list('Infra structure', { recursive: true }), { kind: 'notApi', message: /in itself/ });
  assert.equal((await client.list('Infra structure')).length, 6, 'one level does not go that far');
});

test('a folder of Passwork 7 whose parent this user does not see lies at the top', async (t) => {
  const { another, id } = await scene(t, SEALED[1]);
  const liar = lying(/\/folders\b/, ({ items, ...rest }) => ({
    ...rest,
    items: items.filter((folder) => folder.id !== id('databases')),
  }));
  const client = await another({ fetch: liar });
  const { id: found, path } = await client.locate('Infra structure/E%2FU%3F', 'folder');
  assert.deepEqual([found, path], [id('eu'), 'Infra structure/E%2FU%3F']);
  assert.equal((await client.locate(`${path}/a%25b%23c`)).id, id('deep'));
});
