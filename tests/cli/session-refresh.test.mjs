// The renewal of a session, where several processes share it, one is killed in the middle, or nothing can be written.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { bin, passwork, WORLDS, world } from './support/cli.mjs';
import { asked, fileOf, logIn, RENEWAL, sessionWorld, start, startGateway } from './support/session.mjs';

const [SEALED4, , SEALED7] = WORLDS;
const BOTH = [SEALED4, SEALED7];
const ORDERS = 'Infrastructure/Databases/orders';
const SECRET = 'canary-orders-password\n';

/** A session whose token has expired, behind a gateway that tells of its renewal. */
async function expired(t, one, renewed) {
  const { server, env, home } = await world(t, one);
  const host = await startGateway(t, new URL(env.PASSWORK_HOST).origin, () => renewed());
  const key = await logIn({ ...env, PASSWORK_HOST: host });
  server.expireSession();
  const { PATH, HOME } = env;
  const file = fileOf(home);
  const left = () => fs.readdirSync(path.dirname(file)).filter((name) => name !== 'default.session');
  return { server, env, file, left, shell: { PATH, HOME, PASSWORK_SESSION: key } };
}

for (const one of BOTH) {
  test(`8 processes with one expired session: one renewal, and all succeed: ${one.name}`, async (t) => {
    const { server, shell, file } = await sessionWorld(t, one);
    for (let round = one.generation === 7 ? 1 : 2; round <= 2; round += 1) {
      const from = server.requests.length;
      server.expireSession();
      const seen = await Promise.all(Array.from({ length: 8 }, () => passwork(shell, ['get', ORDERS])));
      assert.deepEqual(
        seen.map(({ code, stdout, stderr }) => [code, stdout, stderr]),
        Array.from({ length: 8 }, () => [0, SECRET, '']),
      );
      assert.equal(asked(server, RENEWAL, from), 1);
    }
    assert.deepEqual(fs.readdirSync(path.dirname(file)), ['default.session'], 'no lock is left');
  });

  test(`killed when the server has renewed it: the next one says what to do: ${one.name}`, async (t) => {
    let killed;
    const { server, env, shell, left } = await expired(t, one, () => killed.kill('SIGKILL'));
    const { child, ended } = start(shell, ['get', ORDERS]);
    killed = child;
    assert.deepEqual((({ signal, stdout }) => [signal, stdout])(await ended), ['SIGKILL', '']);
    const next = await passwork(shell, ['get', ORDERS]);
    assert.deepEqual([next.code, next.stdout], [4, '']);
    assert.match(next.stderr, /has ended, and cannot be renewed\. Run eval/);
    server.reset();
    const tokens = { ...server.env, PASSWORK_HOST: env.PASSWORK_HOST };
    const other = { ...tokens, ...shell, PASSWORK_HOST: '' };
    // The host of the session is the gateway's; the environment names none, so the tokens have nowhere to go.
    assert.equal((await passwork(other, ['get', ORDERS])).code, 2);
    assert.deepEqual(left(), [], 'neither its lock nor what it had begun to write');
  });

  test(`killed between writing and renaming: nothing is lost: ${one.name}`, async (t) => {
    const { server, shell, file, left } = await expired(t, one, () => {});
    const hook = path.join(shell.HOME, 'hook.cjs');
    fs.writeFileSync(
      hook,
      `const fs = require('node:fs'); const { renameSync } = fs;
       fs.renameSync = (from, to) =>
          to.endsWith('.session') ? process.kill(process.pid, 'SIGKILL') : renameSync(from, to);`,
    );
    const before = fs.readFileSync(file);
    const { signal } = await start({ ...shell, NODE_OPTIONS: `--require ${hook}` }, ['get', ORDERS]).ended;
    assert.equal(signal, 'SIGKILL');
    assert.ok(fs.readFileSync(file).equals(before));
    assert.equal(left().length, 2, 'the new session, and a lock');
    for (const name of left()) assert.equal(fs.statSync(path.join(path.dirname(file), name)).mode & 0o777, 0o600);
    const next = await passwork(shell, ['get', ORDERS]);
    assert.deepEqual([next.code, next.stdout, next.stderr], [0, SECRET, '']);
    assert.equal(asked(server, RENEWAL), 1);
    assert.deepEqual(left(), []);
  });

  test(`a signal during the renewal: the new pair is written down first: ${one.name}`, async (t) => {
    for (const signal of one.generation === 7 ? ['SIGINT', 'SIGTERM'] : ['SIGHUP']) {
      let going;
      const { server, shell, left } = await expired(t, one, async () => {
        going.kill(signal);
        await new Promise((resolve) => setTimeout(resolve, 100)); // it is not to end meanwhile
        assert.equal(going.signalCode, null);
      });
      const { child, ended } = start(shell, ['get', ORDERS]);
      going = child;
      const seen = await ended;
      assert.deepEqual([seen.signal, seen.stdout], [signal, '']);
      assert.equal((await passwork(shell, ['get', ORDERS])).stdout, SECRET);
      assert.equal(asked(server, RENEWAL), 1);
      assert.deepEqual(left(), []);
    }
  });

  test(`a disk that is full: nothing is renewed, and the session lives on: ${one.name}`, async (t) => {
    const { server, shell, file, left } = await expired(t, one, () => {});
    const before = fs.readFileSync(file);
    // A limit of the size of files stands for the disk: of 0 blocks for the lock already, of 4 for the room for the new
    // session.
    for (const blocks of [0, 4]) {
      const limited = ['sh', '-c', `ulimit -f ${blocks}; exec "$@"`, 'sh'];
      const seen = await start(shell, ['get', ORDERS], { before: limited }).ended;
      assert.deepEqual([seen.code, seen.stdout], [4, ''], `${blocks}: ${seen.stderr}`);
      assert.match(seen.stderr, /^passwork: the session cannot be written: .*: it would be too large\n$/);
      assert.equal(asked(server, RENEWAL), 0);
      assert.ok(fs.readFileSync(file).equals(before));
      assert.deepEqual(left(), []);
    }
    const next = await passwork(shell, ['get', ORDERS]);
    assert.deepEqual([next.code, next.stdout, next.stderr], [0, SECRET, '']);
  });
}

test('a folder that cannot be written: nothing is renewed, and a session that has not expired works', async (t) => {
  const { server, shell, file } = await expired(t, SEALED7, () => {});
  const folder = path.dirname(file);
  const owner = process.getuid() === 0 ? { uid: 65534, gid: 65534 } : {};
  if (owner.uid) {
    const places = fs.readdirSync(shell.HOME, { recursive: true }).map((name) => path.join(shell.HOME, name));
    for (const place of [shell.HOME, ...places]) fs.chownSync(place, owner.uid, owner.gid);
  }
  const run = () => start(shell, ['get', ORDERS], owner).ended;
  if ((await start(shell, ['--version'], owner).ended).code !== 0)
    return t.skip('another user cannot read the package');
  fs.chmodSync(folder, 0o500);
  const seen = await run();
  assert.deepEqual([seen.code, seen.stdout], [4, '']);
  assert.match(seen.stderr, /the session cannot be written: .*: no permission/);
  assert.equal(asked(server, RENEWAL), 0);
  fs.chmodSync(folder, 0o700);
  assert.equal((await run()).stdout, SECRET);
  fs.chmodSync(folder, 0o500);
  assert.equal((await run()).stdout, SECRET, 'nothing has to be written');
});

test('a full disk at the login: no session, no line, and on API v4 none on the server', async (t) => {
  const { server, env, home } = await world(t, SEALED4);
  const before = ['sh', '-c', 'ulimit -f 0; exec "$@"', 'sh'];
  const seen = await start(env, ['login'], { before }).ended;
  assert.deepEqual([seen.code, seen.stdout], [4, '']);
  assert.match(seen.stderr, /the session cannot be written: .*: it would be too large/);
  assert.deepEqual(fs.readdirSync(path.dirname(fileOf(home))), []);
  assert.deepEqual([asked(server, /\/auth\/login/), asked(server, /logout/)], [1, 1]);
});

test('a line that cannot be printed: no session is left', { skip: !fs.existsSync('/dev/full') }, async (t) => {
  const { server, env, home } = await world(t, SEALED4);
  const full = fs.openSync('/dev/full', 'w');
  t.after(() => fs.closeSync(full));
  const child = spawn(process.execPath, [bin, 'login'], { env, stdio: ['ignore', full, 'pipe'] });
  const [[code], stderr] = await Promise.all([once(child, 'close'), text(child.stderr)]);
  assert.deepEqual([code, stderr], [1, 'passwork: write: the disk is full\n']);
  assert.deepEqual(fs.readdirSync(path.dirname(fileOf(home))), []);
  assert.deepEqual([asked(server, /\/auth\/login/), asked(server, /logout/)], [1, 1]);
});

test('on API v4 a command that logged in itself logs out, also when a signal ends it', async (t) => {
  const { server, env } = await world(t, SEALED4);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    const from = server.requests.length;
    const stop = server.fail({ path: '/vaults/list', with: 'hang' });
    const { child, ended } = start(env, ['ls']);
    while (!asked(server, /vaults\/list/, from)) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill(signal);
    const seen = await ended;
    assert.deepEqual([seen.signal, seen.stdout, seen.stderr], [signal, '', '']);
    assert.deepEqual([asked(server, /\/auth\/login/, from), asked(server, /logout/, from)], [1, 1]);
    stop();
  }
  const stop = server.fail({ path: '/auth/login/*', with: 'hang' });
  const { child, ended } = start(env, ['ls']);
  const from = server.requests.length;
  while (!asked(server, /\/auth\/login/, from)) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill('SIGTERM');
  await new Promise((resolve) => setTimeout(resolve, 50));
  child.kill('SIGTERM');
  assert.equal((await ended).signal, 'SIGTERM', 'a second one does not wait');
  stop();
});

test('what happens to the file meanwhile: removed, or of another login', async (t) => {
  for (const change of [(file) => fs.rmSync(file), (file) => fs.writeFileSync(file, 'AAAA', { mode: 0o600 })]) {
    const { server, shell, file } = await sessionWorld(t, SEALED7);
    server.expireSession();
    const from = server.requests.length;
    const stop = server.fail({ method: 'GET', path: '/vaults*', with: 'expired' });
    const { child, ended } = start(shell, ['get', ORDERS]);
    // Between its reading of the file and its look into the store.
    await new Promise((resolve) => child.once('spawn', resolve));
    while (!asked(server, /GET/, from) && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 1));
    change(file);
    stop();
    const seen = await ended;
    assert.equal(seen.stdout === SECRET || seen.code === 4, true, seen.stderr);
    if (seen.code === 4) assert.match(seen.stderr, /is not there|does not open|holds no session/);
  }
});
