// Slips of a caller: nothing goes out in the clear, nothing is lost, nothing is done by half.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { bin, passwork, WORLDS, world } from './support/cli.mjs';
import { keyIn, logIn } from './support/session.mjs';

const [SEALED4, , SEALED7] = WORLDS;
const ORDERS = 'Infrastructure/Databases/orders';

for (const one of [SEALED4, SEALED7]) {
  test(`an option that is empty is refused before anything is sent: ${one.name}`, async (t) => {
    const { env, server } = await world(t, one);
    const { PASSWORK_MASTER_PASSWORD: _, PASSWORK_MASTER_KEY: __, ...without } = env;
    const from = server.requests.length;
    const before = server.read(ORDERS).password;
    for (const words of [
      ['update', ORDERS, '--password-stdin', '--master-key', ''],
      ['--master-key=', 'add', '--vault', 'Mail', '--name', 'new', '--password-stdin'],
      ['attachment', 'put', ORDERS, '-', '--name', 'x', '--master-key', ''],
      ['get', ORDERS, '--master-key', ''],
      ['login', '--master-key', ''],
      ['ls', '--token', ''],
      ['ls', '--host', ''],
      ['search', '--tag', '', 'orders'],
      ['get', ORDERS, '-o', '', '--force'],
    ]) {
      const { code, stdout, stderr } = await passwork(without, words, { input: 'new' });
      assert.deepEqual([code, stdout], [2, ''], words.join(' '));
      assert.match(stderr, /is empty/, words.join(' '));
    }
    for (const words of [
      ['exec', '--cmd', ''],
      ['rotate', ORDERS, '--master-key', '', '--', 'true'],
    ]) {
      assert.match((await passwork(without, words)).stderr, /is empty/, words.join(' '));
    }
    assert.equal(server.requests.length, from);
    assert.equal(server.read(ORDERS).password, before);
  });
}

test('get writes where it is told: -o with --json, - for stdout, devices and pipes as they are', async (t) => {
  const { env, home } = await world(t, SEALED7);
  const file = path.join(home, 'item.json');
  const seen = await passwork(env, ['get', ORDERS, '--json', '-o', file]);
  assert.deepEqual([seen.code, seen.stdout], [0, '']);
  assert.equal(JSON.parse(fs.readFileSync(file, 'utf8')).login, 'app');
  const field = await passwork(env, ['get', ORDERS, '--field', 'login', '--json', '-o', file, '--force']);
  assert.deepEqual([field.code, field.stdout, fs.readFileSync(file, 'utf8')], [0, '', '{\n  "value": "app"\n}\n']);
  assert.equal((await passwork(env, ['get', ORDERS, '--field', 'login', '-o', '-'])).stdout, 'app\n');
  const pipe = path.join(home, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const reader = fs.promises.readFile(pipe, 'utf8');
  assert.equal((await passwork(env, ['get', ORDERS, '--field', 'login', '-o', pipe, '--force'])).code, 0);
  assert.equal(await reader, 'app\n');
  assert.ok(fs.statSync(pipe).isFIFO());
});

test('--no-color is no colour of an item', async (t) => {
  const { env, server } = await world(t, SEALED4);
  assert.equal((await passwork(env, ['search', 'orders', '--no-color'])).code, 0);
  assert.equal((await passwork(env, ['--no-color', 'update', ORDERS, '--login', 'x'])).code, 0);
  assert.equal((await passwork(env, ['update', ORDERS, '--color', '3', '--no-color'])).code, 0);
  assert.equal(server.read(ORDERS).login, 'x');
});

test('a field with the name of a member is not made by accident', async (t) => {
  const { env } = await world(t, SEALED7);
  const seen = await passwork(env, ['update', ORDERS, '--field', 'password=-'], { input: 'new' });
  assert.deepEqual([seen.code, seen.stdout], [2, '']);
  assert.match(seen.stderr, /--password-stdin/);
  const stored = await passwork(env, ['get', `pw://${ORDERS}/password`]);
  assert.equal(stored.stdout, 'canary-orders-password\n');
});

test('credentials of a profile go to its host alone', async (t) => {
  const { env, home, server } = await world(t, SEALED7);
  const { server: other, host } = await world(t, SEALED7);
  const folder = path.join(home, '.config', 'passwork-wasm');
  fs.mkdirSync(folder, { recursive: true });
  const answer = JSON.stringify({ token: server.env.PASSWORK_TOKEN, masterKey: server.env.PASSWORK_MASTER_KEY });
  const profile = { host: env.PASSWORK_HOST, credentialCommand: ['printf', '%s', answer] };
  fs.writeFileSync(path.join(folder, 'config.json'), JSON.stringify({ profiles: { default: profile } }));
  const bare = { PATH: env.PATH, HOME: home };
  assert.equal((await passwork(bare, ['get', ORDERS])).stdout, 'canary-orders-password\n');
  for (const [more, words] of [
    [{ PASSWORK_HOST: host }, ['ls']],
    [{}, ['--host', host, 'ls']],
  ]) {
    const seen = await passwork({ ...bare, ...more }, words);
    assert.deepEqual([seen.code, seen.stdout], [4, '']);
    assert.match(seen.stderr, /nothing was sent/);
  }
  assert.equal(other.requests.length, 0);
});

test('a login whose line nobody reads leaves the session that was there', {
  skip: !fs.existsSync('/dev/full'),
}, async (t) => {
  const { env } = await world(t, SEALED4);
  const key = await logIn(env);
  const { PATH, HOME } = env;
  const shell = { PATH, HOME, PASSWORK_SESSION: key };
  const full = fs.openSync('/dev/full', 'w');
  t.after(() => fs.closeSync(full));
  const unwritten = spawn(process.execPath, [bin, 'login'], { env, stdio: ['ignore', full, 'pipe'] });
  const [message, [code]] = await Promise.all([text(unwritten.stderr), once(unwritten, 'close')]);
  assert.match(message, /^passwork: .*the disk is full/);
  assert.equal(code, 1);
  const cut = spawn(process.execPath, [bin, 'login'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  cut.stdout.destroy();
  assert.deepEqual(await once(cut, 'close'), [141, null]);
  const seen = await passwork(shell, ['get', ORDERS]);
  assert.deepEqual([seen.code, seen.stdout], [0, 'canary-orders-password\n']);
  assert.ok(keyIn((await passwork(env, ['login'])).stdout), 'control: a login that is read');
});
