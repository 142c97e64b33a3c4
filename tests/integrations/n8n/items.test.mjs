// Items: what the node reads and writes, on servers of both generations.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId, execute, place, run, SECRETS, servers } from './support/functions.mjs';

const ID = '65a100000000000000000001';
const ORDERS = 'Infrastructure/Databases/orders';
const ALL = ['id', 'name', 'login', 'password', 'custom', 'customNames', 'attachments', 'tags', 'description'];

for (const { name, make, generation } of servers) {
  test(`${name}: an item by its id, its place, a reference to a field of it, and through a shortcut`, async () => {
    const server = make();
    for (const item of [
      byId(ID),
      place(ORDERS),
      place(`pw://${ORDERS}/password`),
      place(`pw://${ORDERS}/2FA?as=totp`),
      place(`pw://-/${ID}/password`),
      place('Mine/orders'),
    ]) {
      const [found] = await run(server, 'item', 'get', { item, fields: ALL });
      const { attachments, ...rest } = found;
      assert.deepEqual(
        rest,
        {
          id: ID,
          name: 'orders',
          login: 'app',
          description: 'the orders',
          tags: ['production', 'eu'],
          password: SECRETS.password,
          customNames: ['region', 'pin', '2FA'],
          custom: [
            { name: 'region', type: 'text', value: 'eu' },
            { name: 'pin', type: 'password', value: SECRETS.pin },
            { name: '2FA', type: 'totp', value: SECRETS.totp },
          ],
        },
        item.value,
      );
      assert.deepEqual(attachments.map(({ name }) => name).sort(), ['key.pem', 'logo']);
      assert.deepEqual(Object.keys(attachments[0]), ['id', 'name']);
    }
  });

  test(`${name}: lists and searches`, async () => {
    const server = make();
    const names = async (...words) => (await run(server, ...words)).map((found) => found.name).sort();
    const vault = place('Infrastructure');
    const [{ id }] = (await run(server, 'vault', 'getMany')).filter((found) => found.name === 'Infrastructure');
    assert.deepEqual(await names('item', 'getMany', { vault }), ['mail']);
    assert.deepEqual(await names('item', 'getMany', { vault: byId(id) }), ['mail']);
    assert.deepEqual(await names('item', 'getMany', { vault, folder: place('Databases') }), ['orders']);
    assert.deepEqual(await names('item', 'getMany', { vault, wholeVault: true }), ['mail', 'old', 'orders']);
    assert.deepEqual(await names('item', 'search', { query: 'orders' }), ['orders']);
    assert.deepEqual(await names('item', 'search', { query: '', tags: 'production, eu' }), ['orders']);
    assert.deepEqual(await names('item', 'search', { query: 'orders', vault: place('Mine') }), []);
    assert.deepEqual(await names('item', 'search', { searchBy: 'url', query: 'https://db.example.com' }), ['orders']);
    assert.deepEqual(await names('vault', 'getMany'), ['Infrastructure', 'Mine']);
    const folders = await run(server, 'folder', 'getMany', { vault, fields: ['name', 'path', 'parentId'] });
    assert.deepEqual(
      folders.map((folder) => folder.path),
      ['Infrastructure/Databases', 'Infrastructure/Databases/Archive'],
    );
    assert.equal(folders[0].parentId, null);
  });

  test(`${name}: create, update, delete`, async () => {
    const server = make();
    const values = {
      login: 'new',
      tags: 'a, b',
      colorCode: '2',
      custom: { field: [{ name: 'pin', type: 'password', value: '1' }] },
    };
    const target = { vault: place('Infrastructure'), folder: place('Databases/Archive') };
    const [made] = await run(server, 'item', 'create', { ...target, name: 'made', password: 'x', values });
    const written = () => server.read('Infrastructure/Databases/Archive/made');
    assert.equal(made.id, written().id);
    assert.equal(made.name, 'made');
    assert.equal(written().password, 'x');
    assert.deepEqual(written().tags, ['a', 'b']);
    assert.equal(Number(written().color), 2);
    assert.equal(written().custom.pin.value ?? written().custom.pin, '1');

    await run(server, 'item', 'update', { item: byId(made.id), values: { password: 'y', description: 'now' } });
    assert.equal(written().password, 'y');
    assert.equal(written().description, 'now');
    assert.equal(written().login, 'new', 'what is not given stays');
    assert.equal(written().custom.pin.value ?? written().custom.pin, '1');

    const path = place('Infrastructure/Databases/Archive/made');
    assert.deepEqual(await run(server, 'item', 'delete', { item: path }), [{ id: made.id, deleted: true }]);
    assert.throws(written);
  });

  test(`${name}: a new item at the top of its vault`, async () => {
    const server = make();
    await run(server, 'item', 'create', { vault: place('Infrastructure'), name: 'top', password: '' });
    assert.equal(server.read('Infrastructure/top').password, '');
  });

  test(`${name}: a code, a link`, async () => {
    const server = make();
    const [code] = await run(server, 'item', 'getTotp', {
      item: place(ORDERS),
      field: '2FA',
      fields: ['code', 'field'],
    });
    assert.match(code.code, /^\d{6}$/);
    const [link] = await run(server, 'item', 'share', { item: byId(ID), reusable: true, hours: 168 });
    assert.match(link.link, /^https?:\/\//);
    const [through] = await run(server, 'item', 'share', { item: place('Mine/orders') });
    assert.match(through.link, /^https?:\/\//);
  });

  test(`${name}: references, several in one go`, async () => {
    const server = make();
    const reference = [
      { name: 'DB', reference: `pw://${ORDERS}/password` },
      { name: 'USER', reference: `pw://${ORDERS}/login` },
      { name: '__proto__', reference: `pw://${ORDERS}/logo?as=bytes` },
    ];
    const [{ values, references }] = await run(server, 'reference', 'resolve', {
      references: { reference },
      fields: ['values', 'references'],
    });
    assert.equal(values.DB, SECRETS.password);
    assert.equal(values.USER, 'app');
    assert.equal(Object.getOwnPropertyDescriptor(values, '__proto__').value, 'iVAA/w==');
    assert.deepEqual(Object.keys(references), ['DB', 'USER', '__proto__']);
  });

  test(`${name}: 500 items are 500 results, each paired with its own, after one login`, async () => {
    const server = make();
    const items = Array.from({ length: 500 }, (_, at) => ({ json: { at } }));
    const { results, functions } = await execute(server, {
      items,
      parameters: (index) => ({
        resource: 'item',
        operation: 'get',
        item: byId(index % 2 ? ID : server.read('Infrastructure/mail').id),
        fields: ['name'],
      }),
    });
    assert.equal(results.length, 500);
    for (const [at, { json, pairedItem }] of results.entries()) {
      assert.deepEqual(pairedItem, { item: at });
      assert.equal(json.name, at % 2 ? 'orders' : 'mail');
    }
    const logins = functions.requests.filter(({ url }) => /auth\/login|users\/info/.test(url));
    assert.equal(logins.length, 1);
  });

  if (generation === 7) {
    test(`${name}: a call of any endpoint`, async () => {
      const server = make();
      const [given] = await run(server, 'apiCall', 'call', { path: '/app/features', fields: ['answer'] });
      assert.equal(typeof given.answer, 'object');
    });
  } else {
    test(`${name}: a call of any endpoint is for Passwork 7`, async () => {
      await assert.rejects(run(make(), 'apiCall', 'call', { path: '/app/features' }), /Passwork 7|API v4/);
    });
  }
}
