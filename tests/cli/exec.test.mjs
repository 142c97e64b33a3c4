// exec: variables, what the command gets and what it does not, exit codes.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { commandOf } from '../../pkg-template/cli/exec/command.mjs';
import { childEnvironment, referencesOf } from '../../pkg-template/cli/exec/environment.mjs';
import { openPipes } from '../../pkg-template/cli/exec/pipes.mjs';
import { bin, passwork, start, WORLDS, world } from './support/cli.mjs';

const [SEALED4, , SEALED7] = WORLDS;
const PASSWORD = 'pw://Infrastructure/Databases/orders/password';
const A = ['--env', `A=${PASSWORD}`];
const VALUE = 'canary-orders-password';

for (const one of WORLDS) {
  test(`the command has the values, our credentials it has not: ${one.name}`, async (t) => {
    const { env, server } = await world(t, one);
    const own = Object.keys(env).filter((name) => name.startsWith('PASSWORK_') && name !== 'PASSWORK_HOST');
    const run = (...args) => passwork({ ...env, OTHER: 'stays' }, ['exec', '--mask', 'never', ...args]);
    const dump = ['--', process.execPath, '-e', 'console.log(JSON.stringify(process.env))'];
    const seen = await run(...A, '--env', 'FILE=pw://Infrastructure/Databases/orders/key.pem', ...dump);
    assert.deepEqual([seen.code, seen.stderr], [0, '']);
    const given = JSON.parse(seen.stdout);
    assert.equal(given.A, VALUE);
    assert.match(given.FILE, /BEGIN KEY-----\nключ/);
    assert.deepEqual([given.OTHER, given.PASSWORK_HOST, given.PASSWORK_EXEC], ['stays', env.PASSWORK_HOST, '1']);
    assert.ok(own.length > 0);
    for (const name of own) {
      assert.ok(!(name in given), `${name} is not there`);
      assert.ok(!seen.stdout.includes(env[name]), `nor is its value`);
    }
    const kept = JSON.parse((await run('--keep-credentials', ...A, ...dump)).stdout);
    for (const name of own) assert.equal(kept[name], env[name]);
    assert.equal(kept.PASSWORK_EXEC, undefined);
    // A passwork inside finds none, and says what helps.
    const inside = await run(...A, '--', process.execPath, bin, 'ls');
    assert.equal(inside.code, 4);
    assert.match(inside.stderr, /no credentials.*--keep-credentials/);
    assert.equal((await run('--keep-credentials', ...A, '--', process.execPath, bin, 'ls')).code, 0);
    assert.ok(server.requests.length > 0);
  });
}

test('credentials are nowhere where the command could look: variables, files, words of every process', async (t) => {
  const { env, home } = await world(t, SEALED7);
  const file = path.join(home, 'master');
  const { PASSWORK_MASTER_KEY: master, PASSWORK_TOKEN: token, ...rest } = env;
  fs.writeFileSync(file, master);
  const look = `
    const fs = require('fs');
    const read = (name) => { try { return fs.readFileSync(name, 'latin1'); } catch { return ''; } };
    const all = fs.readdirSync('/proc').filter((name) => /^\\d+$/.test(name) && name !== String(process.ppid));
    console.log(all.map((pid) => read('/proc/' + pid + '/cmdline')).join('\\n'));
    console.log(read('/proc/' + process.ppid + '/cmdline'), read('/proc/self/environ'));
    console.log(fs.readdirSync('/proc/self/fd').map((fd) => { try { return fs.readlinkSync('/proc/self/fd/' + fd); } catch {} }).join());`;
  const given = { ...rest, PASSWORK_TOKEN: token, PASSWORK_MASTER_KEY_FILE: file, PASSWORK_SESSION: '' };
  const seen = await passwork(given, ['exec', '--mask', 'never', ...A, '--', process.execPath, '-e', look]);
  assert.equal(seen.code, 0, seen.stderr);
  const [words] = seen.stdout.split('A=');
  assert.ok(!words.includes(VALUE), 'the value is in the environment alone');
  for (const secret of [token, master, file, env.PASSWORK_REFRESH_TOKEN]) assert.ok(!seen.stdout.includes(secret));
  assert.match(seen.stdout, /A=canary-orders-password/);
  assert.ok(!seen.stdout.includes('PASSWORK_SESSION'));
});

test('on API v4 the session has ended before the command starts', async (t) => {
  const { env, server } = await world(t, SEALED4);
  const { child, line, end } = start(env, ['exec', ...A, '--', 'sh', '-c', 'echo up; read x; exit 3']);
  await line('stdout', /^up$/);
  const [last] = server.requests.slice(-1);
  assert.match(last.path, /logout/);
  const { length } = server.requests;
  child.stdin.end('\n');
  assert.equal((await end).code, 3);
  assert.equal(server.requests.length, length);
});

test('options end at the first word that is none; --, --cmd, stdin, no shell', async (t) => {
  const { env } = await world(t, SEALED7);
  const echo = async (...args) => (await passwork(env, ['exec', ...A, ...args])).stdout;
  const show = [process.execPath, '-e', 'console.log(JSON.stringify(process.argv.slice(1)))', '--'];
  const words = ['--env', 'B=1', '--', '-x', '--help', '--json', '', 'a b', '$A', '*', '--', 'ü'];
  assert.deepEqual(JSON.parse(await echo(...show, ...words)), words);
  assert.deepEqual(JSON.parse(await echo('--', ...show, ...words)), words);
  assert.equal((await passwork(env, ['run', ...A, 'echo', '--version'])).code, 0, 'the alias');
  assert.equal(await echo('--cmd', 'printf "%s" "$A" | wc -c'), `${VALUE.length}\n`);
  const upper = await passwork(env, ['--timeout', '20', 'exec', '--retry', '1', ...A, 'tr', 'a-z', 'A-Z'], {
    input: 'own stdin',
  });
  assert.equal(upper.stdout, 'OWN STDIN');
  const help = await passwork(env, ['exec', '--help']);
  assert.deepEqual([help.code, help.stderr], [0, '']);
  assert.match(help.stdout, /--mask <mode>/);
});

test('references in the environment are resolved where somebody said so', async (t) => {
  const { env, server } = await world(t, SEALED7);
  const given = { ...env, A: PASSWORD, TITLE: 'see pw://Infrastructure/Databases/orders/password', PASSWORK_NOTE: '' };
  const run = (more, ...args) =>
    passwork({ ...given, ...more }, ['exec', '--mask', 'never', ...args, '--', 'sh', '-c', 'echo "$A|$TITLE"']);
  const { length } = server.requests;
  const left = await run({});
  assert.equal(left.stdout, `${PASSWORD}|${given.TITLE}\n`);
  assert.match(left.stderr, /left as they are without --resolve-env.*: A\n$/);
  assert.equal(server.requests.length, length, 'nothing to ask for');
  for (const [more, ...args] of [[{}, '--resolve-env'], [{ PASSWORK_RESOLVE_ENV: '1' }]]) {
    const seen = await run(more, ...args);
    assert.deepEqual([seen.stdout, seen.stderr], [`${VALUE}|${given.TITLE}\n`, '']);
  }
  assert.equal((await run({ PASSWORK_RESOLVE_ENV: 'yes' })).code, 125);
  assert.equal((await run({ A: `${PASSWORD}x` }, '--resolve-env')).code, 125);
});

/** Fails with 125, says why, starts nothing and tells no secret. */
async function refuses(home, env, args, words, lines) {
  const mark = path.join(home, 'started');
  const given = [...args, '--', 'touch', mark];
  const seen = await passwork(env, given);
  assert.deepEqual([seen.code, seen.stdout], [125, ''], `${args.join(' ')}: ${seen.stderr}`);
  assert.match(seen.stderr, words, args.join(' '));
  assert.equal(fs.existsSync(mark), false, args.join(' '));
  assert.ok(!seen.stderr.includes('canary-'), seen.stderr);
  if (lines !== undefined) assert.equal(seen.stderr.trimEnd().split('\n').length, lines, seen.stderr);
}

test('125 for bad usage: nothing is sent, and the command is not started', async (t) => {
  const { env, server, home } = await world(t, SEALED7);
  const fails = (args, words, given = env) => refuses(home, given, args, words, 1);
  const from = server.requests.length;
  await fails(['exec', ...A, '--cmd', 'true'], /one or the other/);
  await fails(['exec', '--nonsense'], /unknown option '--nonsense'/);
  await fails(['--timeout', '3', '--nonsense', 'run'], /unknown option '--nonsense'/);
  await fails(['exec', '--env', 'A'], /NAME=REFERENCE/);
  await fails(['exec', '--env', 'A=pw://x'], /this is no reference/);
  await fails(['exec', ...A, '--mask', 'some'], /auto, always or never/);
  await fails(['exec', ...A, '--replace', '--mask', 'always'], /--replace leaves nobody/);
  await fails(['exec', ...A, '--timeout', 'x'], /--timeout is a number/);
  await fails(['exec', ...A], /no host/, { ...env, PASSWORK_HOST: '' });
  const none = await passwork(env, ['--json', 'exec', ...A]);
  const { error } = JSON.parse(none.stderr);
  assert.deepEqual([none.code, none.stdout, error.exitCode, error.kind], [125, '', 125, 'usage']);
  assert.match(error.message, /there is no command/);
  assert.equal((await passwork(env, ['exec', '--env'])).code, 125);
  assert.equal(server.requests.length, from, 'nothing of it was sent');
});

for (const one of [SEALED4, SEALED7]) {
  test(`125 where a value cannot be had, and the command is not started: ${one.name}`, async (t) => {
    const { env, server, home } = await world(t, one);
    const fails = (args, words, { given = env, lines } = {}) =>
      refuses(home, given, ['exec', '--retry', '0', ...args], words, lines);
    const wrong = ['--env', `B=${PASSWORD}x`, '--env', 'C=pw://No/no/no'];
    await fails([...A, ...wrong], /2 variables cannot be set/, { lines: 3 });
    await fails(['--env', 'A=pw://Infrastructure/Empty/nothing/password'], /the password is empty/, { lines: 2 });
    await fails(A, /connection refused/, { given: { ...env, PASSWORK_HOST: 'http://127.0.0.1:9' } });
    const key = one.generation === 4 ? 'PASSWORK_API_KEY' : 'PASSWORK_TOKEN';
    await fails(A, /./, { given: { ...env, [key]: 'x'.repeat(44) } });
    const master = one.generation === 4 ? 'PASSWORK_MASTER_PASSWORD' : 'PASSWORK_MASTER_KEY';
    await fails(A, /./, { given: { ...env, [master]: Buffer.alloc(64, 7).toString('base64') } });
    server.fail({ method: 'GET', times: 100, with: 'reset' });
    await fails(A, /./);
  });
}

test('126 and 127 for a command that cannot be run, or is not found', async (t) => {
  const { env, home } = await world(t, SEALED7, { V: { big: { password: 'x'.repeat(100_000) } } });
  const big = ['A', 'B', 'C', 'D', 'E'].flatMap((name) => ['--env', `${name}=pw://V/big/password`]);
  const folder = path.join(home, 'bin');
  fs.mkdirSync(folder);
  const script = path.join(folder, 'script');
  fs.writeFileSync(script, 'exit 9\n', { mode: 0o644 });
  for (const [code, words, pattern] of [
    [127, ['no-such-command'], /no-such-command: there is no such command/],
    [127, ['/no/such/command'], /there is no such command/],
    [127, [''], /the empty word: there is no such command/],
    [126, [folder], /no permission/],
    [126, [script], /no permission/],
    [126, ['true', ...Array(18).fill('x'.repeat(100_000))], /too large/],
  ]) {
    const seen = await passwork(env, ['exec', ...big, '--', ...words]);
    assert.deepEqual([seen.code, seen.stdout], [code, ''], seen.stderr);
    assert.match(seen.stderr, pattern);
    assert.equal(seen.stderr.trimEnd().split('\n').length, 1);
  }
  fs.chmodSync(script, 0o755);
  assert.equal((await passwork({ ...env, PATH: `${folder}:${env.PATH}` }, ['exec', ...big, 'script'])).code, 9);
});

test('codes of the command are given as they are, and its streams may do as they like', async (t) => {
  const { env } = await world(t, SEALED7);
  const run = (script) => passwork(env, ['exec', ...A, '--', 'sh', '-c', script]);
  for (const code of [0, 1, 125, 127, 255]) assert.equal((await run(`exit ${code}`)).code, code);
  const closed = await run('echo before; exec >&-; echo "after $A" >&2; exit 5');
  assert.deepEqual([closed.code, closed.stdout, closed.stderr], [5, 'before\n', 'after ***\n']);
  // What it leaves behind may still print: nothing of that is lost or unmasked.
  const forked = await run('{ read x < /dev/null; sleep 0.2; echo "late $A"; } & echo "now $A"; exit 6');
  assert.deepEqual([forked.code, forked.stdout, forked.stderr], [6, 'now ***\nlate ***\n', '']);
});

test('something left behind that keeps the output is told of, and a signal ends the waiting', async (t) => {
  const { env } = await world(t, SEALED7);
  const { child, line, end } = start(env, ['exec', ...A, '--', 'sh', '-c', 'sleep 60 & echo $!; exit 6']);
  const [sleeper] = await line('stdout', /^\d+$/);
  await line('stderr', /the command has ended, but .* --mask never/);
  child.kill('SIGTERM');
  const signal = new Promise((resolve) => child.once('exit', (_, name) => resolve(name)));
  assert.equal(await signal, 'SIGTERM');
  process.kill(Number(sleeper));
  await end;
});

test('decisions for Windows, and about the environment', () => {
  assert.deepEqual(commandOf(['a', 'b c'], undefined, { platform: 'win32' }), { file: 'a', args: ['b c'] });
  assert.deepEqual(commandOf([], 'echo "%A%" | more', { platform: 'win32', env: { ComSpec: 'C:\\cmd.exe' } }), {
    file: 'C:\\cmd.exe',
    args: ['/d', '/s', '/c', '"echo "%A%" | more"'],
    verbatim: true,
  });
  assert.deepEqual(commandOf([], 'true', { platform: 'darwin' }), { file: '/bin/sh', args: ['-c', 'true'] });
  const own = { Path: 'p', passwork_token: 't', PASSWORK_API_KEY_FILE: 'f', PASSWORK_HOST: 'h' };
  const plain = (...args) => ({ ...childEnvironment(...args) });
  assert.deepEqual(plain(own, { PATH: 'q' }, { platform: 'win32' }), {
    PATH: 'q',
    PASSWORK_HOST: 'h',
    PASSWORK_EXEC: '1',
  });
  assert.deepEqual(plain(own, { PATH: 'q' }, { platform: 'linux' }), {
    Path: 'p',
    PATH: 'q',
    passwork_token: 't',
    PASSWORK_HOST: 'h',
    PASSWORK_EXEC: '1',
  });
  assert.deepEqual(plain({ A: '1' }, { PASSWORK_TOKEN: 'asked for' }), { A: '1', PASSWORK_TOKEN: 'asked for' });
  const refused = (value, platform) => {
    assert.throws(
      () => childEnvironment({}, { GOOD: 'x', NAME: value }, { platform }),
      ({ lines, message }) => lines.length === 1 && lines[0].startsWith('NAME: ') && !message.includes('secret'),
    );
  };
  refused('secret\0', 'linux');
  refused('s'.repeat(131_072 - 'NAME='.length), 'linux');
  refused('s'.repeat(32_767 - 'NAME='.length), 'win32');
  assert.equal(plain({}, { NAME: 's'.repeat(131_071 - 'NAME='.length) }, { platform: 'linux' }).NAME.length, 131_066);
  const references = {
    A: 'pw://a/b/c',
    B: 'x pw://a/b/c',
    Passwork_Token: 'pw://a/b/c',
    PASSWORK_MASTER_KEY: 'pw://a/b/c',
  };
  assert.deepEqual(referencesOf(references, { platform: 'win32' }), { A: 'pw://a/b/c' });
  assert.deepEqual(Object.keys(referencesOf(references, { platform: 'linux' })), ['A', 'Passwork_Token']);
  assert.equal(openPipes(1, { platform: 'darwin' }), undefined);
});
