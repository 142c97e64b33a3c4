// References: several at once, used by the node behind.
import assert from 'node:assert/strict';
import { GENERATIONS, jsonOf, passwork, workflow } from '../builder.mjs';
import { SECRETS } from '../servers.mjs';

export const asked = ['password', 'custom'];

const reference = [
  { name: 'DB_PASSWORD', reference: 'pw://Infrastructure/Databases/orders/password' },
  { name: 'DB_PIN', reference: 'pw://Infrastructure/Databases/orders/pin' },
  { name: 'CODE', reference: 'pw://Infrastructure/Databases/orders/2FA?as=totp' },
];

export const definition = workflow(
  'references',
  GENERATIONS.flatMap((generation) => [
    passwork(`checked ${generation}`, generation, 'reference', 'resolve', { references: { reference } }),
    passwork(`values ${generation}`, generation, 'reference', 'resolve', {
      references: { reference },
      fields: ['values'],
    }),
  ]),
);

export function check(execution) {
  for (const generation of GENERATIONS) {
    const [{ values }] = jsonOf(execution, `values ${generation}`);
    assert.equal(values.DB_PASSWORD, SECRETS.password);
    assert.equal(values.DB_PIN, SECRETS.custom);
    assert.match(values.CODE, /^\d{6}$/);
    const [{ references }] = jsonOf(execution, `checked ${generation}`);
    assert.deepEqual(Object.keys(references), ['DB_PASSWORD', 'DB_PIN', 'CODE']);
  }
}
