// What n8n is told when something goes wrong.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId, execute, place, run, servers } from './support/functions.mjs';

const [v4] = servers;

/** The error of a run. */
const failure = (...words) =>
  run(...words).then(
    () => assert.fail('it did not fail'),
    (error) => error,
  );

for (const { name, make } of servers) {
  test(`${name}: the kind and what to do stand in the description, the item in the context`, async () => {
    const server = make();
    const missing = await failure(server, 'item', 'get', { item: place('Infrastructure/Databases/order') });
    assert.equal(missing.name, 'NodeOperationError');
    assert.equal(missing.description, 'Kind: usage. Check the parameters of the node.');
    assert.match(missing.message, /orders/, 'what nearly has the name');
    assert.equal(missing.context.itemIndex, 0);

    const unknown = await failure(server, 'item', 'get', { item: byId('65a1000000000000000000ff') });
    assert.equal(unknown.name, 'NodeApiError');
    assert.match(unknown.description, /^Kind: api, code: \w+\. /);
    assert.match(unknown.httpCode, /^4\d\d$/);

    server.fail({ path: '/*', with: 'reset' });
    const lost = await failure(server, 'vault', 'getMany');
    assert.match(lost.description, /^Kind: network\. .*NODE_EXTRA_CA_CERTS/);
  });

  test(`${name}: with continueOnFail the items that failed stand in their places`, async () => {
    const server = make();
    const { id } = server.read('Infrastructure/mail');
    const ids = [id, 'none', id];
    const { results } = await execute(server, {
      parameters: (at) => ({ resource: 'item', operation: 'get', item: byId(ids[at]), fields: ['id'] }),
      items: ids.map(() => ({ json: {} })),
      continueOnFail: true,
    });
    assert.deepEqual(
      results.map(({ pairedItem }) => pairedItem.item),
      [0, 1, 2],
    );
    assert.deepEqual([results[0].json, results[2].json], [{ id }, { id }]);
    assert.deepEqual(Object.keys(results[1].json), ['message', 'error'], 'by these two n8n knows an item that failed');
    assert.equal(results[1].json.error.kind, 'api');
    assert.match(results[1].json.error.description, /^Kind: api/);
  });

  test(`${name}: a login that fails is the failure of every item`, async () => {
    const server = make();
    server.revoke();
    const options = { items: [{ json: {} }, { json: {} }], continueOnFail: true };
    const results = await run(server, 'vault', 'getMany', {}, options);
    assert.equal(results.length, 2);
    assert.deepEqual(
      results.map(({ error }) => error.kind),
      ['api', 'api'],
    );
  });
}

test('writes stop at the first that fails', async () => {
  const server = v4.make();
  server.fail({ method: 'POST', path: '/passwords', nth: 2, times: 1, with: 500 });
  await assert.rejects(
    execute(server, {
      items: [{ json: {} }, { json: {} }, { json: {} }],
      parameters: (at) => ({ resource: 'item', operation: 'create', vault: place('Infrastructure'), name: `n${at}` }),
    }),
  );
  const names = Object.keys(server.contents().Infrastructure);
  assert.ok(names.includes('n0') && !names.includes('n1') && !names.includes('n2'), names.join());
});

test('references: one that fails is its own error, several are listed by their names', async () => {
  const server = v4.make();
  const rows = (...references) => ({
    references: { reference: references.map((reference, at) => ({ name: `N${at}`, reference })) },
  });
  const good = 'pw://Infrastructure/mail/password';
  const one = await failure(server, 'reference', 'resolve', rows(good, 'pw://Infrastructure/mail/none'));
  assert.match(one.message, /none/);
  assert.match(one.description, /^Kind: usage/);
  const several = await failure(server, 'reference', 'resolve', rows('nonsense', good, 'pw://Nowhere/mail/password'));
  assert.equal(several.message, '2 references could not be resolved');
  assert.match(several.description, /^N0 \(usage\): .*; N2 \(usage\): /);
  const parameters = rows('nonsense', good, 'pw://Nowhere/mail/password');
  const [kept] = await run(server, 'reference', 'resolve', parameters, { continueOnFail: true });
  assert.equal(kept.error.description, several.description);
});

test('what the form lets through and cannot be meant', async () => {
  const server = v4.make();
  const twice = { reference: [1, 2].map(() => ({ name: 'A', reference: 'pw://a/b/c' })) };
  for (const [words, message] of [
    [['item', 'get', { item: place(' ') }], /Item is empty/],
    [['item', 'get', { item: place('pw://') }], /reference/i],
    [['item', 'get', { item: place('../../x') }], /./],
    [['item', 'getMany', { vault: byId('') }], /Vault is empty/],
    [['item', 'getTotp', { item: place('Infrastructure/mail'), field: '' }], /./],
    [['reference', 'resolve', { references: {} }], /There is no reference/],
    [['reference', 'resolve', { references: twice }], /Two references have the name A/],
    [
      ['reference', 'resolve', { references: { reference: [{ name: '', reference: 'x' }] } }],
      /References: Name is empty/,
    ],
    [['apiCall', 'call', { path: '/x', payload: '{' }], /not valid JSON/],
    [['item', 'none', {}], /no operation none of item/],
  ]) {
    const error = await failure(server, ...words);
    assert.match(error.message, message, JSON.stringify(words));
    assert.match(error.name, /^Node(Api|Operation)Error$/, JSON.stringify(words));
  }
});

test('a file that is too large, a code that is none', async () => {
  const server = v4.make();
  const binary = { data: { data: Buffer.alloc(5 * 1024 * 1024 + 1).toString('base64'), fileName: 'big' } };
  const options = { items: [{ json: {}, binary }] };
  const big = await failure(server, 'attachment', 'upload', { item: place('Infrastructure/mail') }, options);
  assert.match(big.description, /^Kind: attachment/);
  const item = place('Infrastructure/Databases/orders');
  const none = await failure(server, 'item', 'getTotp', { item, field: 'pin', fields: ['code'] });
  assert.match(none.description, /^Kind: (totp|usage)/);
});
