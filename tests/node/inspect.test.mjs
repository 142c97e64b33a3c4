// A client in the console: a line instead of eighty functions, and no secret in it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import util from 'node:util';
import { Passwork, session } from './support/client.mjs';

const FUNCTIONS = 80;

test('what util.inspect and console.log show', async (t) => {
  const { client, world } = await session(t, 'mp');
  const shown = util.inspect(client);
  assert.match(
    shown,
    /^Passwork \{\s+host: 'http:\/\/127\.0\.0\.1:\d+[^']*',\s+generation: 4,\s+session: 'open',\s+encryption: 'sealed'\s+\}$/,
  );
  assert.equal(util.inspect(client.with({ timeout: 1 })), shown);
  assert.match(util.inspect({ deep: [client] }), /encryption: 'sealed'/);
  await client.logout();
  assert.match(util.inspect(client), /session: 'none',\s+encryption: 'undecided'/);
  for (const secret of world.secrets.keys()) assert.ok(!shown.includes(secret));
});

test('a host has no credentials there; one that is missing is shown as missing', () => {
  const shown = util.inspect(new Passwork('https://me:secret@pw.example/api/v4'));
  assert.match(shown, /host: 'https:\/\/pw\.example\/api\/v4'/);
  assert.ok(!/secret|me:/.test(shown));
  assert.match(util.inspect(new Passwork({})), /host: undefined/);
});

test('Deno passes its function first; without one there is a record; names that can be enumerated stay the 80', async (t) => {
  const { client } = await session(t, 'plain', { login: false });
  const forDeno = client[Symbol.for('Deno.customInspect')];
  assert.equal(
    forDeno((value) => Object.keys(value).join(), {}),
    'Passwork host,generation,session,encryption',
  );
  assert.deepEqual(Object.keys(forDeno()), ['host', 'generation', 'session', 'encryption']);
  assert.equal(Object.keys(client).length, FUNCTIONS);
  assert.equal(
    Object.entries(Object.getOwnPropertyDescriptors(client)).filter(([, d]) => d.enumerable).length,
    FUNCTIONS,
  );
  for (const symbol of Object.getOwnPropertySymbols(client)) {
    assert.equal(Object.getOwnPropertyDescriptor(client, symbol).enumerable, false);
  }
});
