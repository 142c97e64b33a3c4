// Secrets that are asked for come, and no others: also the control that the stored data is searched where it lies.
import assert from 'node:assert/strict';
import { GENERATIONS, jsonOf, passwork, place, workflow } from '../builder.mjs';
import { SECRETS } from '../servers.mjs';

export const asked = ['password'];

const item = place('Infrastructure/Databases/orders');

export const definition = workflow(
  'secrets',
  GENERATIONS.flatMap((generation) => [
    passwork(`password ${generation}`, generation, 'item', 'get', { item, fields: ['password'] }),
    passwork(`code ${generation}`, generation, 'item', 'getTotp', { item, field: '2FA', fields: ['code'] }),
    passwork(`link ${generation}`, generation, 'item', 'share', { item, hours: 1 }),
  ]),
);

export function check(execution) {
  for (const generation of GENERATIONS) {
    assert.deepEqual(jsonOf(execution, `password ${generation}`), [{ password: SECRETS.password }]);
    assert.match(jsonOf(execution, `code ${generation}`)[0].code, /^\d{6}$/);
    assert.match(jsonOf(execution, `link ${generation}`)[0].link, /^https?:\/\/.*#code=/);
  }
}
