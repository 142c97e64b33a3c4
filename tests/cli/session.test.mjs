// login, logout, status, token refresh: on both generations, with and without client-side encryption.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { passwork, WORLDS, world } from './support/cli.mjs';
import { asked, fileOf, keyIn, logIn, RENEWAL, sessionWorld } from './support/session.mjs';

const [SEALED4, , SEALED7] = WORLDS;
const ORDERS = 'Infrastructure/Databases/orders';
const SECRET = 'canary-orders-password\n';

for (const one of WORLDS) {
  test(`a session from login to logout: ${one.name}`, async (t) => {
    const { server, env, shell, home, file, origin, key } = await sessionWorld(t, one);
    assert.equal(fs.statSync(file).mode & 0o777, 0o600);
    assert.equal(fs.statSync(path.dirname(file)).mode & 0o777, 0o700);
    const text = fs.readFileSync(file, 'latin1');
    for (const secret of [server.masterKey, server.masterPassword, server.apiKey, server.tokens?.accessToken, key]) {
      if (secret) assert.ok(!text.includes(secret));
    }

    assert.deepEqual(
      await passwork(shell, ['get', ORDERS]).then(({ code, stdout, stderr }) => [code, stdout, stderr]),
      [0, SECRET, ''],
    );
    const from = server.requests.length;
    server.expireSession();
    assert.equal((await passwork(shell, ['get', ORDERS])).stdout, SECRET);
    assert.equal(asked(server, RENEWAL, from), 1);
    assert.equal((await passwork(shell, ['get', ORDERS])).stdout, SECRET);
    assert.equal(asked(server, RENEWAL, from), 1, 'the new pair is in the file');

    const { stdout: told, stderr } = await passwork(shell, ['status', '--json']);
    const { tokenEndsAt, ...status } = JSON.parse(told);
    assert.equal(stderr, '');
    assert.deepEqual(status, {
      host: origin,
      generation: one.generation,
      serverVersion: null,
      user: { name: 'user', login: one.generation === 7 ? 'user' : null, email: 'user@example.org' },
      credentials: 'session',
      file,
      renewsItself: true,
      hasMasterKey: one.clientSideEncryption,
    });
    assert.ok(Math.abs(Date.parse(tokenEndsAt) - server.clock.now()) < 2 * 3_600_000, tokenEndsAt);
    const { stdout: rows } = await passwork(shell, ['whoami']);
    assert.match(rows, /^user +user, user@example\.org$/m);
    assert.match(rows, one.generation === 4 ? /^server +API v4$/m : /^server +Passwork 7$/m);
    assert.match(rows, /^until +20.*Z; then it renews itself$/m);

    const before = server.requests.length;
    const out = await passwork(shell, ['logout']);
    assert.deepEqual([out.code, out.stdout], [0, '']);
    assert.match(
      out.stderr,
      /^passwork: logged out: .*default\.session is removed\. unset PASSWORK_SESSION(?:\. Its tokens live on: .*)?\n$/,
    );
    assert.equal(asked(server, /logout/, before), one.generation === 4 ? 1 : 0);
    assert.deepEqual(fs.readdirSync(path.dirname(file)), []);
    const after = await passwork(shell, ['get', ORDERS]);
    assert.equal(after.code, 4);
    assert.match(after.stderr, /PASSWORK_SESSION is set, and .*default\.session is not there\. Run eval/);
    assert.equal((await passwork(shell, ['logout'])).code, 0, 'a second time is no failure');
    // The tokens of 7 are dead by the renewal, and that was said at the login; those of 4 were never the session's.
    assert.equal((await passwork({ ...env, HOME: home }, ['ls'])).code, one.generation === 4 ? 0 : 4);
  });

  test(`what login refuses leaves no session, neither here nor there: ${one.name}`, async (t) => {
    const { server, env, home } = await world(t, one);
    const wrong = one.generation === 4 ? 'not it' : Buffer.alloc(64, 7).toString('base64');
    const master = one.generation === 4 ? 'PASSWORK_MASTER_PASSWORD' : 'PASSWORK_MASTER_KEY';
    const { PASSWORK_MASTER_PASSWORD: _, PASSWORK_MASTER_KEY: __, ...without } = env;
    const cases = [[{ ...env, [master]: wrong }, 4]];
    if (one.clientSideEncryption) cases.push([without, 4]);
    cases.push([{ ...env, PASSWORK_API_KEY: '', PASSWORK_TOKEN: '', PASSWORK_REFRESH_TOKEN: '' }, 4]);
    cases.push([{ ...env, PASSWORK_HOST: '' }, 2]);
    cases.push([{ ...env, PASSWORK_HOST: 'http://127.0.0.1:9' }, 5, ['--retry', '0']]);
    for (const [variables, code, more = []] of cases) {
      const seen = await passwork(variables, [...more, 'login']);
      assert.deepEqual([seen.code, seen.stdout], [code, ''], seen.stderr);
      assert.match(seen.stderr, /^passwork: \S/);
    }
    assert.ok(!fs.existsSync(fileOf(home)));
    const logins = asked(server, /POST \/auth\/login/);
    // That with a master password begins none where there is no encryption.
    const refused = one.generation === 4 && !one.clientSideEncryption ? 1 : 0;
    assert.equal(asked(server, /logout/), logins - refused, 'each login has its logout');
  });
}

test('the line of each shell, and nothing else on stdout', async (t) => {
  const { env, home } = await world(t, SEALED7);
  const lines = {
    sh: /^export PASSWORK_SESSION=(\S{44})\n$/,
    fish: /^set -gx PASSWORK_SESSION '(\S{44})'\n$/,
    powershell: /^\$env:PASSWORK_SESSION = '(\S{44})'\n$/,
    json: /^\{"session":"(\S{44})"\}\n$/,
  };
  const keys = new Set();
  for (const [shell, line] of Object.entries(lines)) {
    const { stdout } = await passwork(env, ['login', '--shell', shell]);
    assert.match(stdout, line);
    keys.add(line.exec(stdout)[1]);
  }
  assert.equal(keys.size, 4, 'each session has a key of its own');
  const key = lines.json.exec((await passwork(env, ['--json', 'login'])).stdout)[1];
  const { PATH, HOME } = env;
  assert.equal((await passwork({ PATH, HOME, PASSWORK_SESSION: key }, ['get', ORDERS])).stdout, SECRET);
  const old = await passwork({ PATH, HOME, PASSWORK_SESSION: [...keys][0] }, ['get', ORDERS]);
  assert.equal(old.code, 4);
  assert.match(old.stderr, /PASSWORK_SESSION does not open .*: it is of another login/);
  const bad = await passwork(env, ['login', '--shell', 'cmd']);
  assert.deepEqual([bad.code, bad.stdout], [2, '']);
  const key2 = path.join(home, 'key');
  fs.writeFileSync(key2, `${key}\n`);
  assert.equal((await passwork({ PATH, HOME, PASSWORK_SESSION_FILE: key2 }, ['get', ORDERS])).stdout, SECRET);
});

test('a session belongs to its host, and to its generation: with another one nothing is sent', async (t) => {
  const { server, shell, origin } = await sessionWorld(t, SEALED4);
  const other = await world(t, SEALED7);
  const from = server.requests.length;
  for (const more of [{ PASSWORK_HOST: other.host }, { PASSWORK_API_VERSION: '7' }]) {
    const seen = await passwork({ ...other.env, PASSWORK_HOST: origin, ...shell, ...more }, ['get', ORDERS]);
    assert.deepEqual([seen.code, seen.stdout], [4, '']);
    assert.match(seen.stderr, /the session is one of .*: nothing was sent/);
  }
  assert.equal(server.requests.length, from);
  assert.equal(other.server.requests.length, 0);
  for (const same of [`${origin}/`, `${origin}/api/v4`, origin.replace('http', 'HTTP')]) {
    assert.equal((await passwork({ ...shell, PASSWORK_HOST: same }, ['get', ORDERS])).stdout, SECRET, same);
  }
});

test('two profiles have two sessions', async (t) => {
  const [one, other] = [await world(t, SEALED4), await world(t, SEALED7)];
  const folder = path.join(one.home, '.config', 'passwork-wasm');
  fs.mkdirSync(folder, { recursive: true });
  const profiles = { first: { host: one.host }, second: { host: other.host, apiVersion: 7 } };
  fs.writeFileSync(path.join(folder, 'config.json'), JSON.stringify({ profiles }));
  const env = (of, more) => ({ ...of.env, HOME: one.home, PASSWORK_HOST: '', ...more });
  const first = await logIn(env(one), ['--profile', 'first']);
  const second = await logIn(env(other, { PASSWORK_PROFILE: 'second' }));
  assert.deepEqual(fs.readdirSync(path.dirname(fileOf(one.home))).sort(), ['first.session', 'second.session']);
  const { PATH } = one.env;
  for (const [profile, key, { host }] of [
    ['first', first, one],
    ['second', second, other],
  ]) {
    const bare = { PATH, HOME: one.home, PASSWORK_SESSION: key, PASSWORK_PROFILE: profile };
    assert.equal(JSON.parse((await passwork(bare, ['status', '--json'])).stdout).host, new URL(host).origin);
  }
  const mixed = await passwork({ PATH, HOME: one.home, PASSWORK_SESSION: first }, ['--profile', 'second', 'ls']);
  assert.equal(mixed.code, 4);
});

test('a file that others may read is refused with the command that mends it', async (t) => {
  const { shell, file, server } = await sessionWorld(t, SEALED7);
  const from = server.requests.length;
  for (const mode of [0o640, 0o604, 0o620]) {
    fs.chmodSync(file, mode);
    const seen = await passwork(shell, ['get', ORDERS]);
    assert.equal(seen.code, 4);
    const [, command] = /Mend it: (chmod 600 \S+)$/m.exec(seen.stderr);
    assert.equal(command, `chmod 600 ${file}`);
  }
  assert.equal(server.requests.length, from);
  fs.chmodSync(file, 0o600);
  if (process.getuid() === 0) {
    fs.chownSync(file, 65534, 65534);
    const seen = await passwork(shell, ['get', ORDERS]);
    assert.equal(seen.code, 4);
    assert.match(seen.stderr, new RegExp(`belongs to another user\\. Mend it: chown 0 ${file}$`, 'm'));
    fs.chownSync(file, 0, 0);
  }
  fs.renameSync(file, `${file}.real`);
  fs.symlinkSync(`${file}.real`, file);
  assert.match((await passwork(shell, ['get', ORDERS])).stderr, /cannot be read: it is a link/);
  fs.rmSync(file);
  for (const damage of ['', 'AAAA', '\0'.repeat(2000), 'x'.repeat(3000)]) {
    fs.writeFileSync(file, damage, { mode: 0o600 });
    const seen = await passwork(shell, ['get', ORDERS]);
    assert.equal(seen.code, 4, damage.slice(0, 9));
    assert.match(seen.stderr, /does not open|holds no session/);
  }
  fs.rmSync(file);
  fs.chmodSync(path.dirname(file), 0o777);
  const seen = await passwork({ ...shell, ...server.env }, ['login']);
  assert.deepEqual([seen.code, seen.stdout], [4, '']);
  assert.match(seen.stderr, /others may write .*Mend it: chmod 700 /);
});

for (const one of [SEALED4, SEALED7]) {
  test(`a dead session falls back to the environment once, and says so: ${one.name}`, async (t) => {
    const { server, env, shell, file } = await sessionWorld(t, one);
    const way = one.generation === 4 ? 'API key' : 'tokens of the environment';
    server.expireRefresh();
    const alone = await passwork(shell, ['get', ORDERS]);
    assert.deepEqual([alone.code, alone.stdout], [4, '']);
    assert.match(alone.stderr, /the session in .* has ended, and cannot be renewed\. Run eval/);
    if (one.generation === 7) {
      const both = await passwork({ ...env, ...shell }, ['get', ORDERS]);
      assert.equal(both.code, 4, 'those are as dead');
      assert.match(
        both.stderr,
        /the session in .* is dead; trying the tokens of the environment\npasswork: the access/,
      );
    }
    server.reset(); // the session of the file is not known any more, and there are other tokens
    const good = { ...env, ...server.env, PASSWORK_HOST: env.PASSWORK_HOST };
    for (const [more, words] of [
      [{}, 'the session in .* is dead; trying the'],
      [{ PASSWORK_SESSION: 'of another shell' }, 'PASSWORK_SESSION does not open .*; trying the'],
    ]) {
      const seen = await passwork({ ...good, ...shell, ...more }, ['get', ORDERS]);
      assert.deepEqual([seen.code, seen.stdout], [0, SECRET], seen.stderr);
      assert.match(seen.stderr, new RegExp(`^passwork: ${words} ${way}\n$`));
    }
    fs.chmodSync(file, 0o644);
    assert.equal(
      (await passwork({ ...good, ...shell }, ['get', ORDERS])).code,
      4,
      'what is not safe is no matter of taste',
    );
    fs.rmSync(file);
    const missing = await passwork({ ...good, ...shell }, ['get', ORDERS]);
    assert.equal(missing.stdout, SECRET);
    assert.match(missing.stderr, /PASSWORK_SESSION is set, and .* is not there; trying the /);
  });
}

test('a session that ends in the middle: the work is not done once more with other credentials', async (t) => {
  const { server, env, shell } = await sessionWorld(t, SEALED4);
  server.fail({ path: '/passwords/*', with: 'expired' });
  server.fail({ path: '/auth/refreshToken/*', with: { status: 401, code: 'apiRefreshTokenInvalid' } });
  const from = server.requests.length;
  const seen = await passwork({ ...env, ...shell }, ['get', ORDERS]);
  assert.deepEqual([seen.code, seen.stdout], [4, '']);
  assert.match(seen.stderr, /^passwork: the session in .* has ended, and cannot be renewed/);
  assert.equal(asked(server, /\/auth\/login/, from), 0);
});

test('tokens of the environment are never renewed by themselves: exit 4 says so', async (t) => {
  const { server, env } = await world(t, SEALED7);
  server.expireSession();
  for (const args of [['get', ORDERS], ['status'], ['login']]) {
    const seen = await passwork(env, args);
    assert.deepEqual([seen.code, seen.stdout], [4, '']);
    assert.match(seen.stderr, /the access token has expired\. Tokens of the environment are not renewed by themselves/);
  }
  assert.equal(asked(server, RENEWAL), 0);
});

test('token refresh renews by intent, and prints the new pair once', async (t) => {
  const { server, env, home } = await world(t, SEALED7);
  const refresh = (variables, ...args) => passwork(variables, ['token', 'refresh', ...args]);
  server.expireSession();
  const first = await refresh(env);
  const pair = JSON.parse(first.stdout);
  assert.deepEqual([first.code, first.stderr], [0, '']);
  assert.deepEqual(Object.keys(pair), ['token', 'refreshToken', 'tokenEndsAt', 'refreshTokenEndsAt']);
  const now = { ...env, PASSWORK_TOKEN: pair.token, PASSWORK_REFRESH_TOKEN: pair.refreshToken };
  assert.equal((await passwork(now, ['get', ORDERS])).stdout, SECRET);

  const second = await refresh(now, '--format', 'env');
  const { parseEnv } = await import('node:util');
  const variables = parseEnv(second.stdout);
  assert.deepEqual(Object.keys(variables).sort(), ['PASSWORK_REFRESH_TOKEN', 'PASSWORK_TOKEN']);

  for (const [variable, more] of [
    ['GITHUB_ENV', []],
    ['GITHUB_OUTPUT', ['--output']],
  ]) {
    const file = path.join(home, variable);
    fs.writeFileSync(file, 'before<<x\n1\nx\n');
    const seen = await refresh({ ...env, ...variables, [variable]: file }, '--format', 'github', ...more);
    const [, end, access, renewed] =
      /^before<<x\n1\nx\nPASSWORK_TOKEN<<(\S+)\n(\S+)\n\1\nPASSWORK_REFRESH_TOKEN<<\1\n(\S+)\n\1\n$/.exec(
        fs.readFileSync(file, 'utf8'),
      );
    assert.match(end, /^end-[0-9a-f]{32}$/);
    assert.equal(seen.stdout, `::add-mask::${access}\n::add-mask::${renewed}\n`);
    Object.assign(variables, { PASSWORK_TOKEN: access, PASSWORK_REFRESH_TOKEN: renewed });
  }
  assert.equal((await passwork({ ...env, ...variables }, ['get', ORDERS])).stdout, SECRET);

  // Whatever could fail is looked at before: the pair is dead afterwards.
  const from = server.requests.length;
  for (const [more, args, code] of [
    [{}, ['--format', 'xml'], 2],
    [{}, ['--output'], 2],
    [{}, ['--format', 'github'], 2],
    [{ GITHUB_ENV: '/nowhere/at/all' }, ['--format', 'github'], 2],
    [{ PASSWORK_REFRESH_TOKEN: '' }, [], 4],
    [{ PASSWORK_TOKEN: '', PASSWORK_REFRESH_TOKEN: '' }, [], 4],
    [{ PASSWORK_TOKEN: '', PASSWORK_REFRESH_TOKEN: '', PASSWORK_SESSION: 'x' }, [], 2],
    [{ PASSWORK_TOKEN: '', PASSWORK_REFRESH_TOKEN: '', PASSWORK_API_KEY: 'x' }, [], 2],
  ]) {
    const seen = await refresh({ ...env, ...variables, ...more }, ...args);
    assert.deepEqual([seen.code, seen.stdout], [code, ''], JSON.stringify([more, args, seen.stderr]));
  }
  assert.equal((await passwork(env, ['token', 'renew'])).code, 2);
  assert.equal(server.requests.length, from);

  const dead = await refresh(now);
  assert.equal(dead.code, 4);
  assert.match(dead.stderr, /the pair is refused, new tokens are needed/);
  server.fail({ method: 'POST', path: '/sessions/refresh', with: 'cutOff', times: 1 });
  const lost = await refresh({ ...env, ...variables });
  assert.deepEqual([lost.code, lost.stdout], [5, '']);
  assert.match(lost.stderr, /It may have renewed the pair all the same/);
  assert.equal(asked(server, RENEWAL, from), 2, 'a renewal is not repeated');
});

test('on API v4 whoever logs in logs out, also when the command fails', async (t) => {
  const { server, env } = await world(t, SEALED4);
  for (const [args, code] of [
    [['get', ORDERS], 0],
    [['ls'], 0],
    [['get', 'Infrastructure/nothing'], 3],
    [['status'], 0],
  ]) {
    const from = server.requests.length;
    const seen = await passwork(env, args);
    assert.equal(seen.code, code, seen.stderr);
    assert.deepEqual([asked(server, /\/auth\/login/, from), asked(server, /logout/, from)], [1, 1], args.join(' '));
  }
  // The login is done, and the master key cannot be derived.
  server.fail({ path: '/user/get-master-key-options', with: 500, times: 1 });
  const from = server.requests.length;
  const seen = await passwork(env, ['--retry', '0', 'get', ORDERS]);
  assert.equal(seen.code, 1, seen.stderr);
  assert.deepEqual([asked(server, /\/auth\/login/, from), asked(server, /logout/, from)], [1, 1]);
  server.fail({ path: '/auth/logout', with: 500 });
  const kept = await passwork(env, ['get', ORDERS]);
  assert.deepEqual([kept.code, kept.stdout, kept.stderr], [0, SECRET, ''], 'the result stands');
});

test('where nothing is encrypted yet, login says that the master key could not be tried', async (t) => {
  const { env } = await world(t, SEALED4, {});
  const { stdout, stderr, code } = await passwork(env, ['login']);
  assert.ok(code === 0 && keyIn(stdout), stderr);
  assert.match(stderr, /nothing here is encrypted yet, so the master key could not be tried/);
});
