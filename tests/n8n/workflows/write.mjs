// Create, change, delete.
import assert from 'node:assert/strict';
import { byId, GENERATIONS, jsonOf, passwork, place, workflow } from '../builder.mjs';
import { SECRETS } from '../servers.mjs';

export const asked = ['password'];

export const definition = workflow(
  'write',
  GENERATIONS.flatMap((generation) => {
    const make = (name) => ({ vault: place('Infrastructure'), folder: place('Databases'), name, password: 'first' });
    const values = {
      password: '={{ $json.password }}',
      tags: 'a, b',
      custom: { field: [{ name: 'k', type: 'password', value: 'v' }] },
    };
    const orders = { item: place('Infrastructure/Databases/orders'), fields: ['password'] };
    return [
      passwork(`kept ${generation}`, generation, 'item', 'create', make('kept')),
      passwork(`read ${generation}`, generation, 'item', 'get', orders),
      passwork(`changed ${generation}`, generation, 'item', 'update', {
        item: place('Infrastructure/Databases/kept'),
        values,
      }),
      passwork(`gone ${generation}`, generation, 'item', 'create', make('gone')),
      passwork(`deleted ${generation}`, generation, 'item', 'delete', { item: byId('={{ $json.id }}') }),
    ];
  }),
);

export function check(execution, servers) {
  for (const generation of GENERATIONS) {
    const kept = servers[generation].read('Infrastructure/Databases/kept');
    assert.equal(kept.password, SECRETS.password);
    assert.deepEqual(kept.tags, ['a', 'b']);
    assert.equal(kept.custom.k.value ?? kept.custom.k, 'v');
    const [changed] = jsonOf(execution, `changed ${generation}`);
    assert.equal(changed.id, kept.id);
    assert.deepEqual(Object.keys(changed).sort(), ['folderId', 'id', 'login', 'name', 'tags', 'url', 'vaultId']);
    assert.equal(jsonOf(execution, `deleted ${generation}`)[0].deleted, true);
    assert.throws(() => servers[generation].read('Infrastructure/Databases/gone'));
  }
}
