// The server for users' tests: what is undefined is as if it were not given, and what cannot be meant is an error of usage, for every
// function that takes something.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeCertificate } from './support/certificates.mjs';
import { PassworkError } from './support/client.mjs';
import { contents, createTestServer, session } from './support/testing.mjs';

/** Every member that types/testing.d.ts and types/testing-contents.d.ts let be undefined. */
const OPTIONS = ['generation', 'clientSideEncryption', 'contents', 'users', 'now', 'rounds', 'reveal'];
const ITEM = [
  'id',
  'password',
  'login',
  'url',
  'description',
  'color',
  'tags',
  'custom',
  'totp',
  'attachments',
  'favorite',
];
const undefinedOf = (names) => Object.fromEntries(names.map((name) => [name, undefined]));

test('what is undefined is as if it were not given', async () => {
  for (const name of OPTIONS)
    assert.equal(createTestServer({ [name]: undefined }).user('user').masterPassword.length, 23);
  const all = createTestServer({ ...undefinedOf(OPTIONS), contents: contents() });
  assert.deepEqual(all.contents({ ids: undefined }), createTestServer({ contents: contents() }).contents());

  const users = { anna: { email: undefined, masterPassword: undefined } };
  const given = createTestServer({
    users,
    contents: { V: { i: { ...undefinedOf(ITEM), password: 'x' }, f: undefined } },
  });
  assert.deepEqual(given.contents(), { V: { i: { password: 'x' } } });
  assert.equal(given.user('anna').masterPassword, createTestServer({ users: ['anna'] }).user('anna').masterPassword);
  given.change('V/i', { ...undefinedOf([...ITEM.slice(1), 'name']), login: 'app' });
  assert.deepEqual(given.contents(), { V: { i: { password: 'x', login: 'app' } } });
  const shortcut = { shortcutTo: 'V/i', id: undefined, password: undefined };
  assert.ok(createTestServer({ contents: { V: { i: { password: 'x' }, s: shortcut } } }));
  const typed = { custom: { a: { value: 'v', type: undefined } } };
  assert.deepEqual(createTestServer({ contents: { V: { i: typed } } }).read('V/i').custom, { a: 'v' });

  const status = { status: 418, code: undefined, message: undefined, retryAfter: undefined };
  given.fail({ ...undefinedOf(['method', 'path', 'nth', 'times', 'retryAfter']), with: status });
  const answer = await given.fetch(`${given.host}/info/version`);
  assert.deepEqual([answer.status, answer.headers.get('retry-after')], [418, null]);
  assert.match(
    await given.listen({ port: undefined, host: undefined, tls: undefined }),
    /^http:\/\/127\.0\.0\.1:\d+\//,
  );
  await given.close();
});

const isUsage = (error) => error instanceof PassworkError && error.kind === 'usage';

test('what cannot be meant is an error of usage that names it', async (t) => {
  const { server } = await session(t);
  const orders = 'Infrastructure/Databases/orders';
  const refused = {
    reveal: () => createTestServer({ reveal: 'no' }),
    generation: () => createTestServer({ generation: '4' }),
    'must be a list': () => createTestServer({ users: 'anna' }),
    'users must': () => createTestServer({ users: null }),
    'a name': () => createTestServer({ users: [''] }),
    masterPasword: () => createTestServer({ users: { anna: { masterPasword: 'x' } } }),
    masterPassword: () => createTestServer({ users: { anna: { masterPassword: 5 } } }),
    'change\\(\\)': () => server.change(orders),
    'change\\(\\): an object': () => server.change(orders, null),
    passwrod: () => server.change(orders, { passwrod: 'x' }),
    'login must be a text': () => server.change(orders, { login: 5 }),
    name: () => server.change(orders, { name: '' }),
    'color must be a number': () => server.change(orders, { color: 'abc' }),
    'contents\\(\\)': () => server.contents(null),
    'ids must be true or false': () => server.contents({ ids: 1 }),
    nothing: () => server.read(undefined),
    'no user': () => server.user(undefined),
    'a time': () => server.clock.set(9e15),
    'a time must': () => server.clock.advance(9e15),
    'number of milliseconds': () => server.fail({ with: { delay: '500' } }),
    retyAfter: () => server.fail({ with: { status: 429, retyAfter: 3 } }),
    delay: () => server.fail({ with: { status: 429, delay: 3 } }),
    'retryAfter must': () => server.fail({ with: 429, retryAfter: {} }),
    'retryAfter must be': () => server.fail({ with: { status: 429, retryAfter: '2\r\nx: y' } }),
    'status must be a whole number from 200 to 599': () => server.fail({ with: { status: 600 } }),
  };
  for (const [message, call] of Object.entries(refused)) {
    assert.throws(call, (error) => isUsage(error) && new RegExp(message).test(error.message), message);
  }
  assert.equal((await server.fetch(`${server.host}/info/version`)).status, 200, 'nothing of it is done');
});

test('where to listen is looked at before anything is opened', async (t) => {
  const { key, cert } = makeCertificate('one', { names: ['127.0.0.1'] });
  for (const [wrong, message] of [
    [null, /an object/],
    [{ prot: 1 }, /'prot' is none of port, host, tls/],
    [{ port: 'x' }, /port must be a whole number from 0 to 65535/],
    [{ port: -1 }, /port must/],
    [{ port: 70_000 }, /port must/],
    [{ host: 5 }, /host must/],
    [{ tls: true }, /tls must/],
    [{ tls: { key } }, /key and cert are needed/],
    [{ tls: { key: 'x', cert: 'y' } }, /tls: /],
    [{ tls: { key: 5, cert } }, /key must be PEM/],
  ]) {
    const server = createTestServer();
    await assert.rejects(
      server.listen(wrong),
      (error) => isUsage(error) && message.test(error.message),
      String(message),
    );
    assert.equal(server.host, 'https://passwork.test/api/v4', 'it does not listen');
  }
  const server = createTestServer();
  t.after(() => server.close());
  const bytes = { key: Buffer.from(key), cert: Buffer.from(cert) };
  assert.match(await server.listen({ tls: bytes }), /^https:/, 'control: bytes of files');
});

test('an address may be a text, an object with `href` or one with `url`', async (t) => {
  const { server } = await session(t);
  const href = `${server.host}/info/version`;
  for (const address of [href, new URL(href), { href }, { url: href }, new Request(href)]) {
    assert.equal((await server.fetch(address)).status, 200);
  }
});
