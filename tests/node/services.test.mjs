// The seams of the original (spec §2.3): a caller's own agent and file manager.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileHash, plainDecode, seal, unseal } from '../conformance/crypto.mjs';
import { buildWorld } from '../conformance/world.mjs';
import { Passwork, session, withoutHelpers } from './support/client.mjs';

/** An agent that answers from a table `METHOD /endpoint → data or function`, and notes everything. */
function agentOf(answers) {
  const seen = { made: [], asked: [] };
  class Agent {
    constructor(options, client, ...more) {
      seen.made.push({ options, client, more, names: Object.keys(client) });
      const ask =
        (method) =>
        async (...args) => {
          const [endpoint, body] = args;
          seen.asked.push({ call: `${method} ${endpoint}`, body, args: args.length, options: { ...options } });
          const answer = answers[`${method} ${endpoint}`];
          return typeof answer === 'function' ? answer(body) : answer;
        };
      this.request = { get: ask('GET'), post: ask('POST'), put: ask('PUT'), delete: ask('DELETE') };
    }
  }
  return { Agent, seen };
}

const version = { version: '6', legacySupport: false };

test('an agent is constructed once, with the live record and the unfinished client', () => {
  const { Agent, seen } = agentOf({});
  const options = { host: 'h', custom: { of: 'the caller' }, lang: 'de', token: undefined };
  const client = new Passwork(options, { agent: Agent });
  assert.equal(seen.made.length, 1);
  const [{ options: record, client: given, names, more }] = seen.made;
  assert.equal(given, client);
  assert.deepEqual(names.sort(), ['setAuthOptions', 'setOptions']);
  assert.deepEqual(more, []);
  assert.notEqual(record, options);
  assert.deepEqual(
    { ...record },
    {
      host: 'h',
      token: undefined,
      refreshToken: '',
      masterPassword: false,
      useMasterPassword: false,
      debug: false,
      lang: 'de',
      hash: 'sha256',
      custom: options.custom,
    },
  );
  assert.equal(Object.keys(client).length, 80);
});

test('the record is live: login, options, refreshes of the agent, failed login, logout', async () => {
  const answers = {
    'GET /info/version': { version: '4', legacySupport: true },
    'POST /auth/login/key': { token: 't1', refreshToken: 'r1' },
    'GET /user/get-master-key-options': { mkOptions: 'pbkdf:sha256:1:32:salt' },
    'POST /auth/logout': null,
    'GET /vaults/count': 3,
  };
  const { Agent, seen } = agentOf(answers);
  const client = new Passwork('h', { agent: Agent });
  const record = seen.made[0].options;
  const login = await client.login('key', 'mp');
  assert.deepEqual(login, { token: 't1', refreshToken: 'r1', versionInfo: { version: '4', legacySupport: true } });
  const key = buildKey('mp', 'salt');
  const state = ({ token, refreshToken, masterPassword, useMasterPassword, hash }) => [
    token,
    refreshToken,
    masterPassword,
    useMasterPassword,
    hash,
  ];
  assert.deepEqual(state(record), ['t1', 'r1', key, true, 'md5']);
  assert.deepEqual(
    seen.asked.map(({ call, body, options }) => [call, body, ...state(options)]),
    [
      ['GET /info/version', undefined, '', '', 'mp', true, 'sha256'],
      ['POST /auth/login/key', { useMasterPassword: true }, '', '', 'mp', true, 'md5'],
      ['GET /user/get-master-key-options', undefined, 't1', 'r1', 'mp', true, 'md5'],
    ],
  );
  client.setOptions({ lang: 'fr', hash: 'sha256', host: 'ignored' });
  assert.deepEqual([record.lang, record.hash, record.host], ['fr', 'sha256', 'h']);
  client.setTokens('t2');
  assert.deepEqual([record.token, record.refreshToken], ['t2', '']);
  answers['GET /info/version'] = version;
  answers['POST /auth/login/wrong'] = () => Promise.reject({ httpStatus: 403 });
  await assert.rejects(client.login('wrong', 'other'), (error) => error.httpStatus === 403);
  assert.deepEqual(state(record), ['t2', '', key, true, 'sha256']);
  await client.logout();
  assert.deepEqual(state(record), ['', '', false, false, 'sha256']);
});

const buildKey = (password, salt) => {
  const { pbkdf2Sync } = process.getBuiltinModule('crypto');
  return pbkdf2Sync(password, salt, 1, 32, 'sha256').toString('base64');
};

test('what an agent rejects with reaches the caller unchanged; only httpStatus and code are looked at', async () => {
  const answers = { 'GET /info/version': version };
  const { Agent } = agentOf(answers);
  const client = new Passwork('h', { agent: Agent });
  for (const reason of [
    'a text',
    5,
    null,
    undefined,
    { odd: true },
    new RangeError('mine'),
    Object.freeze({ code: 'x' }),
  ]) {
    answers['GET /vaults/count'] = () => Promise.reject(reason);
    const got = await client.getVaultsCount().then(assert.fail, (error) => error);
    assert.equal(got, reason);
  }
  answers['GET /vaults/count'] = () => {
    throw new TypeError('at once');
  };
  await assert.rejects(client.getVaultsCount(), { name: 'TypeError', message: 'at once' });
  answers['GET /user/get-master-key-options'] = () => Promise.reject({ httpStatus: 404 });
  const asked = { useMasterPassword: true, refreshToken: 'r', masterPassword: 'as it is' };
  assert.equal(await client.loadMasterKey(asked), 'as it is');
  const refusal = { code: 'clientSideEncryptionDisabled', data: { kept: 1 } };
  answers['POST /auth/login/key'] = () => Promise.reject(refusal);
  const got = await client.login('key', 'mp').then(assert.fail, (error) => error);
  assert.equal(got, refusal);
  const errorMessage = 'Do not use master password with disabled client side encryption';
  assert.deepEqual(got.data, { kept: 1, errorMessage });
});

test('endpoints are encoded, bodies are objects or undefined, nothing is refreshed or repeated', async () => {
  const answers = new Proxy({}, { get: () => () => Promise.reject({ code: 'apiSessionExpired', httpStatus: 401 }) });
  const { Agent, seen } = agentOf(answers);
  const client = new Passwork({ host: 'h', token: 't', refreshToken: 'r' }, { agent: Agent });
  await assert.rejects(client.getVault('a/b?c#ä'));
  await assert.rejects(client.searchFolders());
  await assert.rejects(client.editFolder('f', 'n'));
  await assert.rejects(client.deleteFolder('f'));
  assert.deepEqual(
    seen.asked.map(({ call, body }) => [call, body && withoutHelpers(body)]),
    [
      ['GET /vaults/a%2Fb%3Fc%23%C3%A4', undefined],
      ['POST /folders/search', {}],
      ['PUT /folders/f', { name: 'n' }],
      ['DELETE /folders/f', undefined],
    ],
  );
  assert.ok(seen.asked.every(({ args }) => args <= 2));
});

test('a sealed world through an agent: reads and writes', async () => {
  const world = buildWorld('mp');
  const { state } = world;
  const answers = {
    'GET /info/version': version,
    [`POST /auth/login/${world.apiKey}`]: { token: 't' },
    'GET /passwords/pFull': structuredClone(state.passwords.find((p) => p.id === 'pFull')),
    'GET /vaults/vMain': structuredClone(state.vaults.find((v) => v.id === 'vMain')),
    'POST /passwords': (body) => body,
  };
  const { Agent } = agentOf(answers);
  const client = new Passwork('h', { agent: Agent });
  await client.login(world.apiKey, world.masterPassword);
  assert.equal((await client.getPassword('pFull')).getPassword(), 'S3cret pass');
  const bytes = new Uint8Array(100_000).fill(7);
  const body = await client.addPassword({
    vaultId: 'vMain',
    password: 'new',
    attachments: [{ path: bytes, name: 'f' }],
  });
  const key = unseal(body.cryptedKey, world.vaultKeys.vMain);
  assert.equal(unseal(body.cryptedPassword, key), 'new');
  const [file] = body.attachments;
  assert.deepEqual(Object.keys(file), ['encryptedKey', 'encryptedData', 'hash', 'name']);
  assert.equal(unseal(file.encryptedData, unseal(file.encryptedKey, key)), Buffer.from(bytes).toString('base64'));
  assert.equal(seal('x', 'k').slice(0, 16), body.cryptedKey.slice(0, 16));
});

test('a file manager alone: reading, naming, saving, and the built-in agent', async (t) => {
  const calls = [];
  const fileManager = {
    canUseFs: true,
    readFile(name) {
      calls.push(['readFile', name, this === fileManager]);
      if (name === '/missing') throw new RangeError('no such thing');
      return name === '/buffer' ? Uint8Array.of(1, 2, 3).buffer : Buffer.from('of a path');
    },
    getFileBasename: (name) => `base of ${name}`,
    saveToFile: (name, bytes) => calls.push(['saveToFile', name, bytes]),
  };
  const { client, server } = await session(t, 'plain', { services: { fileManager } });
  const { id } = await client.addPassword({
    vaultId: 'vMain',
    password: 'x',
    attachments: [{ path: '/a/b.txt' }, { path: '/buffer', name: 'given' }],
  });
  const { attachments } = server.log.at(-1).body;
  assert.deepEqual(
    attachments.map((a) => a.name),
    ['base of /a/b.txt', 'given'],
  );
  assert.equal(Buffer.from(plainDecode(attachments[0].encryptedData), 'base64').toString(), 'of a path');
  assert.equal(attachments[1].hash, fileHash('sha256', [1, 2, 3]));
  await client.addPasswordAttachment(id, '/c', 'named');
  assert.equal(server.log.at(-1).body.name, 'named');
  const [{ id: file }] = (await client.getPassword(id)).attachments;
  const attachment = await client.getAttachment(id, file);
  assert.equal(attachment.saveTo('/folder/prefix-'), undefined);
  assert.equal(attachment.saveTo('/x/', 'own/name'), undefined);
  assert.deepEqual(
    calls.filter(([name]) => name === 'saveToFile').map(([, to]) => to),
    ['/folder/prefix-b.txt', '/x/own/name'],
  );
  assert.ok(calls.at(-1)[2] instanceof Uint8Array);
  const sent = server.log.length;
  await assert.rejects(
    client.addPassword({ vaultId: 'vMain', password: 'x', attachments: [{ path: '/missing' }] }),
    /\/missing/,
  );
  assert.deepEqual(
    server.log.slice(sent).map((r) => r.method),
    ['GET'],
  );
});

test('what is no agent, no file manager or no services is refused when the client is made', () => {
  const bad = {
    agent: [5, 'x', true, {}, [], () => ({}), async () => {}, { request: {} }],
    fileManager: [5, 'x', true, {}, [], () => {}, { canUseFs: true }, { readFile: 1, saveToFile: 'x' }],
  };
  for (const [name, values] of Object.entries(bad)) {
    for (const value of values) {
      assert.throws(
        () => new Passwork('http://x', { [name]: value }),
        (error) => {
          assert.ok(error instanceof Passwork.PassworkError && error.kind === 'usage', `${name}: ${error.stack}`);
          assert.match(error.message, new RegExp(`^services\\.${name} must `));
          return true;
        },
      );
    }
    for (const nothing of [null, undefined, 0, '', false]) new Passwork('http://x', { [name]: nothing });
  }
  for (const services of [5, 'x', true]) {
    assert.throws(() => new Passwork('http://x', services), { kind: 'usage', message: /^services must be an object/ });
  }
  class Agent {
    request = {};
  }
  for (const agent of [Agent, Agent.bind(null), new Proxy(Agent, {}), function agent() {}]) {
    new Passwork('http://x', { agent });
  }
});

test('a file manager that lacks a function fails when that is needed', async (t) => {
  const server = await session(t, 'plain', {
    services: { fileManager: { canUseFs: true, getFileBasename: () => 'f' } },
  });
  await assert.rejects(server.client.addPasswordAttachment('pFull', '/a'), (error) => {
    assert.equal(error.kind, 'attachment');
    assert.match(error.message, /^cannot read the file '\/a'/);
    return true;
  });
  const attachment = await server.client.getAttachment('pFull', 'aText');
  assert.throws(() => attachment.saveTo('/x/'), {
    kind: 'usage',
    message: 'services.fileManager has no function saveToFile',
  });
});

test('a file manager without files: paths are refused, bytes are not', async (t) => {
  const no = () => {
    throw new Error('Not implemented for web version');
  };
  const services = { fileManager: { canUseFs: false, readFile: no, getFileBasename: no, saveToFile: no } };
  const { client, server } = await session(t, 'plain', { services });
  const sent = server.log.length;
  const withPath = { vaultId: 'vMain', password: 'x', attachments: [{ path: '/a' }] };
  await assert.rejects(client.addPassword(withPath), { message: /^Not implemented for web version/ });
  await assert.rejects(client.addPasswordAttachment('pFull', '/a'), { message: /^Not implemented for web version/ });
  assert.ok(server.log.slice(sent).every((r) => r.method === 'GET'));
  await client.addPasswordAttachment('pFull', Uint8Array.of(1), 'n');
  const attachment = await client.getAttachment('pFull', 'aText');
  assert.throws(() => attachment.saveTo('/tmp/'), { message: 'Not implemented for web version' });
});

test('files that are too big, by path: no more is read than tells so', { timeout: 60_000 }, async (t) => {
  const { client, server } = await session(t, 'plain');
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-files-'));
  t.after(() => fs.rmSync(place, { recursive: true }));
  const at = (name) => path.join(place, name);
  const LIMIT = 5 * 2 ** 20;
  for (const [name, size] of [
    ['one-more', LIMIT + 1],
    ['huge', 3 * 2 ** 30],
  ]) {
    fs.writeFileSync(at(name), '');
    fs.truncateSync(at(name), size); // sparse: it takes no room
  }
  let most = 0;
  const { readSync } = fs;
  t.mock.method(fs, 'readSync', (...args) => {
    const count = readSync(...args);
    most += count;
    return count;
  });
  const devices = process.platform === 'win32' ? [] : ['/dev/zero'];
  const sent = server.log.length;
  for (const file of [at('one-more'), at('huge'), ...devices]) {
    const fields = { vaultId: 'vMain', password: 'x', attachments: [{ path: file }] };
    for (const call of [() => client.addPasswordAttachment('pFull', file), () => client.addPassword(fields)]) {
      most = 0;
      const tooBig = { kind: 'attachment', message: /^Attached file max size is 5MB/ };
      await assert.rejects(call(), tooBig, file);
      assert.equal(most, LIMIT + 1, file);
    }
  }
  assert.ok(server.log.slice(sent).every((r) => r.method === 'GET'));
  assert.ok(sent < server.log.length);
  // What fits is read whole: also where its size says nothing, and where it grows by more than the first room.
  const parts = Buffer.alloc(LIMIT, 'abc');
  for (const bytes of [parts, parts.subarray(0, 65_536), parts.subarray(0, 1), parts.subarray(0, 0)]) {
    fs.writeFileSync(at('fits'), bytes);
    for (const claimed of [bytes.length, 0]) {
      const look = t.mock.method(fs, 'fstatSync', () => ({ size: claimed }));
      await client.addPasswordAttachment('pFull', at('fits'));
      look.mock.restore();
      assert.equal(server.log.at(-1).body.hash, fileHash('sha256', bytes), `${bytes.length} bytes, ${claimed} claimed`);
    }
  }
});

test('the built-in file manager of Node', async (t) => {
  const { client } = await session(t, 'pbkdf');
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-files-'));
  t.after(() => fs.rmSync(place, { recursive: true }));
  const source = path.join(place, 'source.bin');
  fs.writeFileSync(source, 'the contents');
  await client.addPasswordAttachment('pOld', source);
  const { attachments } = await client.getPassword('pOld');
  assert.equal(attachments.at(-1).name, 'source.bin');
  fs.rmSync(source);
  const attachment = await client.getAttachment('pOld', attachments.at(-1).id);
  attachment.saveTo(`${place}${path.sep}`);
  assert.equal(fs.readFileSync(source, 'utf8'), 'the contents');
  attachment.name = '../../climbs.txt';
  attachment.saveTo(`${place}/`);
  assert.ok(fs.existsSync(path.join(place, 'climbs.txt')));
  for (const name of ['', '.', '..', 'a/..', 'x\\']) {
    attachment.name = name;
    assert.throws(() => attachment.saveTo(`${place}/`), { kind: 'attachment' }, JSON.stringify(name));
  }
  assert.throws(() => attachment.saveTo(path.join(place, 'no', 'such', ''), 'x'), { code: 'ENOENT' });
});

test('the name of a File may hold a path (that of Bun.file does): its end is the name of the attachment', async (t) => {
  const { client, server } = await session(t, 'plain');
  const lazy = Object.assign(new Blob(['x']), { name: '/home/me/notes.txt' });
  for (const [file, given, stored] of [
    [lazy, undefined, 'notes.txt'],
    [new File(['x'], 'a\\b/c d.txt'), 'given', 'c d.txt'],
    [new File(['x'], 'only/folders/'), 'given', 'given'],
    [new Blob(['x']), 'a/given', 'a/given'],
  ]) {
    await client.addPasswordAttachment('pMin', file, given);
    assert.equal(server.log.at(-1).body.name, stored);
    const fields = { vaultId: 'vMain', password: 'x', attachments: [{ path: file, name: given }] };
    await client.addPassword(fields);
    assert.equal(server.log.at(-1).body.attachments[0].name, stored);
  }
});
