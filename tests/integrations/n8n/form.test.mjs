// The form: its choosers, its parameters, its credentials.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId, executeFunctions, fromList, place, servers } from './support/functions.mjs';
import { Passwork, PassworkApi } from './support/node.mjs';

const { listSearch } = new Passwork().methods;
const names = ({ results }) => results.map(({ name }) => name).sort();

for (const { name, make } of servers) {
  test(`${name}: vaults and folders to choose from`, async () => {
    const server = make();
    const functions = executeFunctions(server);
    const vaults = await listSearch.searchVaults.call(functions);
    assert.deepEqual(names(vaults), ['Infrastructure', 'Mine']);
    assert.deepEqual(names(await listSearch.searchVaults.call(functions, 'INFRA')), ['Infrastructure']);
    const { value } = vaults.results.find((vault) => vault.name === 'Infrastructure');
    for (const vault of [byId(value), fromList(value), place('Infrastructure')]) {
      const folders = await listSearch.searchFolders.call(executeFunctions(server, { parameters: { vault } }));
      assert.deepEqual(names(folders), ['Databases', 'Databases / Archive']);
      assert.ok(folders.results.every((folder) => folder.value));
    }
    const filtered = await listSearch.searchFolders.call(
      executeFunctions(server, { parameters: { vault: byId(value) } }),
      'arch',
    );
    assert.deepEqual(names(filtered), ['Databases / Archive']);
    assert.deepEqual(await listSearch.searchFolders.call(executeFunctions(server)), { results: [] });
  });
}

test('every secret of the credentials is a password field', () => {
  const { properties } = new PassworkApi();
  const secret = properties.filter(({ typeOptions }) => typeOptions?.password).map(({ name }) => name);
  assert.deepEqual(secret, ['apiKey', 'accessToken', 'masterPassword', 'masterKey']);
  assert.deepEqual(
    properties.map(({ name }) => name).filter((name) => !secret.includes(name)),
    ['host', 'generation', 'encryption'],
  );
});

test('every operation is reached, and each of its parameters has one place', () => {
  const { properties } = new Passwork().description;
  const operations = properties.filter(({ name }) => name === 'operation');
  const reached = operations.flatMap(({ displayOptions, options }) =>
    options.map(({ value }) => `${displayOptions.show.resource[0]}.${value}`),
  );
  assert.deepEqual(reached.sort(), [
    'apiCall.call',
    'attachment.download',
    'attachment.getMany',
    'attachment.upload',
    'folder.getMany',
    'item.create',
    'item.delete',
    'item.get',
    'item.getMany',
    'item.getTotp',
    'item.search',
    'item.share',
    'item.update',
    'reference.resolve',
    'vault.getMany',
  ]);
  const places = properties
    .filter(({ displayOptions }) => displayOptions?.show?.operation)
    .map(({ name, displayOptions: { show } }) => `${show.resource}.${show.operation}.${name}`);
  assert.deepEqual(places, [...new Set(places)]);
  for (const { name, displayOptions } of properties.filter(({ displayOptions }) => displayOptions?.show?.operation)) {
    assert.ok(reached.includes(`${displayOptions.show.resource}.${displayOptions.show.operation}`), name);
  }
});
