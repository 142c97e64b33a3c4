// References against odd servers and slips of callers.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { folder } from './support/installed.mjs';
import { CONTENTS, linesOf, SCENES, SEALED, scene } from './support/references-scene.mjs';

const { PassworkError, formatReference } = createRequire(import.meta.url)(folder);

const vault = (items, more = {}) => ({ vaults: { v: 'V', w: 'W' }, folders: {}, items, shortcuts: {}, ...more });

test('two references never get one value, however long they are', async (t) => {
  const filler = 'n'.repeat(4096 - 'pw://V/-/-/-/a/password'.length - 6);
  const contents = vault({});
  contents.folders = {
    one: { name: '-', at: ['v'] },
    two: { name: '-', at: ['v', 'one'] },
    three: { name: '-', at: ['v', 'one', 'two'] },
  };
  for (const end of ['a', 'b'])
    contents.items[end] = { name: `${filler}${end}`, at: ['v', 'one', 'two', 'three'], password: `password of ${end}` };
  for (const one of SEALED) {
    const { client } = await scene(t, one, contents);
    const references = ['a', 'b'].map((end) => `pw://V/-/-/-/${filler}${end}/password`);
    const values = await client.resolveAll(references);
    assert.deepEqual(
      values.map(({ value }) => value),
      ['password of a', 'password of b'],
    );
    const long = await client.resolveAll(references.map((text) => text.replace('/password', 'xxxxxx/password')));
    assert.deepEqual(
      long.map(({ error }) => error.kind),
      ['usage', 'usage'],
    );
  }
});

test('bytes belong to one: wiping them wipes no others', async (t) => {
  for (const one of SEALED) {
    const { client } = await scene(t, one);
    const reference = 'pw://Infra structure/Top/all.bin?as=bytes';
    const { values } = await client.resolveAll({ a: reference, b: reference });
    values.a.fill(0);
    assert.equal(values.b[255], 255);
    const custom = 'pw://Infra structure/Top/Extra?as=bytes';
    const [x, y] = await client.resolveAll([custom, custom]);
    x.value.fill(0);
    assert.equal(Buffer.from(y.value).toString(), 'bob the builder');
  }
});

test('a field that cannot be opened still counts as one of its name', async (t) => {
  for (const one of SEALED) {
    const { client, server } = await scene(t, one);
    const list = one.generation === 4 ? server.state.passwords : server.state.items;
    const fields = (item) => (one.generation === 4 ? item.custom : item.customs);
    const top = list.find(({ name }) => name === 'Top');
    fields(top)[3].value = fields(top)[3].value.slice(0, 40); // twice
    fields(top)[5].value = fields(top)[5].value.slice(0, 40); // key.pem
    const of = (field) => client.resolve(`pw://Infra structure/Top/${field}`);
    await assert.rejects(of('twice'), { kind: 'usage', reason: 'ambiguousReference' });
    await assert.rejects(of('key.pem'), { kind: 'usage', reason: 'ambiguousReference' });
    await assert.rejects(of('key.pem?in=custom'), { kind: 'crypto' });
    assert.equal(await of('Extra'), 'bob the builder');
    fields(top)[0].name = fields(top)[0].name.slice(0, 40);
    await assert.rejects(of('Extra'), { kind: 'crypto' });
    await assert.rejects(of('nothing'), { kind: 'crypto' });
    assert.equal(await of('password'), 'S3cret of top');
  }
});

test('what has no id leads nowhere', async (t) => {
  for (const one of SEALED)
    for (const id of [undefined, null, '', {}, ['x']])
      for (const [kind, name, reference] of [
        ['folders', 'Databases', 'pw://Infra structure/Databases/Top/password'],
        [one.generation === 4 ? 'passwords' : 'items', 'Top', 'pw://Infra structure/Top/password'],
        ['vaults', 'Mail', 'pw://Mail/postmaster/password'],
      ]) {
        const { client, server } = await scene(t, one);
        server.state[kind].find((entry) => entry.name === name).id = id;
        const from = server.log.length;
        const error = await client.resolve(reference).catch((e) => e);
        assert.ok(error instanceof PassworkError, `${kind}: ${error}`);
        assert.equal(error.kind, 'notApi', `${kind} ${id}: ${error.message}`);
        const lines = linesOf(server, from);
        assert.ok(!lines.some((line) => /undefined|null|object/i.test(line)), lines.join());
      }
});

test('deleted things do not count', async (t) => {
  for (const one of SEALED) {
    const { client, server, id } = await scene(t, one);
    const items = one.generation === 4 ? server.state.passwords : server.state.items;
    items.find((item) => item.id === id('dup2')).isDeleted = true;
    assert.equal(await client.resolve('pw://Infra structure/Databases/dup/password'), 'S3cret of dup');
    await assert.rejects(client.resolve(`pw://-/${id('dup2')}/password`), { reason: 'referenceNotFound' });
    server.state.folders.find((entry) => entry.id === id('same')).isDeleted = true;
    assert.equal(await client.resolve('pw://Infra structure/Same/postmaster/name'), 'postmaster');
    server.state.vaults.find((entry) => entry.id === id('twin')).isDeleted = true;
    await assert.rejects(client.resolve('pw://Twin/x/password'), {
      reason: 'referenceNotFound',
      message: /no item 'x'/,
    });
  }
});

test('members that are no texts are told, and are no values', async (t) => {
  for (const one of SEALED) {
    const { client, server } = await scene(t, one);
    const items = one.generation === 4 ? server.state.passwords : server.state.items;
    const top = items.find(({ name }) => name === 'Top');
    Object.assign(top, { url: ['x', 'y'], description: { a: 1 }, tags: 'text' });
    for (const field of ['url', 'description', 'tags'])
      await assert.rejects(client.resolve(`pw://Infra structure/Top/${field}`), { kind: 'notApi' });
    assert.equal(await client.resolve('pw://Infra structure/Top/password'), 'S3cret of top');
    top.name = ['Top'];
    await assert.rejects(client.resolve('pw://Infra structure/Top/password'), { reason: 'referenceNotFound' });
  }
});

test('thousands of things of one name are counted, and not all of them listed', async (t) => {
  const contents = vault({});
  for (let n = 0; n < 300; n += 1) contents.items[`item ${n}`] = { name: 'x'.repeat(5000), at: ['v'], password: 'p' };
  for (const one of SCENES.filter(({ isSealed }) => !isSealed)) {
    const { client } = await scene(t, one, contents);
    const [{ error }] = await client.resolveAll([`pw://V/${'x'.repeat(4000)}/password`]);
    assert.equal(error.reason, 'referenceNotFound');
    assert.ok(error.message.length < 1000);
  }
  const twins = vault({});
  for (let n = 0; n < 300; n += 1) twins.items[`item ${n}`] = { name: 'twin', at: ['v'], password: 'p' };
  for (const one of SCENES.filter(({ isSealed }) => !isSealed)) {
    const { client } = await scene(t, one, twins);
    const [{ error }] = await client.resolveAll(['pw://V/twin/password']);
    assert.match(error.message, /^300 things/);
    assert.equal(error.candidates.length, 20);
  }
});

test('the same item by its id and by its place is read once, and so are vaults of shortcuts', async (t) => {
  const contents = vault({}, { shortcuts: {} });
  for (let n = 0; n < 6; n += 1) {
    contents.items[`item ${n}`] = { name: `item ${n}`, at: ['w'], password: `password ${n}` };
    contents.shortcuts[`link ${n}`] = { target: `item ${n}`, at: ['v'] };
  }
  contents.items.own = { name: 'own', at: ['v'], password: 'own', files: { f: Buffer.from('file') } };
  for (const one of SEALED) {
    const { another, server, id } = await scene(t, one, contents);
    const count = async (references) => {
      const client = await another();
      const from = server.log.length;
      const all = await client.resolveAll(references);
      assert.deepEqual(
        all.filter(({ error }) => error),
        [],
      );
      return linesOf(server, from);
    };
    const numbers = [0, 1, 2, 3, 4, 5];
    const unique = (lines) => assert.deepEqual(lines.toSorted(), [...new Set(lines)].toSorted());
    unique(
      await count(['pw://V/own/password', `pw://-/${id('own')}/password`, 'pw://V/own/f', `pw://-/${id('own')}/f`]),
    );
    unique(await count(numbers.map((n) => `pw://V/item ${n}/password`)));
    unique(await count(numbers.map((n) => `pw://-/${id(`link ${n}`)}/password`)));
    unique(await count(numbers.flatMap((n) => [`pw://-/${id(`link ${n}`)}/password`, `pw://V/item ${n}/name`])));
  }
});

test('what holds its contents elsewhere is no record', async (t) => {
  const { client } = await scene(t, SEALED[1]);
  const record = { A: 'pw://Mail/postmaster/name' };
  const revoked = Proxy.revocable(record, {});
  revoked.revoke();
  const throws = new Proxy(record, { ownKeys: () => assert.fail('no') });
  for (const odd of [
    new Map(Object.entries(record)),
    new Set(['x']),
    Promise.resolve(record),
    new Date(),
    /x/,
    revoked.proxy,
    throws,
  ])
    await assert.rejects(client.resolveAll(odd), { kind: 'usage' });
  class Config {
    A = 'pw://Mail/postmaster/name';
  }
  for (const fine of [record, new Config(), Object.assign(Object.create(null), record), Object.freeze({ ...record })])
    assert.deepEqual((await client.resolveAll(fine)).values, { A: 'postmaster' });
  assert.deepEqual(await client.resolveAll(Object.create(null)), { ok: true, values: {}, errors: {} });
});

test('a part that cannot be read makes no other reference', () => {
  const usage = { kind: 'usage' };
  const parts = { vault: 'Prod', item: 'db', field: 'password' };
  const throwing = (name) =>
    Object.defineProperty({ ...parts }, name, { enumerable: true, get: () => assert.fail('no') });
  for (const name of ['folders', 'as', 'in', 'vault']) assert.throws(() => formatReference(throwing(name)), usage);
  assert.throws(() => formatReference({ ...parts, id: 'x' }), usage);
  assert.equal(formatReference({ ...parts, folders: null, as: null, in: undefined }), 'pw://Prod/db/password');
});

test('what is there instead: the nearest, of what is there', async (t) => {
  for (const one of SEALED) {
    const contents = structuredClone(CONTENTS);
    contents.vaults = { ...contents.vaults, mail2: 'mail2', x: 'x' };
    const { client, server } = await scene(t, one, contents);
    const list = one.generation === 4 ? server.state.passwords : server.state.items;
    const orders = list.find(({ name }) => name === 'orders');
    orders[one.generation === 4 ? 'cryptedPassword' : 'passwordEncrypted'] = null;
    const told = async (reference) => (await client.resolve(reference).catch((error) => error)).message;
    assert.match(await told('pw://mail/a/b'), /There is 'Mail'/);
    assert.doesNotMatch(await told('pw://y/a/b'), /There is/);
    assert.doesNotMatch(await told('pw://Infra structure/Databases/orders/password'), /There is/);
  }
});
