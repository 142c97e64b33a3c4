// The server for users' tests: what goes in comes out, by the client and by the server; who may see what; what is recorded. What it
// refuses: testing-server-refusals.test.mjs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Passwork } from './support/client.mjs';
import { contents, createTestServer, failure, GENERATIONS, keysOf, SECRET, session } from './support/testing.mjs';

const MODES = GENERATIONS.flatMap((generation) =>
  [true, false].map((clientSideEncryption) => ({ generation, clientSideEncryption })),
);
const nameOf = ({ generation, clientSideEncryption }) => `${generation}, ${clientSideEncryption ? 'sealed' : 'plain'}`;

const all = () => ({
  Infrastructure: {
    id: 'vault-1',
    Databases: {
      id: 'folder-1',
      orders: {
        id: 'item-1',
        password: 'ünïcode 漢字 😀\r\n',
        login: 'app',
        url: 'https://db.example.org',
        description: 'two\nlines',
        color: '3',
        tags: ['prod', 'тег'],
        custom: { mail: 'a@example.org', token: { value: 't0ken', type: 'password' } },
        totp: { '2FA': SECRET },
        attachments: { 'key.pem': 'KEY\r\nПривет', 'raw.bin': new Uint8Array([0, 1, 254, 255]), empty: '' },
        favorite: true,
      },
      nested: { deeper: { leaf: { password: '' } } },
    },
    'a/b 100%': { password: 'slash' },
    dup: [{ password: 'one' }, { password: 'two' }],
    custom: { inner: { password: 'in a folder with the name of a member' } },
  },
  Mine: { private: true, orders: { shortcutTo: 'Infrastructure/Databases/orders' } },
});

for (const mode of MODES) {
  test(`what a client reads is what the contents say: ${nameOf(mode)}`, async (t) => {
    const { server, passwork } = await session(t, { ...mode, contents: all() });
    const order = all().Infrastructure.Databases.orders;
    const { values, errors } = await passwork.resolveAll({
      password: 'pw://Infrastructure/Databases/orders/password',
      byId: 'pw://-/item-1/login',
      shortcut: 'pw://Mine/orders/url',
      custom: 'pw://Infrastructure/Databases/orders/token',
      secret: 'pw://Infrastructure/Databases/orders/2FA',
      code: 'pw://Infrastructure/Databases/orders/2FA?as=totp',
      text: 'pw://Infrastructure/Databases/orders/key.pem',
      bytes: 'pw://Infrastructure/Databases/orders/raw.bin?as=bytes',
      empty: 'pw://Infrastructure/Databases/orders/empty',
      deep: 'pw://Infrastructure/Databases/nested/deeper/leaf/password',
      tags: 'pw://Infrastructure/Databases/orders/tags',
      slash: 'pw://Infrastructure/a%2Fb 100%25/password',
    });
    assert.deepEqual(errors, {});
    const { code, password, ...rest } = values;
    assert.match(code, /^\d{6}$/);
    // API v4 has no carriage returns in its plain form.
    assert.equal(password.replaceAll('\r', ''), order.password.replaceAll('\r', ''));
    assert.deepEqual(rest, {
      byId: 'app',
      shortcut: order.url,
      custom: 't0ken',
      secret: SECRET,
      text: order.attachments['key.pem'],
      bytes: order.attachments['raw.bin'],
      empty: '',
      deep: '',
      tags: 'prod,тег',
      slash: 'slash',
    });
    assert.equal(server.requests.length > 5, true);
  });

  test(`what the server holds comes back as it was given: ${nameOf(mode)}`, async (t) => {
    const server = createTestServer({ ...mode, contents: all() });
    t.after(() => server.close());
    const expected = all();
    delete expected.Infrastructure.id;
    delete expected.Infrastructure.Databases.id;
    delete expected.Infrastructure.Databases.orders.id;
    if (!mode.clientSideEncryption && mode.generation === 4) {
      expected.Infrastructure.Databases.orders.password = expected.Infrastructure.Databases.orders.password.replace(
        '\r',
        '',
      );
    }
    assert.deepEqual(server.contents(), expected);
    assert.equal(server.contents({ ids: true }).Infrastructure.Databases.orders.id, 'item-1');
    assert.deepEqual(createTestServer({ ...mode, contents: server.contents() }).contents(), expected);
    assert.equal(server.read('item-1').name, 'orders');
    assert.equal(server.read('Mine/orders').login, 'app');
    assert.equal(server.read('Infrastructure/a%2Fb 100%25').password, 'slash');
  });

  test(`what a client writes is read by the server: ${nameOf(mode)}`, async (t) => {
    const { server, passwork } = await session(t, mode);
    const vaultId = await passwork.addVault('Made', true);
    const folder = await passwork.addFolder(vaultId, 'folder');
    const custom = [
      { name: 'a', value: 'b', type: 'text' },
      { name: 'code', value: SECRET, type: 'totp' },
    ];
    const fields = { vaultId, folderId: folder.id, name: 'new', login: 'l', password: 'p😀', tags: ['t'], custom };
    const { id } = await passwork.addPassword({
      ...fields,
      attachments: [{ path: new Uint8Array([9, 200]), name: 'f' }],
    });
    assert.deepEqual(server.read('Made/folder/new'), {
      id,
      name: 'new',
      password: 'p😀',
      login: 'l',
      tags: ['t'],
      custom: { a: 'b' },
      totp: { code: SECRET },
      attachments: { f: new Uint8Array([9, 200]) },
    });
    await passwork.editPassword(id, { name: 'renamed', password: 'other' });
    assert.deepEqual([server.read(id).name, server.read('Made/folder/renamed').password], ['renamed', 'other']);
    const databases = (await passwork.getVaults()).find(({ name }) => name === 'Infrastructure').id;
    await passwork.copyPassword(id, databases);
    assert.equal(server.read('Infrastructure/renamed').password, 'other');
    await passwork.movePassword(id, databases, null).catch(() => {});
    await passwork.deletePassword(id);
    assert.throws(() => server.read(id), { kind: 'usage', message: /holds nothing at/ });
    await passwork.deleteVault(vaultId);
    assert.equal(server.contents().Made, undefined);
  });

  test(`somebody else edits, and takes rights: ${nameOf(mode)}`, async (t) => {
    const { server, passwork } = await session(t, mode);
    const place = 'Infrastructure/Databases/orders';
    const { id } = server.read(place);
    server.change(place, { password: 'changed', tags: ['x'], custom: { a: 'b' }, attachments: { f: 'text' } });
    const password = await passwork.getPassword(id);
    assert.deepEqual([password.getPassword(), password.login, password.tags], ['changed', 'app', ['x']]);
    assert.deepEqual(
      password.getCustoms().map(({ value }) => value),
      ['b'],
    );
    assert.equal(await passwork.resolve(`pw://${place}/f`), 'text');
    server.change('Infrastructure/Databases', { name: 'Renamed' });
    assert.equal(server.read('Infrastructure/Renamed/orders').password, 'changed');
    server.deny(id);
    assert.equal((await failure(passwork.getPassword(id))).httpStatus, 403);
    server.deny('Infrastructure');
    assert.deepEqual(await passwork.getVaults(), []);
    const other = server.read('Infrastructure/Renamed/users').id;
    const ways = [
      'getPassword',
      'editPassword',
      'deletePassword',
      'getPasswordSharingInfo',
      'getVaultFolders',
      'getFolder',
    ];
    for (const way of ways) {
      const refused = await failure(passwork[way](other, { name: 'x' }));
      assert.ok(['api', 'unsupportedByServer'].includes(refused.kind), way);
    }
    assert.equal(server.read(other).name, 'users');
    assert.equal(server.read(id).password, 'changed', 'the server itself may');
    server.reset();
    const fresh = new Passwork({ host: server.host, fetch: server.fetch });
    await fresh.login(...keysOf(server));
    assert.equal(await fresh.resolve(`pw://${place}/password`), 's3cret');
  });
}

for (const generation of GENERATIONS) {
  test(`ids are the same each time, and sessions are not shared: ${generation}`, async (t) => {
    const [a, b] = await Promise.all([session(t, { generation }), session(t, { generation })]);
    assert.deepEqual(a.server.contents({ ids: true }), b.server.contents({ ids: true }));
    assert.equal(a.server.masterKey, b.server.masterKey);
    const { id } = a.server.read('Infrastructure/Databases/orders');
    await a.passwork.editPassword(id, { password: 'only in a' });
    assert.equal((await b.passwork.getPassword(id)).getPassword(), 's3cret');
    assert.equal(
      b.server.requests.some(({ method }) => method === 'PUT' || method === 'PATCH'),
      false,
    );
  });

  test(`a hundred side by side do not meet: ${generation}`, async (t) => {
    const each = await Promise.all(
      Array.from({ length: 100 }, async (_, n) => {
        const one = await session(t, { generation, contents: { V: { item: { password: `of ${n}` } } } });
        const { id } = one.server.read('V/item');
        await one.passwork.editPassword(id, { login: `login ${n}` });
        return { n, ...one };
      }),
    );
    for (const { n, server, passwork } of each) {
      assert.equal(await passwork.resolve('pw://V/item/password'), `of ${n}`);
      assert.equal(server.read('V/item').login, `login ${n}`);
    }
  });

  test(`further users see what is not private, each with a session of their own: ${generation}`, async (t) => {
    const users = { anna: { masterPassword: 'of anna' } };
    const more = { Mine: { private: true, a: { password: '1' } }, Hers: { private: 'anna', b: { password: '2' } } };
    const { server, passwork } = await session(t, { generation, users, contents: { ...contents(), ...more } });
    const anna = new Passwork({ host: server.host, fetch: server.fetch });
    await anna.login(...keysOf(server.user('anna')));
    const names = async (client) => (await client.getVaults()).map(({ name }) => name);
    assert.deepEqual(await names(passwork), ['Infrastructure', 'Mine']);
    assert.deepEqual(await names(anna), ['Hers', 'Infrastructure']);
    assert.equal(await anna.resolve('pw://Hers/b/password'), '2');
    assert.equal(await anna.resolve('pw://Infrastructure/Databases/orders/password'), 's3cret');
    server.deny('Infrastructure', 'anna');
    assert.deepEqual(await names(anna), ['Hers']);
    assert.deepEqual(await names(passwork), ['Infrastructure', 'Mine']);
    assert.equal(server.user('anna').env.PASSWORK_HOST, server.host);
    assert.throws(() => server.user('bob'), { kind: 'usage' });
  });

  test(`requests are recorded, and show no secret: ${generation}`, async (t) => {
    for (const clientSideEncryption of [true, false]) {
      const { server, passwork } = await session(t, { generation, clientSideEncryption, now: 1e12 });
      const { id } = server.read('Infrastructure/Databases/orders');
      const vaultId = (await passwork.getVaults())[0].id;
      const custom = [{ name: 'canary-name', value: 'canary-value', type: 'text' }];
      const attachments = [{ path: new TextEncoder().encode('canary-file'), name: 'file' }];
      await passwork.addPassword({
        vaultId,
        name: 'made',
        login: 'l',
        password: 'canary-password',
        custom,
        attachments,
      });
      await passwork.editPassword(id, { password: 'canary-password' });
      await passwork.generatePasswordShareLink(id, false, 24, 'canary-code');
      server.expireSession();
      await passwork.getVaults();
      const made = server.requests.find(({ method, path }) => method === 'POST' && /^\/(passwords|items)$/.test(path));
      assert.deepEqual([made.body.name, made.body.login, made.at], ['made', 'l', 1e12]);
      const shown = JSON.stringify(server.requests);
      const plain = ['canary-password', 'canary-value', 'canary-name', 'canary-file', 'canary-code'];
      const base64 = plain.map((text) => Buffer.from(text).toString('base64').slice(0, -4));
      const keys = [server.apiKey, ...Object.values(server.tokens ?? {}), server.masterPassword, server.masterKey];
      for (const text of [...plain, ...base64, ...keys.filter(Boolean)])
        assert.equal(shown.includes(text), false, text);
      assert.equal(shown.includes('amt4cwv48xb6pp1h'), false, 'nothing sealed either');
      assert.match(shown, /\*\*\*/);
      assert.throws(() => {
        server.requests[0].path = '';
      });
    }
    const { server, passwork } = await session(t, { generation, reveal: true, clientSideEncryption: false });
    const vaultId = (await passwork.getVaults())[0].id;
    await passwork.addPassword({ vaultId, name: 'made', password: 'canary' });
    assert.match(JSON.stringify(server.requests), new RegExp(Buffer.from('canary').toString('base64')));
  });
}

for (const generation of GENERATIONS) {
  test(`what is deleted takes along what is in it, and what leads to it: ${generation}`, async (t) => {
    const given = {
      A: { folder: { inner: { item: { password: '1' } } }, item: { password: '2' } },
      B: { item: { shortcutTo: 'A/item' }, deep: { shortcutTo: 'A/folder/inner/item' }, own: { password: '3' } },
    };
    const { server, passwork } = await session(t, { generation, contents: given });
    const { A, B } = server.contents({ ids: true });
    const listed = async () => (await passwork.getPasswords(B.id)).map(({ name }) => name);
    assert.equal((await listed()).length, 3);
    await passwork.deleteFolder(A.folder.id);
    assert.deepEqual((await listed()).sort(), ['item', 'own']);
    assert.equal((await failure(passwork.getPassword(A.folder.inner.item.id))).httpStatus, 404);
    await passwork.deletePassword(A.item.id);
    assert.deepEqual(await listed(), ['own']);
    assert.deepEqual(server.contents(), { A: {}, B: { own: { password: '3' } } });
    await passwork.deleteVault(B.id);
    assert.equal((await passwork.searchPasswords('own')).length, 0);
    assert.deepEqual(server.contents(), { A: {} });
  });

  test(`what one gets is a copy, and what one gave too: ${generation}`, async (t) => {
    const given = { V: { item: { password: 'p', tags: ['a'], attachments: { f: new Uint8Array([1]) } } } };
    const { server, passwork } = await session(t, { generation, reveal: true, contents: given });
    given.V.item.tags.push('b');
    given.V.item.attachments.f[0] = 2;
    server.read('V/item').tags.push('c');
    server.contents().V.item.tags.push('d');
    const fields = { vaultId: (await passwork.getVaults())[0].id, name: 'made', password: 'x', tags: ['t'] };
    await passwork.addPassword(fields);
    server.requests.find(({ body }) => body?.name === 'made').body.tags.push('e');
    assert.deepEqual(server.read('V/made').tags, ['t']);
    assert.deepEqual([server.read('V/item').tags, server.read('V/item').attachments.f], [['a'], '\u0001']);
    server.change('V/item', { tags: fields.tags });
    fields.tags.push('f');
    assert.deepEqual(server.read('V/item').tags, ['t']);
    assert.throws(() => server.change('V/item', { shortcutTo: 'V/made' }), { kind: 'usage' });
    assert.throws(() => server.change('V', { password: 'x' }), { kind: 'usage' });
    assert.throws(() => server.change('V/nothing', { password: 'x' }), { kind: 'usage' });
  });

  test(`bodies that nobody can read are refused, and break nothing: ${generation}`, async (t) => {
    const { server, passwork } = await session(t, { generation });
    const { headers } = await new Promise((resolve) => {
      const fetch = (url, init) => {
        resolve(init);
        return server.fetch(url, init);
      };
      const other = new Passwork({ host: server.host, fetch });
      other.login(...keysOf(server)).catch(() => {});
    });
    const before = JSON.stringify(server.contents());
    const bodies = [
      '',
      '{',
      'null',
      '5',
      '[]',
      '{"attachments":[null]}',
      '{"__proto__":{"x":1}}',
      `"${'x'.repeat(1e5)}"`,
    ];
    const { id } = server.read('Infrastructure/Databases/orders');
    for (const [method, path] of [
      ['POST', generation === 4 ? '/passwords' : '/items'],
      ['POST', generation === 4 ? `/passwords/${id}/attachment` : `/items/${id}/attachments`],
      ['POST', generation === 4 ? `/folders/${id}/copy` : '/batch'],
      ['GET', '/%E0%A4%A'],
      ['PUT', '//'],
    ]) {
      for (const body of bodies) {
        const answer = await server.fetch(server.host + path, {
          method,
          headers,
          ...(method === 'GET' ? {} : { body }),
        });
        assert.ok(answer.status >= 200 && answer.status < 600, `${method} ${path} ${body.slice(0, 40)}`);
        JSON.parse(await answer.text());
      }
    }
    assert.equal({}.x, undefined);
    assert.equal((await passwork.getPassword(id)).getPassword(), 's3cret');
    assert.ok(before.length > 10);
  });
}

test('a Request is taken too, with its body', async () => {
  const server = createTestServer({ contents: contents(), reveal: true });
  const body = JSON.stringify({ useMasterPassword: true });
  const request = new Request(`${server.host}/auth/login/${server.apiKey}`, { method: 'POST', body });
  const answer = await server.fetch(request);
  assert.equal((await answer.json()).status, 'success');
  assert.equal(answer.headers.get('content-type'), 'application/json');
  await assert.rejects(answer.text(), TypeError);
  assert.deepEqual(server.requests[0].body, { useMasterPassword: true });
  const again = await server.fetch(new URL(request.url), { method: 'post', body: new Blob([body]) });
  assert.equal(again.status, 200);
  assert.equal(new TextDecoder().decode(await again.arrayBuffer()).includes('"token"'), true);
});

test('closed, it answers nobody; it can be disposed of', async () => {
  const server = createTestServer({ contents: contents() });
  const passwork = new Passwork({ host: server.host, fetch: server.fetch });
  await passwork.login(server.apiKey, server.masterPassword);
  server.fail({ path: '/vaults/list', with: 'hang' });
  const hanging = failure(passwork.getVaults());
  await server.close();
  assert.equal((await hanging).kind, 'network');
  assert.equal((await failure(passwork.getVaults())).kind, 'network');
  if (Symbol.asyncDispose) await createTestServer()[Symbol.asyncDispose]();
});
