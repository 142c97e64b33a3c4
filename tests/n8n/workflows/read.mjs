// An item as the node is set at first: nothing secret comes back.
import assert from 'node:assert/strict';
import { byName, GENERATIONS, jsonOf, passwork, place, workflow } from '../builder.mjs';

export const asked = [];

export const definition = workflow(
  'read',
  GENERATIONS.flatMap((generation) => [
    passwork(`item ${generation}`, generation, 'item', 'get', { item: place('Infrastructure/Databases/orders') }),
    passwork(`code ${generation}`, generation, 'item', 'getTotp', {
      item: place('pw://Infrastructure/Databases/orders/password'),
      field: '2FA',
    }),
    passwork(`file ${generation}`, generation, 'attachment', 'download', {
      item: place('Infrastructure/Databases/orders'),
      attachment: byName('key.pem'),
    }),
  ]),
);

export function check(execution, servers) {
  for (const generation of GENERATIONS) {
    const [item] = jsonOf(execution, `item ${generation}`);
    const { id, vaultId, folderId, ...rest } = item;
    assert.deepEqual(rest, { name: 'orders', login: 'app', url: 'https://db.example.com', tags: ['production'] });
    assert.equal(id, servers[generation].read('Infrastructure/Databases/orders').id);
    assert.ok(vaultId && folderId);
    assert.deepEqual(jsonOf(execution, `code ${generation}`), [{ field: '2FA' }]);
    assert.deepEqual(jsonOf(execution, `file ${generation}`), [{ name: 'key.pem', size: 16 }]);
  }
}
