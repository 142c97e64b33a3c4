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
  for (const name of ['httpRequest', 'httpStatus', 'httpMessage', 'code', 'status', 'data']) {
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
  assert.equal(Object.keys(DECLARED).length, 11);
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
