// Where -o writes: looked at before anything is sent, told by the name that the user gave, and never by way of somebody else's link.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { PEM, passwork, start, WORLDS, world } from './support/cli.mjs';

const SEALED7 = WORLDS[2];
const ORDERS = 'Infrastructure/Databases/orders';
const REFERENCE = `pw://${ORDERS}/password`;
const LARGE = Buffer.alloc(400_000, 'large ');
const CONTENTS = {
  Infrastructure: { Databases: { orders: { password: 'canary-orders', attachments: { 'ca.pem': PEM } } } },
  Large: { one: { attachments: { 'large.bin': LARGE } } },
};

test('a place where nothing can be written is refused before anything is sent', async (t) => {
  const { env, home, server } = await world(t, SEALED7, CONTENTS);
  const from = server.requests.length;
  fs.writeFileSync(path.join(home, 'there'), 'old');
  fs.symlinkSync('nowhere', path.join(home, 'dangling'));
  fs.mkdirSync(path.join(home, 'folder'));
  fs.writeFileSync(path.join(home, 't.tpl'), `{{ ${REFERENCE} }}`);
  for (const [file, words, force] of [
    ['there', 'there is there already: --force replaces it'],
    ['dangling', 'dangling is there already: --force replaces it'],
    ['none/x', 'none/x: there is no such folder', '--force'],
    ['there/x', 'there/x: a part of the path is no folder'],
    ['none/', 'none/: there is no such folder', '--force'],
  ]) {
    for (const command of [
      ['get', REFERENCE],
      ['get', ORDERS, '--json'],
      ['attachment', 'get', ORDERS],
      ['inject', '-i', 't.tpl'],
    ]) {
      const { code, stdout, stderr } = await passwork(env, [...command, '-o', file, ...(force ? [force] : [])]);
      const told = command.includes('--json') ? JSON.parse(stderr).error.message : stderr;
      assert.deepEqual([code, stdout], [2, ''], `${command.join(' ')} ${file}`);
      assert.ok(told.includes(words), `${command.join(' ')} ${file}: ${stderr}`);
    }
  }
  for (const command of [['get', REFERENCE], ['inject']]) {
    assert.match((await passwork(env, [...command, '-o', 'folder', '--force'])).stderr, /folder: it is a folder/);
  }
  assert.equal(server.requests.length, from);
  assert.equal(fs.readFileSync(path.join(home, 'there'), 'utf8'), 'old');
});

test('what the system says of a file is told under its name, and a name may be as long as names can be', async (t) => {
  const { env, home } = await world(t, SEALED7, CONTENTS);
  if (process.platform === 'linux') {
    const seen = await passwork(env, ['get', REFERENCE, '-o', '/proc/nothing']);
    assert.deepEqual([seen.code, seen.stderr], [1, 'passwork: /proc/nothing: there is no such file or folder\n']);
  }
  const long = `${'я'.repeat(127)}x`;
  assert.equal((await passwork(env, ['get', REFERENCE, '-o', long])).code, 0);
  assert.equal(fs.readFileSync(path.join(home, long), 'utf8'), 'canary-orders\n');
  assert.deepEqual(fs.readdirSync(home), [long], 'nothing lies beside it');
});

test('nothing goes through a link to a pipe, and nothing waits for one', {
  skip: process.platform === 'win32',
}, async (t) => {
  const { env, home } = await world(t, SEALED7, CONTENTS);
  const [pipe, folder, link] = [
    path.join(home, 'pipe'),
    path.join(home, 'folder'),
    path.join(home, 'folder', 'ca.pem'),
  ];
  fs.mkdirSync(folder);
  execFileSync('mkfifo', [pipe]);
  fs.symlinkSync('../pipe', link);
  const alone = await passwork(env, ['get', REFERENCE, '-o', pipe]);
  assert.deepEqual([alone.code, alone.stderr], [1, `passwork: ${pipe}: nobody reads there\n`]);
  // Both ends are here: what somebody writes can be seen, and who opens it to write has a reader.
  const end = fs.openSync(pipe, fs.constants.O_RDWR | fs.constants.O_NONBLOCK);
  const nothingCame = () => assert.throws(() => fs.readSync(end, Buffer.alloc(1)), { code: 'EAGAIN' });
  t.after(() => fs.closeSync(end));
  for (const words of [
    ['attachment', 'get', ORDERS, '-o', folder],
    ['attachment', 'get', ORDERS, '-o', link],
    ['get', REFERENCE, '-o', link],
  ]) {
    const seen = await passwork(env, words);
    assert.deepEqual([seen.code, seen.stdout], [2, ''], words.join(' '));
    assert.match(seen.stderr, /ca\.pem is there already: --force replaces it/);
    nothingCame();
  }
  assert.equal((await passwork(env, ['attachment', 'get', ORDERS, '-o', folder, '--force'])).code, 0);
  nothingCame();
  assert.ok(fs.lstatSync(link).isFile() && fs.statSync(pipe).isFIFO(), 'the link is replaced, and the pipe is not');
  // The name of an attachment leads into no pipe that lies there itself either.
  fs.rmSync(link);
  execFileSync('mkfifo', [link]);
  assert.match((await passwork(env, ['attachment', 'get', ORDERS, '-o', folder])).stderr, /is there already/);
});

test('/dev/stdout is what stdout is', { skip: !fs.existsSync('/proc/self/fd') }, async (t) => {
  const { env, home } = await world(t, SEALED7, CONTENTS);
  const words = ['get', REFERENCE, '-o', '/dev/stdout'];
  const run = async (line, ...more) => {
    const { code, stdout, stderr } = await start(env, [...words, ...more], { before: ['sh', '-c', line, 'sh'] }).end;
    assert.deepEqual([code, stderr], [0, '']);
    return stdout;
  };
  assert.equal(await run('"$@" | cat'), 'canary-orders\n');
  await run('"$@" > out');
  await run('"$@" >> out', '--force');
  assert.equal(fs.readFileSync(path.join(home, 'out'), 'utf8'), 'canary-orders\ncanary-orders\n');
  assert.ok(fs.lstatSync('/dev/stdout').isSymbolicLink());
});

test('a pipe of -o gets all of it, however slowly it reads; a signal ends passwork meanwhile', {
  skip: process.platform === 'win32',
}, async (t) => {
  const { env, home } = await world(t, SEALED7, CONTENTS);
  const pipe = path.join(home, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const words = ['attachment', 'get', 'Large/one', '-o', pipe];
  const reader = spawn('sh', ['-c', 'exec 3<"$1"; sleep 1; cat <&3', 'sh', pipe], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [seen, read] = await Promise.all([passwork(env, words), buffer(reader.stdout)]);
  assert.deepEqual([seen.code, seen.stderr], [0, '']);
  assert.ok(read.equals(LARGE));
  const sleeper = spawn('sh', ['-c', 'exec 3<"$1"; echo; exec sleep 30', 'sh', pipe], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  t.after(() => sleeper.kill());
  const { child, end } = start(env, words);
  await once(sleeper.stdout, 'data');
  setTimeout(() => child.kill('SIGTERM'), 1500);
  assert.equal((await end).signal, 'SIGTERM');
});
