// credentialCommand of a profile: every keyring and password manager, without a shell, and nothing of what it prints is shown.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { folder } from '../node/support/installed.mjs';
import { passwork, WORLDS, world } from './support/cli.mjs';
import { logIn } from './support/session.mjs';

const { askCommand } = createRequire(import.meta.url)(path.join(folder, 'cli', 'connection.js'));

const [SEALED4, , SEALED7] = WORLDS;
const ORDERS = 'Infrastructure/Databases/orders';
const SECRET = 'canary-orders-password\n';

/** A world whose environment has a profile and nothing else; `command`: its program, with its arguments. */
async function profiled(t, one, command, more = {}) {
  const made = await world(t, one);
  const file = path.join(made.home, '.config', 'passwork-wasm', 'config.json');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const { PATH, HOME } = made.env;
  const write = (credentialCommand) => {
    fs.writeFileSync(file, JSON.stringify({ profiles: { default: { host: made.host, credentialCommand } } }));
  };
  write(command(made));
  return { ...made, write, bare: { PATH, HOME, ...more } };
}

/** A command that prints a value as JSON. */
const printing = (value) => ['node', '-e', 'console.log(process.argv[1])', JSON.stringify(value)];

test('it gives credentials of both generations, and the master key', async (t) => {
  const four = await profiled(t, SEALED4, ({ server: { apiKey, masterPassword } }) =>
    printing({ apiKey, masterPassword }),
  );
  assert.equal((await passwork(four.bare, ['get', ORDERS])).stdout, SECRET);
  const seven = await profiled(t, SEALED7, ({ server: { tokens, masterKey } }) =>
    printing({ token: tokens.accessToken, refreshToken: tokens.refreshToken, masterKey, masterPassword: null }),
  );
  assert.equal((await passwork(seven.bare, ['get', ORDERS])).stdout, SECRET);
  // What the environment says goes before it, in each of its parts.
  const { PASSWORK_MASTER_KEY, ...env } = seven.env;
  seven.write(printing({ token: seven.server.tokens.accessToken, masterKey: Buffer.alloc(64).toString('base64') }));
  assert.equal((await passwork({ ...seven.bare, PASSWORK_MASTER_KEY }, ['get', ORDERS])).stdout, SECRET);
  seven.write(['false']);
  assert.equal((await passwork({ ...env, PASSWORK_MASTER_KEY, PASSWORK_HOST: '' }, ['get', ORDERS])).stdout, SECRET);
});

test('it gives the key of a session', async (t) => {
  const { env, home, bare, write } = await profiled(t, SEALED4, () => ['cat', 'key.json']); // in the home, wherever we are
  const { stdout, code } = await passwork(env, ['login', '--shell', 'json']);
  assert.equal(code, 0);
  fs.writeFileSync(path.join(home, 'key.json'), stdout, { mode: 0o600 });
  assert.equal((await passwork(bare, ['get', ORDERS], { cwd: '/' })).stdout, SECRET);
  write(printing({ session: 'of somebody else' }));
  assert.equal((await passwork(bare, ['get', ORDERS])).code, 4);
  assert.ok(await logIn(env), 'a command that does not fit yet does not keep anybody from logging in');
});

test('it is run without a shell, in the home, without our stdin', async (t) => {
  const { home, bare, write } = await profiled(t, SEALED7, () => ['true']);
  const seen = path.join(home, 'seen.json');
  const program = `require('fs').writeFileSync(${JSON.stringify(seen)}, JSON.stringify({argv: process.argv.slice(1), cwd: process.cwd(), input: require('fs').readFileSync(0, 'utf8')}))`;
  const words = ['$(touch pwned)', '; touch pwned', '`touch pwned`', '| touch pwned', '*', '"', ''];
  write(['node', '-e', program, ...words]);
  const { code, stderr } = await passwork(bare, ['ls'], { input: 'canary-of-stdin', cwd: '/' });
  assert.deepEqual([code, stderr], [4, 'passwork: credentialCommand of the profile printed no JSON\n']);
  assert.deepEqual(JSON.parse(fs.readFileSync(seen, 'utf8')), { argv: words, cwd: fs.realpathSync(home), input: '' });
  assert.ok(!fs.existsSync(path.join(home, 'pwned')));
});

test('what it does wrong is told, and nothing of what it printed', async (t) => {
  const { bare, write, server } = await profiled(t, SEALED7, () => ['true']);
  const text = (words) => ['printf', '%s', words];
  for (const [command, words] of [
    [text('canary'), /printed no JSON/],
    [text('{"token": "canary"'), /printed no JSON/],
    [text('["canary"]'), /printed no object/],
    [text('null'), /printed no object/],
    [text('"canary"'), /printed no object/],
    [text('{"canary": "x"}'), /printed a member that is none of apiKey, token/],
    [text('{"__proto__": {"token": "canary"}}'), /printed a member that is none of/],
    [text('{"token": 5}'), /printed token as something else than a text/],
    [text('{"token": ["canary"]}'), /printed token as something else/],
    [text('{"token": ""}'), /printed token as something else/],
    [text('{"masterKey": "canary"}'), /printed none of apiKey, token and session/],
    [text('{}'), /printed none of/],
    [['sh', '-c', 'echo canary; exit 3'], /ended with code 3/],
    [['sh', '-c', 'echo canary; kill -9 $$'], /was ended by SIGKILL/],
    [['/nowhere/canary-program'], /cannot be run \(ENOENT\)/],
    [['/etc/passwd'], /cannot be run \(EACCES\)/],
    [['node', '-e', 'process.stdout.write("canary".repeat(200000))'], /printed more than 1 MB/],
    // It would tell the user of a pipe that is closed before it has ended.
    [['sh', '-c', 'trap "" TERM; yes canary 2>/dev/null; echo "canary of the pipe" >&2'], /printed more than 1 MB/],
  ]) {
    const seen = await passwork(bare, ['--debug', 'ls']);
    assert.equal(seen.code, 4, 'the one of before');
    write(command);
    const { code, stdout, stderr } = await passwork(bare, ['ls']);
    assert.deepEqual([code, stdout], [4, ''], `${command}: ${stderr}`);
    assert.match(stderr, /^passwork: credentialCommand of the profile /);
    assert.match(stderr, words);
    assert.doesNotMatch(stderr + seen.stderr, /canary/);
  }
  write(text('{"apiKey": "k", "token": "canary"}'));
  assert.equal((await passwork(bare, ['ls'])).code, 2, 'which of both is meant?');
  write(['sh', '-c', 'echo "a question" >&2; exit 1']);
  assert.match((await passwork(bare, ['ls'])).stderr, /^a question\n/, 'its words for the user are handed on');
  assert.equal(server.requests.length, 0);
});

test('one that does not end is ended, also where it does not want to, or has left a child behind', async () => {
  for (const script of [
    'sleep 3',
    'trap "" TERM; echo canary; for i in 1 2 3 4 5 6 7 8 9; do sleep 0.3; done',
    'sleep 2 & exec sleep 3',
  ]) {
    const began = Date.now();
    await assert.rejects(askCommand(['sh', '-c', script], { timeout: 200 }), (error) => {
      assert.equal(error.exitCode, 4);
      assert.match(error.message, /was ended after 0\.2 seconds/);
      return true;
    });
    assert.ok(Date.now() - began < 4000, script);
  }
});

test('on Windows it is started as commands are there, which may be scripts', async () => {
  const { apiKey } = await askCommand(printing({ apiKey: 'k' }), { platform: 'win32' });
  assert.equal(apiKey, 'k');
});
