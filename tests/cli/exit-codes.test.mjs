// Exit codes, one by one, each with one line on stderr, and as JSON.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { passwork, WORLDS, world } from './support/cli.mjs';

const [SEALED4, , SEALED7] = WORLDS;
const ORDERS = 'Infrastructure/Databases/orders';

/** Fails with a code, one line, nothing on stdout; the same as JSON. */
async function fails(env, args, code, words, more) {
  const seen = await passwork(env, args, more);
  assert.deepEqual([seen.code, seen.stdout], [code, ''], `${args.join(' ')}: ${seen.stderr}`);
  assert.match(seen.stderr, words, args.join(' '));
  assert.match(seen.stderr.split('\n')[0], /^passwork: \S/);
  const json = await passwork(env, ['--json', ...args], more);
  const { error } = JSON.parse(json.stderr.trimEnd().split('\n').at(-1));
  assert.deepEqual([json.code, json.stdout, error.exitCode], [code, '', code], args.join(' '));
  assert.equal(typeof error.kind, 'string');
  assert.match(error.message, /\S/);
  return seen;
}

for (const one of [SEALED4, SEALED7]) {
  test(`each failure has its code: ${one.name}`, async (t) => {
    const { env, server } = await world(t, one);
    const key = one.generation === 4 ? 'PASSWORK_API_KEY' : 'PASSWORK_TOKEN';
    const master = one.generation === 4 ? 'PASSWORK_MASTER_PASSWORD' : 'PASSWORK_MASTER_KEY';
    const from = server.requests.length;
    await fails(env, ['get'], 2, /takes one item or reference/);
    await fails(env, ['get', '--nonsense', ORDERS], 2, /unknown option '--nonsense'/);
    await fails(env, ['nonsense'], 2, /there is no such command/);
    await fails(env, ['get', `pw://${ORDERS}/password`, '--field', 'x'], 2, /names a field already/);
    await fails(env, ['ls', 'pw://Infrastructure/x/y'], 2, /leave out pw:\/\//i);
    await fails(env, ['get', 'pw://Infrastructure'], 2, /this is no reference/);
    await fails(env, ['totp', `pw://${ORDERS}/2FA?as=base64`], 2, /asks for base64, and this gives a code/);
    await fails(env, ['get', ORDERS, '--timeout', 'soon'], 2, /--timeout is a number/);
    await fails({ ...env, [`${key}_FILE`]: '/nowhere' }, ['ls'], 2, /are both set/);
    await fails({ ...env, PASSWORK_HOST: 'ftp://example.com' }, ['ls'], 2, /neither https:\/\/ nor http:\/\//);
    await fails({ ...env, PASSWORK_HOST: '' }, ['ls'], 2, /PASSWORK_HOST/);
    await fails({ ...env, [key]: '', PASSWORK_REFRESH_TOKEN: '' }, ['ls'], 4, /no credentials/);
    assert.equal(server.requests.length, from, 'nothing of it was sent');

    await fails(env, ['get', `${ORDERS.slice(0, -1)}`], 3, /There is 'orders'/);
    await fails(env, ['get', ORDERS, '--field', 'nothing'], 3, /has no field 'nothing'/);
    await fails(env, ['get', '0123456789abcdef01234567'], 3, /./);
    await fails(env, ['get', 'Infrastructure/Empty/nothing'], 3, /the password is empty/);
    await fails(env, ['totp', 'Infrastructure/top'], 3, /no field with a TOTP secret/);
    await fails({ ...env, [key]: 'x'.repeat(44) }, ['ls'], 4, /./);
    const wrong = one.generation === 4 ? 'not it' : Buffer.alloc(64, 7).toString('base64');
    await fails({ ...env, [master]: wrong }, ['get', ORDERS], 4, /./);
    await fails({ ...env, PASSWORK_HOST: 'http://127.0.0.1:9' }, ['--retry', '0', 'ls'], 5, /./);
    await fails(env, ['get', `pw://${ORDERS}/url?as=totp`], 6, /./);
    for (const [fault, code] of [
      [403, 1],
      [500, 1],
      ['html', 1], // 502 with a page
      ['reset', 5],
      ['empty', 5],
    ]) {
      server.fail({ method: 'GET', path: '/vaults*', times: 2, with: fault });
      await fails(env, ['--retry', '0', 'ls'], code, /./);
      server.clearFaults?.();
    }
    server.fail({ method: 'GET', path: '/vaults*', times: 2, with: 'hang' });
    await fails(env, ['--retry', '0', '--timeout', '0.3', 'ls'], 5, /./);
  });
}

test('an ambiguous name lists every candidate with its id and path', async (t) => {
  const { env, server } = await world(t, SEALED7, { V: { twin: { password: 'a' }, other: { password: 'b' } } });
  server.change('V/other', { name: 'twin' });
  const { stderr } = await fails(env, ['get', 'V/twin'], 3, /2 things are named 'twin'/);
  assert.match(stderr, /^ {2}[0-9a-f]{24} {2}V\/twin$/m);
});

test('secrets come from files too: one line end is cut, 64 kB at most', async (t) => {
  const { env, home } = await world(t, SEALED4);
  const file = path.join(home, 'master');
  const { PASSWORK_MASTER_PASSWORD: secret, ...rest } = env;
  const withFile = { ...rest, PASSWORK_MASTER_PASSWORD_FILE: file };
  fs.writeFileSync(file, `${secret}\n`);
  assert.equal((await passwork(withFile, ['get', ORDERS])).stdout, 'canary-orders-password\n');
  fs.writeFileSync(file, 'x'.repeat(65_537));
  await fails(withFile, ['get', ORDERS], 2, /more than 64 kB/);
  fs.writeFileSync(file, '\n');
  await fails(withFile, ['get', ORDERS], 2, /is empty/);
  await fails({ ...rest, PASSWORK_MASTER_PASSWORD_FILE: home }, ['get', ORDERS], 2, /cannot be read/);
});
