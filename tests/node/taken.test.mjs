// What was passed when a call was made is what is sent (D53), whatever the caller's objects are made of; and results that
// are passed back to edits (D45).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { session } from './support/client.mjs';

const TEXT = 'wiped right after the call';
const encode = (text) => new TextEncoder().encode(text);

/** The same bytes in everything that holds bytes, and what wipes them. */
const SOURCES = {
  Uint8Array: () => encode(TEXT),
  Buffer: () => Buffer.from(TEXT),
  ArrayBuffer: () => encode(TEXT).buffer,
  DataView: () => new DataView(encode(TEXT).buffer),
  Int8Array: () => new Int8Array(encode(TEXT).buffer),
  'a part of a buffer': () => encode(`--${TEXT}--`).subarray(2, -2),
  SharedArrayBuffer: () => {
    const shared = new SharedArrayBuffer(TEXT.length);
    new Uint8Array(shared).set(encode(TEXT));
    return shared;
  },
};
const wipe = (source) => new Uint8Array(source.buffer ?? source).fill(0);

test('bytes may be wiped, and their buffer given away, right after the call', async (t) => {
  const { client } = await session(t, 'mp');
  const stored = async (id) => Buffer.from((await client.getAttachment('pFull', id)).getData()).toString();
  for (const [kind, make] of Object.entries(SOURCES)) {
    const source = make();
    const added = client.addPasswordAttachment('pFull', source, 'n');
    wipe(source);
    assert.equal(await stored((await added).id), TEXT, kind);
  }
  const given = encode(TEXT);
  const added = client.addPasswordWebAttachment('pFull', given, 'n');
  structuredClone(given.buffer, { transfer: [given.buffer] });
  assert.equal(given.length, 0);
  assert.equal(await stored((await added).id), TEXT);
});

test('what says that it is a Blob is read as one, later', async (t) => {
  const { client, server } = await session(t, 'mp');
  const blob = (text) => ({
    [Symbol.toStringTag]: 'Blob',
    size: text.length,
    name: 'own name',
    arrayBuffer: async () => encode(text).buffer,
  });
  const { id } = await client.addPasswordAttachment('pFull', blob('one'));
  assert.equal(Buffer.from((await client.getAttachment('pFull', id)).getData()).toString(), 'one');
  await client.editPassword('pFull', { attachments: [{ path: blob('two') }] });
  assert.equal(server.log.at(-1).body.attachments[0].name, 'own name');
});

test('entries may be of a class, with members of its own or getters', async (t) => {
  const { client, server } = await session(t, 'mp');
  class Field {
    type = 'text';
    constructor(name, value) {
      Object.assign(this, { name });
      Object.defineProperty(this, 'value', { value, enumerable: false, writable: true });
    }
  }
  class File {
    #bytes = encode(TEXT);
    #name = 'private';
    get path() {
      return this.#bytes;
    }
    get name() {
      return this.#name;
    }
    wipe() {
      this.#bytes.fill(0);
      this.#name = 'changed';
    }
  }
  const custom = [new Field('n', 'v')];
  const attachments = [new File()];
  const tags = ['a'];
  const added = client.addPassword({ vaultId: 'vMain', password: 'p', custom, attachments, tags });
  custom[0].value = 'changed';
  custom.push(new Field('more', 'of them'));
  attachments.pop().wipe();
  tags.length = 0;
  const { id } = await added;
  const sent = server.log.at(-1).body;
  assert.deepEqual([sent.tags, sent.attachments.map(({ name }) => name)], [['a'], ['private']]);
  const password = await client.getPassword(id);
  assert.deepEqual(
    password.getCustoms().map(({ name, value }) => [name, value]),
    [['n', 'v']],
  );
});

test('further members are written as JSON.stringify writes them', async (t) => {
  const { client, server } = await session(t, 'mp');
  class Point {
    x = 1;
    get y() {
      return 2;
    }
    toString() {
      return 'point';
    }
  }
  const more = {
    date: new Date(0),
    money: { amount: 5, toJSON: () => '5 €' },
    inherited: new Point(),
    map: new Map([[1, 2]]),
    buffer: Buffer.from('ab'),
    boxed: [new String('s'), new Number(1), new Boolean(false)],
    nothing: [undefined, null, () => 1, Symbol('s'), Number.NaN],
    left: undefined,
    bare: Object.assign(Object.create(null), { a: { b: [] } }),
    ['__proto__']: { own: 1 },
    2: 'two',
    1: 'one',
    hidden: Object.defineProperty({ a: 1 }, 'b', { value: 2, enumerable: false }),
  };
  const before = structuredClone({ bare: more.bare, hidden: more.hidden });
  await client.addPassword({ vaultId: 'vMain', password: 'p', ...more, more });
  const { body } = server.log.at(-1);
  const wanted = JSON.stringify(more);
  assert.equal(JSON.stringify(body.more), wanted);
  assert.deepEqual(structuredClone({ bare: more.bare, hidden: more.hidden }), before);
  assert.ok(more.hidden.b === 2 && Object.getPrototypeOf(more.bare) === null);
});

test('lists of ids, options, and what a request waits with', async (t) => {
  const { client } = await session(t, 'mp');
  const ids = ['pFull', 'pMin'];
  const many = client.getPasswordsById(ids);
  ids.splice(0, 2, 'gone');
  assert.deepEqual(
    (await many).map(({ id, password }) => [id, password?.id]),
    [
      ['pFull', 'pFull'],
      ['pMin', 'pMin'],
    ],
  );
  const options = { useMasterPassword: true, masterPassword: 'the password', refreshToken: '' };
  const key = client.loadMasterKey(options);
  options.masterPassword = 'changed';
  assert.equal(await key, 'the password');
});

test('circles reject, and nothing is written; deep objects are sent', async (t) => {
  const { client, since } = await session(t, 'mp');
  const circle = { a: {}, b: {} };
  Object.assign(circle.a, { circle });
  Object.assign(circle.b, { circle });
  let deep = {};
  for (let i = 0; i < 50; i += 1) deep = { deep };
  await client.editPassword('pMin', { more: deep });
  const from = since(0).length;
  await assert.rejects(client.editPassword('pMin', { name: 'n', circle }), { kind: 'usage' });
  const writes = since(from).filter((line) => !line.startsWith('GET'));
  assert.deepEqual(writes, []);
});

test('a result that was read, changed and passed back does what its caller means', async (t) => {
  for (const world of ['mp', 'plain']) {
    const { client, server } = await session(t, world);
    const customs = (password) => password.getCustoms().map(({ name, value, type }) => ({ name, value, type }));
    const password = await client.getPassword('pFull');
    const before = { customs: customs(password), attachments: structuredClone(password.attachments) };
    assert.ok(before.customs.length && before.attachments.length);
    Object.assign(password, { password: 'rotated', name: 'renamed' });
    await client.editPassword('pFull', password);
    const sent = server.log.at(-1).body;
    assert.equal('custom' in sent || 'attachments' in sent || 'password' in sent, false);
    const after = await client.getPassword('pFull');
    assert.equal(after.getPassword(), 'rotated');
    assert.equal(after.name, 'renamed');
    assert.deepEqual(customs(after), before.customs);
    assert.deepEqual(after.attachments, before.attachments);
  }
});
