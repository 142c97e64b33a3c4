// Vaults, folders, items and searches; any endpoint of Passwork 7.
import assert from 'node:assert/strict';
import { GENERATIONS, jsonOf, passwork, place, workflow } from '../builder.mjs';

export const asked = [];

const once = { executeOnce: true };
const vault = place('Infrastructure');

export const definition = workflow('lists', [
  ...GENERATIONS.flatMap((generation) => [
    passwork(`vaults ${generation}`, generation, 'vault', 'getMany', {}, once),
    passwork(`folders ${generation}`, generation, 'folder', 'getMany', { vault }, once),
    passwork(`top ${generation}`, generation, 'item', 'getMany', { vault, fields: ['name'] }, once),
    passwork(
      `folder ${generation}`,
      generation,
      'item',
      'getMany',
      { vault, folder: place('Databases'), fields: ['name'] },
      once,
    ),
    passwork(`search ${generation}`, generation, 'item', 'search', { query: 'orders', fields: ['name'] }, once),
  ]),
  passwork('call v7', 'v7', 'apiCall', 'call', { method: 'GET', path: '/app/features', fields: ['answer'] }, once),
]);

export function check(execution) {
  for (const generation of GENERATIONS) {
    const names = (node) => jsonOf(execution, `${node} ${generation}`).map(({ name }) => name);
    assert.deepEqual(names('vaults').sort(), ['Infrastructure', 'Many']);
    assert.deepEqual(names('folders'), ['Databases']);
    assert.deepEqual(names('top'), ['target']);
    assert.deepEqual(names('folder'), ['orders']);
    assert.deepEqual(names('search'), ['orders']);
  }
  const [{ answer }] = jsonOf(execution, 'call v7');
  assert.equal(typeof answer, 'object');
}
