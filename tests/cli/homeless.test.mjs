// A user without a home: a container that runs as whatever user, with an empty environment. What needs no file works.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { foldersOf } from '../../pkg-template/cli/shared/folders.mjs';
import { bin, WORLDS, world } from './support/cli.mjs';

const ORDERS = 'Infrastructure/Databases/orders';
/** A user that nobody has heard of. */
const NOBODY = 54321;

test('folders without a home, by platform', () => {
  const fails = () => {
    throw Object.assign(new Error('uv_os_homedir'), { code: 'ERR_SYSTEM_ERROR' });
  };
  for (const [home, user] of [
    [fails, fails],
    [() => '', fails],
    [() => 'relative', () => ({ homedir: '' })],
  ]) {
    for (const platform of ['linux', 'darwin', 'win32']) {
      const none = { config: undefined, state: undefined, cache: undefined };
      assert.deepEqual(foldersOf({ env: {}, platform, home, user }), none, platform);
    }
    const env = { XDG_STATE_HOME: '/state', XDG_CACHE_HOME: 'cache' };
    const { config, state, cache } = foldersOf({ env, platform: 'linux', home, user });
    assert.deepEqual([config, state, cache], [undefined, path.join('/state', 'passwork-wasm'), undefined]);
  }
  const { config } = foldersOf({ env: {}, platform: 'linux', home: () => '', user: () => ({ homedir: '/home/me' }) });
  assert.equal(config, path.join('/home/me', '.config', 'passwork-wasm'), 'the one of the system, where HOME is none');
});

test('commands without a home', {
  skip:
    process.platform !== 'linux' || process.getuid() !== 0 ? 'only root can start a program as another user' : false,
}, async (t) => {
  const { env: whole, server } = await world(t, WORLDS[2]);
  const { HOME: _, ...env } = whole;
  const run = (more, ...words) =>
    new Promise((resolve) => {
      const how = { env: { ...env, ...more }, cwd: '/', uid: NOBODY, gid: NOBODY };
      execFile(process.execPath, [bin, ...words], how, (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, stdout, stderr }),
      );
    });
  if ((await run({}, '--version')).code) return t.skip('another user cannot read Node or the package here');
  for (const more of [{}, { HOME: '' }, { HOME: 'relative' }]) {
    const seen = await run(more, 'get', ORDERS);
    assert.deepEqual(seen, { code: 0, stdout: 'canary-orders-password\n', stderr: '' });
  }
  const child = await run({}, 'exec', '--env', `P=pw://${ORDERS}/password`, '--', 'sh', '-c', 'echo "is $P"');
  assert.deepEqual(child, { code: 0, stdout: 'is ***\n', stderr: '' });
  assert.equal((await run({}, 'doctor')).code, 0);
  const from = server.requests.length;
  const NO_HOME = 'this user has no home: set HOME\n';
  assert.deepEqual(await run({}, 'login'), {
    code: 4,
    stdout: '',
    stderr: `passwork: there is no place for a session: ${NO_HOME}`,
  });
  assert.equal(server.requests.length, from, 'nothing was sent');
  const logout = await run({}, 'logout');
  assert.deepEqual([logout.code, logout.stderr], [4, `passwork: there is no place for a session: ${NO_HOME}`]);
  const named = await run({}, 'ls', '--profile', 'staging');
  assert.deepEqual([named.code, named.stderr], [2, `passwork: there is no profile staging: ${NO_HOME}`]);
  // Where tokens are there too, a session that cannot be is said, and they are taken.
  const both = await run({ PASSWORK_SESSION: 'x' }, 'get', ORDERS);
  assert.deepEqual([both.code, both.stdout], [0, 'canary-orders-password\n']);
  assert.match(both.stderr, /^passwork: there is no place for a session: .*; trying the /);
});
