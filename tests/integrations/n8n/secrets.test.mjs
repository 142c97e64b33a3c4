// Nothing secret comes back, or out in an error, that was not asked for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import {
  byId,
  byName,
  credentialsFor,
  execute,
  executeFunctions,
  place,
  SECRETS,
  servers,
} from './support/functions.mjs';
import { Passwork } from './support/node.mjs';

const ORDERS = 'Infrastructure/Databases/orders';
const item = place(ORDERS);
const references = { reference: [{ name: 'DB', reference: `pw://${ORDERS}/password` }] };

const hidden = (value) => {
  const text = inspect(value, { depth: 20, showHidden: true, maxStringLength: null });
  for (const [name, secret] of Object.entries(SECRETS)) {
    assert.ok(!text.includes(secret), `${name} is in it: ${text}`);
    assert.ok(!text.includes(Buffer.from(secret).toString('base64')), `${name} is in it, in base64: ${text}`);
  }
  return text;
};

/** Every operation that reads, as it is set when it is dragged into a workflow. */
const READING = [
  { resource: 'item', operation: 'get', item },
  { resource: 'item', operation: 'getMany', vault: place('Infrastructure'), wholeVault: true },
  { resource: 'item', operation: 'search', query: 'orders' },
  { resource: 'item', operation: 'getTotp', item, field: '2FA' },
  { resource: 'reference', operation: 'resolve', references },
  { resource: 'attachment', operation: 'getMany', item },
  { resource: 'attachment', operation: 'download', item, attachment: byName('key.pem') },
  { resource: 'folder', operation: 'getMany', vault: place('Infrastructure') },
  { resource: 'vault', operation: 'getMany' },
];

for (const { name, make, generation } of servers) {
  test(`${name}: no operation returns a secret by default`, async () => {
    const server = make();
    const calls = [...READING];
    if (generation === 7) {
      const { id } = server.read(ORDERS);
      calls.push({ resource: 'apiCall', operation: 'call', path: `/items/${id}` });
    }
    for (const parameters of calls) {
      const { results } = await execute(server, { parameters });
      assert.ok(results.length, parameters.operation);
      const text = hidden(results);
      assert.doesNotMatch(text, /binary|"\d{6}"|crypted/i, parameters.operation);
    }
  });

  test(`${name}: each secret comes alone`, async () => {
    const server = make();
    for (const [field, secret] of [
      ['password', SECRETS.password],
      ['custom', SECRETS.pin],
    ]) {
      const { results } = await execute(server, {
        parameters: { resource: 'item', operation: 'get', item, fields: [field] },
      });
      assert.ok(inspect(results, { depth: 9 }).includes(secret));
      assert.deepEqual(Object.keys(results[0].json), [field]);
    }
  });

  test(`${name}: a change does not return what was written`, async () => {
    const values = {
      password: 'canary-written-4',
      custom: { field: [{ name: 'k', type: 'password', value: 'canary-5' }] },
    };
    const { results } = await execute(make(), { parameters: { resource: 'item', operation: 'update', item, values } });
    assert.doesNotMatch(hidden(results), /canary/);
  });
}

test('the choice of fields stands beside the notice, and no secret is in what is chosen at first', () => {
  const { properties } = new Passwork().description;
  const choices = properties.filter(({ name }) => name === 'fields');
  assert.ok(choices.length > 8);
  for (const choice of choices) {
    const secrets = choice.options.filter(({ name }) => name.endsWith('(Secret)')).map(({ value }) => value);
    const { operation } = choice.displayOptions.show;
    if (operation[0] !== 'share')
      assert.deepEqual(
        choice.default.filter((value) => secrets.includes(value)),
        [],
      );
    const notice = properties[properties.indexOf(choice) + 1];
    assert.equal(notice.type, 'notice');
    assert.match(notice.displayName, /execution data/);
    assert.deepEqual(notice.displayOptions.show, choice.displayOptions.show);
  }
});

test('what is secret is declared to n8n', () => {
  const { properties, sensitiveOutputFields } = new Passwork().description;
  const secrets = properties
    .filter(({ name }) => name === 'fields')
    .flatMap(({ options }) => options.filter(({ name }) => name.endsWith('(Secret)')).map(({ value }) => value))
    .filter((value) => value !== 'contents'); // a file is no member of the JSON
  assert.deepEqual([...new Set(secrets)].sort(), [...sensitiveOutputFields].sort());
});

test('names of custom fields come without the fields', async () => {
  const [{ make }] = servers;
  const parameters = { resource: 'item', operation: 'get', item, fields: ['customNames'] };
  const { results } = await execute(make(), { parameters });
  assert.deepEqual(results[0].json, { customNames: ['region', 'pin', '2FA'] });
});

test('it is no tool for AI agents', () => {
  assert.equal('usableAsTool' in new Passwork().description, false);
});

for (const { name, make, generation } of servers) {
  test(`${name}: no error holds what the credentials hold`, async () => {
    const server = make();
    const loginPath = generation === 7 ? '/users/info' : '/auth/login/*';
    const echo = (credentials) => ({ status: 403, code: 'x', message: credentials.accessToken || credentials.apiKey });
    for (const fault of ['html', 'reset', 'cutOff', 'empty', 500, echo]) {
      for (const path of fault === echo ? [loginPath] : [loginPath, '/*']) {
        for (const continueOnFail of [false, true]) {
          server.reset();
          const credentials = credentialsFor(server);
          server.fail({ path, with: typeof fault === 'function' ? fault(credentials) : fault });
          const options = { parameters: { resource: 'item', operation: 'get', item: byId('x') }, continueOnFail };
          const outcome = await execute(server, options).then(
            ({ results }) => results,
            (error) => error,
          );
          const text = inspect(outcome, { depth: 20, showHidden: true, maxStringLength: null });
          for (const secret of ['apiKey', 'accessToken', 'masterPassword', 'masterKey']) {
            if (credentials[secret]) assert.ok(!text.includes(credentials[secret]), `${secret}, ${fault}: ${text}`);
          }
          assert.match(text, /Kind: \w+/);
        }
      }
    }
  });
}

test('the test of credentials says nothing secret', async () => {
  const [{ make }] = servers;
  const server = make();
  const functions = executeFunctions(server);
  const request = async ({ uri, encoding, simple, followRedirect, ...rest }) => {
    assert.ok(encoding === null && simple === false && followRedirect === false);
    return await functions.helpers.httpRequest({
      ...rest,
      url: uri,
      encoding: 'arraybuffer',
      returnFullResponse: true,
      ignoreHttpStatusErrors: true,
      disableFollowRedirect: true,
    });
  };
  const { passworkApiTest } = new Passwork().methods.credentialTest;
  const tried = (changes) =>
    passworkApiTest.call({ logger: functions.logger, helpers: { request } }, { data: credentialsFor(server, changes) });
  assert.deepEqual(await tried({}), { status: 'OK', message: 'Connected to Passwork (API v4)' });
  const wrong = await tried({ masterPassword: 'canary-wrong-6' });
  assert.equal(wrong.status, 'Error');
  assert.match(wrong.message, /Kind: crypto/);
  assert.doesNotMatch(wrong.message, /canary/);
  assert.match((await tried({ apiKey: 'canary-key-7' })).message, /Kind: api, code: apiKeyIsWrong/);
  assert.match((await tried({ host: '' })).message, /Kind: usage/);
  assert.match((await tried({ apiKey: '' })).message, /no API Key or Access Token/);
});
