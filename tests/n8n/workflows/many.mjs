// 500 items, by one login: all are listed, and each is read by its id.
import assert from 'node:assert/strict';
import { byId, GENERATIONS, itemsOf, passwork, place, workflow } from '../builder.mjs';
import { ITEMS } from '../servers.mjs';

export const asked = [];

const all = { vault: place('Many'), fields: ['id', 'name'] };

export const definition = workflow(
  'many',
  GENERATIONS.flatMap((generation) => [
    passwork(`all ${generation}`, generation, 'item', 'getMany', all, { executeOnce: true }),
    passwork(`each ${generation}`, generation, 'item', 'get', {
      item: byId('={{ $json.id }}'),
      fields: ['name', 'login', 'customNames'],
    }),
  ]),
);

export function check(execution, servers, { since }) {
  for (const generation of GENERATIONS) {
    const listed = itemsOf(execution, `all ${generation}`);
    const read = itemsOf(execution, `each ${generation}`);
    assert.equal(listed.length, ITEMS);
    assert.equal(read.length, ITEMS);
    for (const [at, { json, pairedItem }] of read.entries()) {
      assert.deepEqual(pairedItem, { item: at });
      assert.equal(json.name, listed[at].json.name);
      assert.equal(json.login, json.name.replace('item ', 'login-'));
    }
  }
  const logins = servers.v4.requests.slice(since.v4).filter(({ path }) => path.startsWith('/auth/login/'));
  const logouts = servers.v4.requests.slice(since.v4).filter(({ path }) => path === '/auth/logout');
  assert.equal(logins.length, 2, 'API v4: one login for each node that ran');
  assert.equal(logouts.length, 2);
}
