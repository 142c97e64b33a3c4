// The fields that types/errors-by-kind.d.ts promises for each kind are those that errors have, and `PassworkError.is`.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { Passwork, PassworkError, session } from './support/client.mjs';
import { folder, inProject } from './support/installed.mjs';

/** What is declared: kind to field to type, such as `"never"`; a `?` before the type of a field that may be missing. */
const DECLARED = (() => {
  const text = fs.readFileSync(`${folder}/types/errors-by-kind.d.ts`, 'utf8');
  const interfaces = { PassworkError: {} };
  const kinds = {};
  // What an interface extends stands before it.
  for (const [, name, base, body] of text.matchAll(/^(?:export )?interface (\w+) extends (\w+) \{\n([\s\S]*?)^\}/gm)) {
    const fields = [...body.matchAll(/^ {2}readonly (\w+)(\??): (.*);$/gm)].map(([, field, may, type]) => [
      field,
      may + type,
    ]);
    interfaces[name] = { ...interfaces[base], ...Object.fromEntries(fields) };
    const { kind, ...others } = interfaces[name];
    if (kind) kinds[kind.slice(1, -1)] = others;
  }
  return kinds;
})();

/** Whether a value is of a declared type; a field that is not declared for the kind is as the class has it. */
function fits(value, type) {
  if (value === undefined) return type === undefined || type.startsWith('?');
  switch (type?.replace('?', '')) {
    case undefined:
      return true;
    case 'never':
      return false;
    case 'string':
    case 'number':
      return typeof value === type.replace('?', '');
    default:
      return type.replace('?', '') === `'${value}'`;
  }
}

function check(error, kind) {
  assert.ok(PassworkError.is(error), String(error));
  assert.equal(error.kind, kind, error.message);
  for (const name of ['httpRequest', 'httpStatus', 'httpMessage', 'code', 'legacyCode', 'status', 'data']) {
    assert.ok(fits(error[name], DECLARED[kind][name]), `${kind}: ${name} is ${error[name]}: ${error.message}`);
  }
}

const caught = (work) =>
  (async () => work())().then(
    () => assert.fail('no error'),
    (reason) => reason,
  );

const FAULTS = [
  ['api', { kind: 'json500' }],
  ['api', { kind: 'html502' }],
  ['api', { kind: '429' }],
  ['api', { kind: 'status', status: 403, code: 'accessDenied' }],
  ['api', { kind: 'text', body: '{"status":"failed","code":"x","data":{}}' }],
  ['api', { kind: 'text', status: 500, body: '' }],
  ['network', { kind: 'reset' }],
  ['network', { kind: 'truncated' }],
  ['notApi', { kind: 'html200' }],
  ['notApi', { kind: 'empty' }],
  ['notApi', { kind: 'nobody' }],
  ['notApi', { kind: 'data', data: null }],
];

test('all kinds are declared, each once', () => {
  const kinds = fs.readFileSync(`${folder}/types/errors.d.ts`, 'utf8').match(/^ \* \| `(\w+)` \|/gm);
  assert.equal(Object.keys(DECLARED).length, 13);
  assert.deepEqual(Object.keys(DECLARED).sort(), kinds.map((row) => row.slice(6, -3)).sort());
});

for (const [kind, fault] of FAULTS) {
  test(`fields of kind ${kind}, after ${JSON.stringify(fault)}`, async (t) => {
    const { client, server } = await session(t, 'plain');
    server.addFault({ on: 'GET /vaults/list', ...fault });
    check(await caught(client.getVaults), kind);
  });
}

test('fields of the kinds without an answer', async (t) => {
  const { client, server, world } = await session(t, 'broken');
  const none = new Passwork({ host: 'http://127.0.0.1:1' });
  check(await caught(none.getVaults), 'network');
  check(await caught(() => client.getPassword('..')), 'usage');
  check(await caught(() => new Passwork()), 'usage');
  check(await caught(() => client.getPassword('pWrongKey')), 'crypto');
  check(await caught((await client.getPassword('pGarbage')).getPassword), 'crypto');
  check(await caught((await client.getAttachment('pBadFiles', 'aBadHash')).getData), 'attachment');
  check(await caught(() => client.addPasswordAttachment('pFull', '/no/such/file')), 'attachment');
  const custom = [{ name: 'n', value: 'bad', type: 'totp' }];
  check(await caught(() => client.addPassword({ vaultId: 'vMain', password: '', custom })), 'totp');
  const [odd] = (await client.getPassword('pOddCustoms')).getCustoms().filter(({ name }) => name === 'bad totp');
  check(await caught(odd.getTotpCode), 'totp');
  check(await caught(client.with({ signal: AbortSignal.abort('why') }).getVaults), 'aborted');
  const ownFetch = () => Promise.reject(new DOMException('gone', 'AbortError'));
  check(await caught(new Passwork({ host: server.url, fetch: ownFetch }).getVaults), 'aborted');
  server.addFault({ on: /vaults/, kind: 'slow', ms: 500, times: 2 });
  check(await caught(client.with({ timeout: 20 }).getVaults), 'timeout');
  check(await caught(client.with({ totalTimeout: 20 }).getVaults), 'timeout');
  check(await caught(() => new Passwork({ host: server.url }).login(`not ${world.apiKey}`)), 'api');
  const { getPassword } = await client.getPassword('pMin');
  await client.close();
  check(await caught(client.getVaults), 'closed');
  check(await caught(getPassword), 'closed');
});

/** A client of Passwork 7 whose server gives these answers, by the end of the address: a body, or a status and a body. */
function of7(answers, options = {}) {
  const fetch = async (url) => {
    const [, given] = Object.entries(answers).find(([end]) => url.endsWith(end)) ?? [];
    const [status, body] = Array.isArray(given) ? given : given ? [200, given] : [404, refusal('notFound')];
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
  };
  return new Passwork({ host: 'https://passwork.example.com/api/v1', token: 'access', fetch, ...options });
}

const refusal = (code) => ({ errors: [{ code, message: 'no' }] });

test('fields of the kinds of Passwork 7', async () => {
  const sealed = { id: 'i', vaultId: 'v', keyEncrypted: 'c2VhbGVk' };
  check(await caught(() => of7({ '/items/i': sealed }).getPassword('i')), 'masterPassword');
  const none = await caught(() => of7({}).login('access', 'master password'));
  check(none, 'usage');
  assert.equal(none.code, 'clientSideEncryptionDisabled');
  check(await caught(of7({}).getDomain), 'unsupportedByServer');
  check(await caught(of7({}).getRecentPasswords), 'unsupportedByServer');
  const ended = await caught(of7({ '/vaults': [401, refusal('accessTokenExpired')] }).getVaults);
  check(ended, 'api');
  assert.deepEqual([ended.code, ended.legacyCode], ['accessTokenExpired', 'apiSessionExpired']);
  assert.deepEqual(ended.data, { errorMessage: 'no', errors: refusal('accessTokenExpired').errors });
});

test('what Passwork 7 alone can do is refused by API v4, and nothing is sent', async (t) => {
  const { client, server } = await session(t, 'plain');
  const text = fs.readFileSync(`${folder}/types/client.d.ts`, 'utf8');
  const [, own] = /-- Passwork 7; not enumerable\n([\s\S]*?)^\}/m.exec(text);
  const names = [...own.matchAll(/^ {2}(\w+): \(/gm)].map(([, name]) => name);
  assert.equal(names.length, 23);
  const sent = server.log.length;
  for (const name of names) {
    const error = await caught(() => client[name]('a', 'b', 'c'));
    check(error, 'unsupportedByServer');
    assert.match(error.message, new RegExp(`^${name} `));
    assert.equal(Object.keys(client).includes(name), false);
  }
  assert.equal(server.log.length, sent);
});

test('generation: not enumerable, known by the host, the option or the first answer', async (t) => {
  const { client, server, world } = await session(t, 'plain', { login: false });
  const generationOf = (options) => new Passwork(options).generation;
  assert.deepEqual(
    ['https://x', 'https://x/api/v4', 'https://x/api/v1', { host: 'https://x', apiVersion: 4 }].map(generationOf),
    [undefined, undefined, 7, 4],
  );
  assert.equal(generationOf({ host: 'https://x', apiVersion: 7 }), 7);
  assert.equal(client.generation, undefined);
  assert.equal(Object.keys(client).includes('generation'), false);
  await client.login(world.apiKey);
  assert.equal(client.generation, 4);
  assert.equal(client.with({}).generation, 4);
  assert.equal(new Passwork({ host: server.url }).generation, undefined);
});

test('a login of Passwork 7 takes tokens in every form that is declared', async () => {
  const user = { id: 'u', login: 'bob', fullName: 'Bob', email: 'bob@example.com' };
  const pairs = ['a:r', { token: 'a', refreshToken: 'r' }, { accessToken: 'a', refreshToken: 'r' }];
  for (const given of [...pairs, 'a', { token: 'a' }, { accessToken: 'a', refreshToken: null }]) {
    for (const name of ['login', 'loginWithKey']) {
      assert.deepEqual(await of7({ '/users/info': user })[name](given), {
        token: 'a',
        refreshToken: pairs.includes(given) ? 'r' : null,
        tokenTtl: null,
        refreshTokenTtl: null,
        tokenExpiredAt: null,
        refreshTokenExpiredAt: null,
        user,
        versionInfo: { version: '7', legacySupport: false },
      });
    }
  }
  for (const given of pairs.slice(1)) {
    const client = of7({});
    const told = [];
    client.listenEvent('tokensChanged', (tokens) => told.push(tokens));
    await client.setAuthOptions(given);
    assert.deepEqual(told, [{ token: 'a', refreshToken: 'r' }]);
  }
});

test('PassworkError.is: of the class, taken off, and nothing that can be seen', async () => {
  const error = await caught(new Passwork({}).getVaults);
  const { is } = PassworkError;
  assert.deepEqual([error, new Error('x'), { kind: 'api' }, null, undefined, 'text'].map(is), [
    true,
    ...Array(5).fill(false),
  ]);
  assert.deepEqual(Object.keys(PassworkError), []);
  assert.equal('is' in error, false);
  const { PassworkError: OfDropIn } = createRequire(import.meta.url)(`${folder}/src/passwork-api.js`);
  assert.equal(OfDropIn.is, is);
  const same = await inProject(
    'module',
    `import Passwork, { PassworkError } from 'passwork-wasm';
     import { createRequire } from 'node:module';
     const required = createRequire(import.meta.url)('passwork-wasm');
     const error = await new Passwork({}).getVaults().catch((reason) => reason);
     print([required.PassworkError.is(error), PassworkError.is(error), required === Passwork, typeof required]);`,
  );
  assert.deepEqual(same, [true, true, true, 'function']);
});
