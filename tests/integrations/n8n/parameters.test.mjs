// Every parameter of every operation with what it cannot mean: the node refuses it before it sends anything but the login.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { byName, execute, executeFunctions, expression, place, run, servers } from './support/functions.mjs';
import { Passwork, sources } from './support/node.mjs';
import { CANARY, oddValues } from './support/odd.mjs';

const { properties } = new Passwork().description;
const item = place('Infrastructure/Databases/orders');
const vault = place('Infrastructure');
const binary = { data: { data: 'YQ==', fileName: 'a.txt' } };

/** What each operation has to be given; the rest is as the form has it. Those that another needs afterwards come before it. */
const VALID = {
  'apiCall.call': { path: '/app/features' },
  'attachment.download': { item, attachment: byName('key.pem') },
  'attachment.getMany': { item },
  'attachment.upload': { item: place('Infrastructure/mail') },
  'folder.getMany': { vault },
  'item.create': { vault, name: 'made', password: 'x' },
  'item.get': { item },
  'item.getMany': { vault },
  'item.getTotp': { item, field: '2FA' },
  'item.search': {},
  'item.share': { item },
  'item.update': { item },
  'item.delete': { item: place('Infrastructure/mail') },
  'reference.resolve': { references: { reference: [{ name: 'A', reference: 'pw://Infrastructure/mail/login' }] } },
  'vault.getMany': {},
};

const OPERATIONS = properties
  .filter(({ name }) => name === 'operation')
  .flatMap(({ displayOptions, options }) => options.map(({ value }) => [displayOptions.show.resource[0], value]));

const parametersOf = (resource, operation) =>
  properties.filter(({ type, displayOptions: { show } = {} }) => {
    return type !== 'notice' && show?.resource?.includes(resource) && show.operation?.includes(operation);
  });

/** Finding out the generation, logging in, opening the keys (or seeing that there are none), logging out: what is sent whatever the parameters are. */
const OF_THE_SESSION =
  /\/(auth\/\w.*|info\/version|vaults\/list|user\/get-master-key-options|users\/info|users\/keys|users\/master-key\/options)$/;
const isOfTheSession = ({ url }) => OF_THE_SESSION.test(url);

test('the operations that are tried are those of the form', () => {
  assert.deepEqual(Object.keys(VALID).sort(), OPERATIONS.map((words) => words.join('.')).sort());
});

for (const { name, make, generation } of servers) {
  for (const [resource, operation] of OPERATIONS) {
    const valid = { resource, operation, ...VALID[`${resource}.${operation}`] };

    test(`${name}: ${resource} ${operation} refuses what its parameters cannot mean`, async () => {
      const server = make();
      const cases = parametersOf(resource, operation).flatMap((property) =>
        oddValues(property).map(([value, label]) => ({ given: { [property.name]: value }, label })),
      );
      assert.ok(cases.length >= 10, `only ${cases.length}`);
      const before = structuredClone(server.contents());
      const { results, functions } = await execute(server, {
        items: cases.map(() => ({ json: {}, binary })),
        parameters: (at) => ({ ...valid, ...cases[at].given }),
        continueOnFail: true,
      });
      assert.deepEqual(
        functions.requests.filter((request) => !isOfTheSession(request)).map(({ method, url }) => `${method} ${url}`),
        [],
      );
      assert.deepEqual(server.contents(), before);
      assert.equal(results.length, cases.length);
      for (const [at, { json }] of results.entries()) {
        const what = inspect(cases[at], { depth: 6 });
        assert.ok(json.error, `it was done: ${what}`);
        assert.ok(!('kind' in json.error), `the client refused it, not the node: ${what}: ${json.message}`);
        assert.match(json.message.replace(cases[at].label, ''), /^(: a tag)? (is|has) /, what);
        assert.ok(!inspect(json).includes(CANARY), `the error repeats the value: ${what}`);
      }
    });

    test(`${name}: ${resource} ${operation} does what it is for`, async () => {
      const done = execute(make(), { items: [{ json: {}, binary }], parameters: valid });
      if (resource === 'apiCall' && generation === 4) await assert.rejects(done, /Passwork 7|API v4/);
      else assert.ok((await done).results.length);
    });
  }

  test(`${name}: a refusal is the node's error for its item`, async () => {
    const server = make();
    const parameters = { resource: 'item', operation: 'share', item, hours: null };
    const error = await execute(server, { parameters }).catch((error) => error);
    assert.deepEqual(
      [error.name, error.message, error.context.itemIndex],
      ['NodeOperationError', 'Lifetime in Hours has no value: the expression found nothing', 0],
    );
  });

  test(`${name}: what is left empty on purpose is empty`, async () => {
    const server = make();
    const names = async (...words) => (await run(server, ...words)).map((found) => found.name).sort();
    assert.deepEqual(await names('item', 'search', { query: '', vault: place('') }), ['mail', 'old', 'orders']);
    assert.deepEqual(await names('item', 'getMany', { vault, folder: place('') }), ['mail']);
    await run(server, 'item', 'update', { item, values: { custom: {} } });
    assert.equal(server.read(item.value).custom, undefined);
  });

  test(`${name}: an expression that gives an empty text does not mean all, or the top`, async () => {
    const empty = expression('');
    for (const [operation, parameters, label] of [
      ['search', { query: empty }, 'Search For'],
      ['search', { query: 'x', tags: empty }, 'Tags'],
      ['search', { query: 'x', tags: expression(' , ') }, 'Tags'],
      ['search', { query: 'x', tags: expression([]) }, 'Tags'],
      ['search', { query: 'x', vault: place(empty) }, 'Vault'],
      ['search', { query: 'x', vault: expression(place('')) }, 'Vault'],
      ['getMany', { vault, folder: place(empty) }, 'Folder'],
      ['create', { vault, folder: place(empty), name: 'lost', password: 'x' }, 'Folder'],
    ]) {
      const functions = executeFunctions(make(), { parameters: { resource: 'item', operation, ...parameters } });
      const message = `${label} is empty: the expression found nothing`;
      await assert.rejects(new Passwork().execute.call(functions), { name: 'NodeOperationError', message });
      assert.deepEqual(
        functions.requests.filter((request) => !isOfTheSession(request)),
        [],
      );
    }
    const names = async (...words) => (await run(make(), ...words)).map((found) => found.name).sort();
    assert.deepEqual(await names('item', 'search', { query: expression('orders') }), ['orders']);
    assert.deepEqual(await names('item', 'getMany', { vault, folder: place(expression('Databases')) }), ['orders']);
    const [made] = await run(make(), 'item', 'create', { vault, name: 'n', password: expression('') });
    assert.equal(made.name, 'n', 'an empty password is a password');
  });

  test(`${name}: every field of an item is changed by its name in the form`, async () => {
    const server = make();
    const { options } = parametersOf('item', 'update').find((property) => property.name === 'values');
    const custom = { field: [{ name: 'k', type: 'text', value: 'v' }] };
    const values = Object.fromEntries(options.map((option) => [option.name, 'x']));
    const id = server.read(item.value).id;
    await run(server, 'item', 'update', { item, values: { ...values, custom, colorCode: '2', tags: 'x' } });
    const {
      password,
      login,
      url,
      description,
      tags,
      color,
      custom: fields,
    } = server.read('Infrastructure/Databases/x');
    assert.equal(server.read('Infrastructure/Databases/x').id, id);
    assert.deepEqual([password, login, url, description, tags], ['x', 'x', 'x', 'x', ['x']]);
    assert.deepEqual([Number(color), fields.k.value ?? fields.k], [2, 'v']);
  });

  test(`${name}: a link lives as long as was asked, and works once unless it was asked for more`, async () => {
    const server = make();
    for (const [hours, reusable, expected] of [
      [1, false, { 4: { time: 1, reusable: false }, 7: { expirationTime: '1 hour', type: 'single_use' } }],
      [8760, true, { 4: { time: 8760, reusable: true }, 7: { expirationTime: '1 month', type: 'reusable' } }],
    ]) {
      const { functions } = await execute(server, {
        parameters: { resource: 'item', operation: 'share', item, hours, reusable },
      });
      const sent = functions.requests.filter(({ method, url }) => method === 'POST' && !isOfTheSession({ url })).at(-1);
      const body = JSON.parse(sent.body.toString());
      for (const [member, value] of Object.entries(expected[generation])) assert.equal(body[member], value, member);
    }
  });
}

test('a node without an operation sends nothing', async () => {
  for (const change of [undefined, null, 5, {}, [], 'none', 'constructor']) {
    for (const name of ['resource', 'operation']) {
      const functions = executeFunctions(servers[0].make());
      const parameters = { resource: 'item', operation: 'get', [name]: change };
      functions.getNodeParameter = (asked) => parameters[asked];
      await assert.rejects(new Passwork().execute.call(functions), { name: 'NodeOperationError' });
      assert.deepEqual(functions.requests, []);
    }
  }
});

test('n8n is asked for parameters in one place, where each is read', () => {
  const folder = path.join(sources, 'nodes', 'Passwork');
  const files = fs.readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.ts'));
  const asking = files.filter((file) => fs.readFileSync(path.join(folder, file), 'utf8').includes('getNodeParameter'));
  assert.deepEqual(asking.sort(), ['operations/index.ts', 'parameters/given.ts'], 'the first: which operation it is');
  for (const file of files) {
    assert.doesNotMatch(fs.readFileSync(path.join(folder, file), 'utf8'), / as (string|number|boolean|object)\b/, file);
  }
});
