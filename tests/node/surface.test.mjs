// The public surface: the 80 functions, results and their helpers, and what may be done with all of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import util from 'node:util';
import { UNICODE } from '../conformance/world.mjs';
import { ordered, Passwork, PassworkError, session, withoutHelpers } from './support/client.mjs';
import { leak, secretsOf } from './support/leaks.mjs';

const NAMES =
  `login loginWithKey logout setAuthOptions setTokens setOptions loadMasterKey dispatchEvent listenEvent version
  userInfo extensionSecret userNotifications userNotificationsCountNew userNotificationsMarkAsViewed getPasswords getPassword
  getRecentPasswords getFavoritePasswords searchPasswords searchPasswordsByUrl getAttachment addPassword editPassword
  deletePassword addPasswordAttachment addPasswordWebAttachment deletePasswordAttachment movePassword copyPassword
  favoritePassword unfavoritePassword getPasswordSharingInfo generatePasswordShareLink getInboxPasswords
  getInboxPasswordsCount getInboxPassword editInboxPassword getInboxPasswordAttachment addInboxPasswordAttachment
  deleteInboxPasswordAttachment inboxNotificationsCount inboxNotificationsMarkAsViewed getShortcutPassword
  getShortcutPasswordAttachment addShortcutPasswordAttachment deleteShortcutPasswordAttachment editShortcutPassword
  deleteShortcut moveShortcut copyShortcut favoriteShortcut unfavoriteShortcut getShortcutPasswordSharingInfo
  generateShortcutPasswordShareLink getDomain getVaults getVaultsCount getVault getVaultFolders getVaultFullInfo
  getDirectorySharingInfo getTags getColors getVaultTags getVaultColors addVault editVault deleteVault getFolder getFolders
  getSubFolders addFolder editFolder deleteFolder searchFolders moveFolder copyFolder activityReport
  getPassworkSettings`.split(/\s+/);

test('an instance has exactly the 80 names, own, enumerable, writable functions', () => {
  const client = new Passwork('http://localhost');
  assert.equal(NAMES.length, 80);
  assert.deepEqual(Object.keys(client).sort(), NAMES.toSorted());
  const inherited = [];
  for (const name in client) if (!Object.hasOwn(client, name)) inherited.push(name);
  assert.deepEqual(inherited, []);
  for (const name of NAMES) {
    const { value, writable, configurable } = Object.getOwnPropertyDescriptor(client, name);
    assert.deepEqual([typeof value, value.name, writable, configurable], ['function', name, true, true]);
  }
});

test('instances share nothing, and options are read once', async (t) => {
  const { client, server, world } = await session(t);
  const options = Object.create({ debug: false });
  options.host = `${server.url}///`;
  const other = new Passwork(options);
  options.host = 'http://127.0.0.1:1';
  assert.notEqual(other.getVault, client.getVault);
  await assert.rejects(other.getVaultsCount(), { httpStatus: 401, httpRequest: `GET: ${server.url}/vaults/count` });
  await other.login(world.apiKey, world.masterPassword);
  await client.logout();
  assert.equal(typeof (await other.getVaultsCount()), 'number');
});

test('methods work taken off, replaced, and as callbacks of map', async (t) => {
  const { client } = await session(t);
  const { getVaults, getPassword, setTokens, listenEvent } = client;
  assert.ok((await getVaults()).length > 5);
  const ids = ['vMain', 'vOld'];
  assert.deepEqual(
    (await Promise.all(ids.map(client.getVault))).map((v) => v.id),
    ids,
  );
  assert.deepEqual(
    (await Promise.all(['pMin', 'pOld'].map(getPassword))).map((p) => p.getPassword()),
    ['', 'old secret'],
  );
  client.getVault = () => 'mine';
  assert.equal(client.getVault(), 'mine');
  assert.equal((await getPassword('pOld')).getPassword(), 'old secret');
  assert.equal(
    listenEvent('x', () => {}),
    undefined,
  );
  assert.equal(setTokens('a', 'b'), undefined);
});

test('every method but four gives a native promise, and none throws at once', async (t) => {
  const { client } = await session(t, 'plain', { login: false });
  for (const name of NAMES.filter((n) => !/^(setTokens|setOptions|dispatchEvent|listenEvent)$/.test(n))) {
    const promise = client[name]();
    assert.equal(Object.getPrototypeOf(promise), Promise.prototype, name);
    if (name === 'version') assert.deepEqual(await promise, { version: '6.1.0', legacySupport: false });
    else {
      const error = await promise.then(
        (value) => assert.fail(`${name} resolved with ${value}`),
        (reason) => reason,
      );
      assert.ok(error instanceof PassworkError && error.message.length > 5, `${name}: ${error}`);
      assert.equal(Object.keys(error).includes('kind'), false, name);
    }
  }
  assert.throws(() => client.listenEvent('x'), { message: 'Function must be provided', kind: 'usage' });
});

test('nothing but a host is needed, no host at all is an error', () => {
  for (const nothing of [undefined, null]) assert.throws(() => new Passwork(nothing), PassworkError);
  assert.doesNotThrow(() => new Passwork({}));
});

for (const worldName of ['plain-refresh', 'pbkdf']) {
  test(`results are what the server sent, in its order, plus the helpers: ${worldName}`, async (t) => {
    const { client, server, world } = await session(t, worldName);
    const extra = { zzz: 1, aaa: null, 10: 'ten', nested: { b: 1, a: [] }, toJSON_: 0, __proto__x: 1 };
    const stored = server.state.passwords.find((p) => p.id === 'pFull');
    Object.assign(stored, extra);
    const password = await client.getPassword('pFull');
    assert.deepEqual(ordered(withoutHelpers(password)), ordered(stored));
    const helpers = Object.keys(password).filter((name) => typeof password[name] === 'function');
    assert.deepEqual(helpers, ['getPassword', 'getCustoms']);
    const attachment = await client.getAttachment('pFull', 'aText');
    assert.deepEqual(
      Object.keys(attachment).filter((name) => typeof attachment[name] === 'function'),
      ['getData', 'saveTo'],
    );
    assert.deepEqual(withoutHelpers(attachment), server.state.attachments.aText);
    const inbox = await client.getInboxPassword('iNew');
    assert.deepEqual(
      Object.keys(inbox).filter((name) => typeof inbox[name] === 'function'),
      [],
    );
    assert.equal(inbox.password.getPassword(), 'inbox secret');
    for (const data of [null, false, 0, '', [], 'retry', { a: { b: [null] } }]) {
      server.addFault({ on: 'GET /vaults/vMain', kind: 'data', data });
      assert.deepEqual(await client.getVault('vMain'), data);
    }
    const login = await client.login(world.apiKey, world.masterPassword);
    assert.equal(Object.keys(login).at(-1), 'versionInfo');
  });
}

test('helpers: taken off, of copies, over the current fields, for ever', async (t) => {
  const { client, server } = await session(t);
  const password = await client.getPassword('pFull');
  const { login, url, getPassword: pwd, getCustoms } = password;
  assert.deepEqual([login, url, pwd()], ['root', 'https://example.org/login', 'S3cret pass']);
  assert.deepEqual(
    getCustoms().map((c) => c.value),
    ['bob', 's3cr3t!', 'JBSWY3DPEHPK3PXP'],
  );
  assert.notEqual(getCustoms(), getCustoms());
  assert.match(getCustoms()[2].getTotpCode(), /^\d{6}$/);
  assert.deepEqual(Object.keys(getCustoms()[2]), ['name', 'value', 'type', 'getTotpCode']);
  const copy = { ...password, cryptedPassword: 'nonsense' };
  assert.equal(copy.getPassword(), 'S3cret pass');
  password.custom = null;
  assert.equal(getCustoms(), null);
  const uni = server.state.passwords.find((p) => p.id === 'pUni');
  password.cryptedPassword = uni.cryptedPassword;
  assert.throws(pwd, { kind: 'crypto' });
  const field = (await client.getPassword('pFull')).getCustoms()[2];
  const { getTotpCode } = field;
  field.value = 'not base32!';
  assert.throws(getTotpCode, { message: /Invalid base32 character in key/, kind: 'totp' });
  const { getPassword, getCustoms: customs } = await client.getPassword('pUni');
  const { getData } = await client.getAttachment('pFull', 'aAll');
  await client.logout();
  assert.equal(getPassword(), UNICODE);
  assert.equal(customs()[0].value, UNICODE);
  assert.equal(getData().length, 256);
  assert.notEqual(getData(), getData());
});

test('callers change results, and nothing breaks', async (t) => {
  const { client } = await session(t);
  const password = await client.getPassword('pFull');
  password.attachments.shift();
  password.tags.push('x');
  delete password.custom;
  assert.deepEqual((await client.getPassword('pFull')).attachments.length, 5);
  const frozen = Object.freeze(await client.getPassword('pFull'));
  assert.equal(frozen.getPassword(), 'S3cret pass');
  const vaults = await client.getVaults();
  vaults.length = 0;
  assert.ok((await client.getVaults()).length > 0);
});

test('frozen arguments work and stay as they are; what getCustoms() gave can be sent back', async (t) => {
  const { client, server } = await session(t);
  const freeze = (value) => {
    if (value && typeof value === 'object' && !ArrayBuffer.isView(value)) Object.values(value).forEach(freeze);
    return ArrayBuffer.isView(value) ? value : Object.freeze(value);
  };
  const { getCustoms } = await client.getPassword('pFull');
  const fields = freeze({
    vaultId: 'vMain',
    name: 'n',
    password: 'a secret of the caller',
    tags: ['t'],
    custom: getCustoms(),
    attachments: [{ path: Uint8Array.of(1, 2), name: 'f' }],
    snapshot: null,
    other: { deep: [1] },
  });
  const before = util.inspect(fields, { depth: 9 });
  const { id } = await client.addPassword(fields);
  await client.editPassword(id, fields);
  assert.equal(util.inspect(fields, { depth: 9 }), before);
  const found = await client.getPassword(id);
  assert.equal(found.getPassword(), fields.password);
  assert.deepEqual(withoutHelpers(found.getCustoms()), withoutHelpers(getCustoms()));
  for (const { body } of server.log) assert.equal(JSON.stringify(body ?? '').includes(fields.password), false);
});

test('no view of client or results shows a secret', async (t) => {
  const { client, world, server } = await session(t);
  const secrets = secretsOf(world);
  const lines = [];
  for (const name of ['log', 'error', 'warn', 'info', 'debug'])
    t.mock.method(console, name, (...args) => lines.push(util.format(...args)));
  const password = await client.getPassword('pFull');
  const attachment = await client.getAttachment('pFull', 'aText');
  const inbox = await client.getInboxPassword('iNew');
  const shortcut = await client.getShortcutPassword('sMain');
  const views = { client, spread: { ...client }, password, copy: { ...password }, attachment, inbox, shortcut };
  for (const [name, value] of Object.entries(views)) assert.equal(leak(value, secrets), undefined, name);
  for (const value of Object.values(views)) console.log(value, '%o', value);
  assert.equal(leak(lines.join('\n'), secrets), undefined, 'console');
  assert.equal(JSON.stringify(client), '{}');
  assert.deepEqual(
    Object.keys(JSON.parse(JSON.stringify(password))),
    Object.keys(server.state.passwords.find((p) => p.id === 'pFull')),
  );
  // With debug, one line a request, without the secrets in its path, after one that tells by what requests leave.
  const noisy = new Passwork({ host: server.url, debug: true });
  lines.length = 0;
  await noisy.login(world.apiKey, world.masterPassword);
  server.expireAll();
  await noisy.getVaultsCount();
  assert.equal(leak(lines.join('\n'), secrets), undefined, 'debug');
  assert.equal(lines.length, 7);
  assert.match(lines[0], /^passwork-wasm: requests leave by /);
  assert.equal(lines[2], `POST: ${server.url}/auth/login/***`);
});

test('errors of the client itself: own enumerable fields, kind, cause', async (t) => {
  const { client, world } = await session(t);
  const fails = async (promise, kind, message, keys = []) => {
    const error = await promise.then(assert.fail, (reason) => reason);
    assert.ok(error instanceof PassworkError && error instanceof Error);
    assert.equal(error.name, 'PassworkError');
    assert.deepEqual([error.kind, Object.keys(error)], [kind, keys], error.message);
    assert.match(error.message, message);
    assert.equal(leak(error, secretsOf(world, 'my-new-password')), undefined);
    for (const name of ['httpStatus', 'httpRequest']) assert.equal(name in error, false);
    return error;
  };
  const totp = { vaultId: 'vMain', password: 'my-new-password', custom: [{ name: 'n', value: 'bad', type: 'totp' }] };
  const invalid = await fails(client.addPassword(totp), 'totp', /invalidTotpFormat/, ['code']);
  assert.equal(invalid.code, 'invalidTotpFormat');
  await fails(client.addPassword({ vaultId: 'vMain', password: 5 }), 'usage', /'password'/);
  await fails(client.addPassword({ vaultId: 'vMain', password: 'my-new-password\ud800' }), 'usage', /password/);
  await fails(
    client.addPasswordAttachment('pFull', new Uint8Array(5 * 2 ** 20 + 1), 'n'),
    'attachment',
    /^Attached file max size is 5MB/,
  );
  const missing = await fails(client.addPasswordAttachment('pFull', '/no/such/file'), 'attachment', /\/no\/such\/file/);
  assert.equal(missing.cause.code, 'ENOENT');
  await fails(client.getPassword('..'), 'usage', /id/);
  await fails(client.getPassword('\ud800'), 'usage', /surrogate/);
  await fails(client.login(5), 'usage', /API key/);
  await fails(client.login('key', 5), 'usage', /master password/);
  await fails(new Passwork({}).getVaults(), 'usage', /host/);
});
