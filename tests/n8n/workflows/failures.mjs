// What goes wrong: an item that is not there goes to the output for errors, the others on; what an expression did not find is not taken
// as all; wrong credentials end the workflow.
import assert from 'node:assert/strict';
import { GENERATIONS, itemsOf, jsonOf, passwork, place, workflow } from '../builder.mjs';

export const asked = [];
export const status = 'error';

const toErrors = { onError: 'continueErrorOutput', executeOnce: true };
const further = { onError: 'continueRegularOutput', executeOnce: true };
const missing = { item: place('Infrastructure/Databases/order') };

const NOTHING = {
  undefined: { query: '={{ $json.none }}' },
  null: { query: '={{ null }}' },
  empty: { query: '={{ $json.none }}{{ $json.none }}' },
};

const nowhere = { item: place('Nowhere/x') };

export const definition = workflow(
  'failures',
  [
    passwork('old token', 'old7', 'vault', 'getMany', {}, further),
    ...GENERATIONS.map((generation) => passwork(`missing ${generation}`, generation, 'item', 'get', missing, further)),
    ...Object.entries(NOTHING).map(([name, query]) =>
      passwork(`nothing ${name}`, 'v4', 'item', 'search', query, further),
    ),
    passwork('aside v4', 'v4', 'item', 'get', nowhere, toErrors),
    passwork('wrong key', 'wrong4', 'vault', 'getMany', {}, { executeOnce: true }),
    { name: 'caught v4', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
  ],
  [
    ['aside v4', 1, 'caught v4'],
    ['caught v4', 0, 'wrong key'],
  ],
);

export function check(execution) {
  for (const generation of GENERATIONS) {
    const [{ json, pairedItem }] = itemsOf(execution, `missing ${generation}`);
    assert.equal(json.error.kind, 'usage');
    assert.match(json.message, /orders/);
    assert.match(json.error.description, /^Kind: usage\. /);
    assert.deepEqual(pairedItem, { item: 0 });
  }
  for (const name of Object.keys(NOTHING)) {
    const found = jsonOf(execution, `nothing ${name}`);
    assert.equal(found.length, 1, name);
    assert.match(found[0].message, /^Search For .*: the expression found nothing$/, name);
  }
  const [old] = jsonOf(execution, 'old token');
  assert.equal(old.error.kind, 'api');
  assert.match(old.error.description, /Make new tokens in Passwork/);
  assert.deepEqual(itemsOf(execution, 'aside v4', 0), []);
  assert.equal(jsonOf(execution, 'caught v4')[0].error.kind, 'usage');
  const { error } = execution.data.resultData;
  assert.equal(error.name, 'NodeApiError');
  assert.match(error.message, /apiKeyIsWrong/);
  assert.match(error.description, /^Kind: api, code: apiKeyIsWrong\. /);
}
