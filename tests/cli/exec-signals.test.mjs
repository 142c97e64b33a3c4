// exec: signals, the end by a signal, PID 1, a real terminal, --replace.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { programOf } from '../../pkg-template/cli/exec/replace.mjs';
import { endAs, inForeground, passedOn, passSignals } from '../../pkg-template/cli/exec/signals.mjs';
import { CONTENTS, passwork, start, WORLDS, world } from './support/cli.mjs';

const [SEALED4, , SEALED7] = WORLDS;
const A = ['--env', 'A=pw://Infrastructure/Databases/orders/password'];
const node = process.execPath;

const missing = (program, ...args) => {
  const { error, status } = spawnSync(program, args, { stdio: 'ignore' });
  return error || status !== 0 ? `${program} ${args.join(' ')} does not work here` : false;
};

/** Programs that tell that they are up, and end with 9 at a signal. */
const PROGRAMS = {
  dash: (signal) => ['dash', '-c', `trap 'echo got; exit 9' ${signal.slice(3)}; echo up; read x`],
  bash: (signal) => ['bash', '-c', `trap 'echo got; exit 9' ${signal.slice(3)}; echo up; read x`],
  node: (signal) => [
    node,
    '-e',
    `process.on('${signal}', () => { console.log('got'); process.exit(9); }); setInterval(() => {}, 1000); console.log('up')`,
  ],
  python3: (signal) => [
    'python3',
    '-c',
    `import signal,sys
def got(*_): print('got'); sys.exit(9)
signal.signal(signal.${signal}, got); print('up', flush=True); sys.stdin.read()`,
  ],
};

test('signals are passed on, and the code of a handler is given', async (t) => {
  const { env } = await world(t, SEALED7);
  for (const [name, program] of Object.entries(PROGRAMS)) {
    const signals =
      name === 'dash' ? ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] : ['SIGTERM', 'SIGINT'];
    await t.test(name, { skip: missing(name, ...(name === 'dash' ? ['-c', ':'] : ['--version'])) }, async () => {
      await Promise.all(
        signals.map(async (signal) => {
          const { child, line, end } = start(env, ['exec', ...A, '--', ...program(signal)]);
          await line('stdout', /^up$/);
          child.kill(signal);
          const seen = await end;
          assert.deepEqual([seen.code, seen.signal, seen.stdout, seen.stderr], [9, null, 'up\ngot\n', ''], signal);
        }),
      );
    });
  }
});

test('where the command dies by a signal, passwork does; with a core dump, 128 + n', async (t) => {
  const { env } = await world(t, SEALED7);
  const run = (signal) => passwork(env, ['exec', ...A, '--', 'sh', '-c', `kill -${signal} $$`]);
  for (const signal of ['TERM', 'HUP', 'INT', 'KILL', 'PIPE', 'USR1', 'ALRM']) {
    const seen = await run(signal);
    assert.deepEqual([seen.code, seen.signal], [null, `SIG${signal}`]);
  }
  for (const [signal, number] of [
    ['QUIT', 3],
    ['ABRT', 6],
    ['SEGV', 11],
  ]) {
    const seen = await run(signal);
    assert.deepEqual([seen.code, seen.signal], [128 + number, null]);
  }
  // Others use our pipes too: though we died, none is left non-blocking.
  const flags = ['sh', '-c', '"$@"; grep flags /proc/$$/fdinfo/1 >&2', 'sh'];
  const { end } = start(env, ['exec', ...A, '--', 'sh', '-c', 'kill -TERM $$'], { before: flags });
  const [, octal] = /^flags:\s+(\d+)$/m.exec((await end).stderr);
  assert.equal(Number.parseInt(octal, 8) & fs.constants.O_NONBLOCK, 0);
  // As in any pipeline, a command whose reader has gone dies of that.
  const piped = ['bash', '-c', '"$@" | head -1; echo "$PIPESTATUS"', 'bash'];
  assert.equal((await start(env, ['exec', ...A, '--', 'yes'], { before: piped }).end).stdout, 'y\n141\n');
});

test('a command that does not mind is waited for; KILL of it ends both', async (t) => {
  const { env } = await world(t, SEALED7);
  const script = `trap '' TERM; trap 'echo still here' USR1; echo "up $$"; while :; do read x; done`;
  const { child, line, end } = start(env, ['exec', ...A, '--', 'bash', '-c', script]);
  const [, pid] = await line('stdout', /^up (\d+)$/);
  child.kill('SIGTERM');
  child.kill('SIGUSR1');
  await line('stdout', /still here/);
  assert.equal(child.exitCode, null);
  process.kill(Number(pid), 'SIGKILL');
  assert.equal((await end).signal, 'SIGKILL');
});

test('before the command is started, a signal ends passwork: it opens no debugger either', async (t) => {
  const { env, home } = await world(t, SEALED4);
  const mark = path.join(home, 'started');
  for (const signal of ['SIGTERM', 'SIGUSR1']) {
    const { host, reached } = await silent(t);
    const { child, end } = start({ ...env, PASSWORK_HOST: host }, ['exec', ...A, '--', 'touch', mark]);
    await reached;
    child.kill(signal);
    const seen = await end;
    assert.deepEqual([seen.signal, seen.stderr, fs.existsSync(mark)], [signal, '', false]);
  }
});

test('a signal at the last moment: no command is started, and nothing is left behind', async (t) => {
  const { env, home } = await world(t, SEALED7);
  const bin = path.join(home, 'bin');
  const temporary = path.join(home, 'tmp');
  fs.mkdirSync(bin);
  fs.mkdirSync(temporary);
  // The program that makes the pipes sends it.
  const mkfifo = `#!/bin/sh\nkill -TERM $PPID\nPATH=${env.PATH} exec mkfifo "$@"\n`;
  fs.writeFileSync(path.join(bin, 'mkfifo'), mkfifo, { mode: 0o755 });
  const given = { ...env, PATH: `${bin}:${env.PATH}`, TMPDIR: temporary };
  const seen = await passwork(given, ['exec', ...A, '--', 'touch', path.join(home, 'started')]);
  assert.deepEqual([seen.signal, seen.stderr], ['SIGTERM', '']);
  assert.deepEqual([fs.existsSync(path.join(home, 'started')), fs.readdirSync(temporary)], [false, []]);
  // Where there are no pipes of that kind, the command still runs, and is masked.
  fs.writeFileSync(path.join(bin, 'mkfifo'), '#!/bin/sh\nexit 1\n');
  const other = await passwork(given, ['exec', ...A, '--', 'sh', '-c', 'echo "$A"; echo "$A" >&2']);
  assert.deepEqual([other.code, other.stdout, other.stderr], [0, '***\n', '***\n']);
  assert.equal((await passwork(given, ['exec', ...A, '--', '/no/such'])).code, 127);
});

/** A server that takes connections and says nothing. */
async function silent(t) {
  const server = net.createServer();
  const reached = new Promise((resolve) => server.once('connection', resolve));
  reached.then((socket) => socket.on('error', () => {}));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(async () => {
    (await reached).destroy();
    server.close();
  });
  return { host: `http://127.0.0.1:${server.address().port}`, reached };
}

const UNSHARE = ['unshare', ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']), '--pid', '--fork'];

test('as PID 1', { skip: missing(...UNSHARE, 'true') }, async (t) => {
  const { env, home } = await world(t, SEALED7);
  const run = (...script) => start(env, ['exec', ...A, '--', 'sh', '-c', ...script], { before: UNSHARE }).end;
  const handled = await run(`echo "$A $PPID"; trap 'exit 9' TERM; kill -TERM 1; read x`);
  assert.deepEqual([handled.code, handled.stdout], [9, '*** 1\n']);
  const died = await run('kill -TERM 1; read x');
  assert.deepEqual([died.code, died.signal], [143, null]);
  assert.equal((await run('kill -KILL $$')).code, 137);
  // While it asks the server too.
  const { host, reached } = await silent(t);
  const { child, end } = start({ ...env, PASSWORK_HOST: host }, ['exec', ...A, '--', 'touch', path.join(home, 'x')], {
    before: UNSHARE,
  });
  await reached;
  const [first] = fs.readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').split(' ');
  process.kill(Number(first), 'SIGTERM');
  assert.equal((await end).code, 143);
});

const TERMINAL = fileURLToPath(new URL('./support/pseudo-terminal.py', import.meta.url));

/** Runs `passwork` on a terminal; steps are what is waited for, and typed then. */
async function onTerminal(env, steps, ...args) {
  const before = ['python3', TERMINAL, JSON.stringify(steps)];
  const { stdout, stderr } = await start({ TERM: 'xterm-256color', ...env }, args, { before }).end;
  assert.equal(stderr, '');
  const seen = JSON.parse(stdout);
  assert.deepEqual(seen.left, [], seen.output);
  return seen;
}

test('on a terminal', { skip: missing('python3', '-c', 'import pty') }, async (t) => {
  const { env } = await world(t, SEALED7);
  await t.test('Ctrl-C reaches the command once, and Ctrl-\\ too', async () => {
    // After the first, it asks for another signal: had there been a second one on its way, it would come first.
    const script = `
      let got = 0;
      process.on('SIGINT', () => { if (++got === 1) process.kill(process.ppid, 'SIGTERM'); });
      process.on('SIGQUIT', () => { got += 10; process.kill(process.ppid, 'SIGTERM'); });
      process.on('SIGTERM', () => process.exit(40 + got));
      setInterval(() => {}, 1000);
      console.log('up');`;
    for (const [key, code] of [
      ['\x03', 41],
      ['\x1c', 50],
    ]) {
      const seen = await onTerminal(env, [['up', key]], 'exec', ...A, '--', node, '-e', script);
      assert.deepEqual([seen.code, seen.signal], [code, null], seen.output);
    }
  });
  await t.test('a command that dies by Ctrl-C takes passwork with it', async () => {
    const seen = await onTerminal(env, [['up', '\x03']], 'exec', ...A, '--', 'sh', '-c', 'echo up; exec sleep 20');
    assert.deepEqual([seen.code, seen.signal], [null, 2], seen.output);
  });
  await t.test('INT from elsewhere is passed on to a command that has the terminal for itself', async () => {
    // As interactive shells do: the terminal sends nothing to us any more.
    const script = `import os, signal, sys
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
signal.signal(signal.SIGINT, lambda *_: sys.exit(9))
os.setpgid(0, 0)
os.tcsetpgrp(0, os.getpid())
os.kill(os.getppid(), signal.SIGINT)
while True: signal.pause()`;
    const seen = await onTerminal(env, [], 'exec', ...A, '--', 'python3', '-c', script);
    assert.deepEqual([seen.code, seen.signal], [9, null], seen.output);
  });
  await t.test("the terminal is the command's: raw mode, size, colours", async () => {
    const script = `
      const { stdin, stdout, stderr } = process;
      console.log([stdin, stdout, stderr].map((one) => one.isTTY).join(' '), stdout.hasColors() + ' ' + '\\x1b[31m' + process.env.A + '\\x1b[0m');
      stdin.setRawMode(true);
      stdin.on('data', (data) => { console.log('raw', JSON.stringify(String(data))); process.exit(4); });
      console.log('up');`;
    const seen = await onTerminal(env, [['up', '\x03']], 'exec', ...A, '--', node, '-e', script);
    assert.equal(seen.code, 4);
    assert.ok(seen.output.includes('true true true true \x1b[31mcanary-orders-password\x1b[0m'), seen.output);
    assert.match(seen.output, /raw "\\u0003"/);
  });
  await t.test('always masks there too', async () => {
    const seen = await onTerminal(
      env,
      [],
      'exec',
      '--mask',
      'always',
      ...A,
      '--',
      'sh',
      '-c',
      'echo "is $A"; test -t 1 || exit 8',
    );
    assert.deepEqual([seen.code, seen.output], [8, 'is ***\r\n']);
  });
});

test('--replace: the command takes the place of passwork', async (t) => {
  const big = { V: { big: { password: 'x'.repeat(100_000) } } };
  const { env, server, home } = await world(t, SEALED4, { ...CONTENTS, ...big });
  const exec = ['exec', '--replace', ...A, '--'];
  if (typeof process.execve !== 'function') {
    const from = server.requests.length;
    const seen = await passwork(env, [...exec, 'true']);
    assert.equal(seen.code, 125);
    assert.match(seen.stderr, /--replace needs process.execve/);
    assert.equal(server.requests.length, from, 'nothing was sent');
    return;
  }
  const script = 'echo "$$ $A"; env | grep -c "PASSWORK_[AM]"; grep SigIgn /proc/$$/status; exit 9';
  const { child, end } = start(env, [...exec, 'sh', '-c', script]);
  const seen = await end;
  assert.equal(seen.stdout, `${child.pid} canary-orders-password\n0\nSigIgn:\t0000000000000000\n`);
  assert.deepEqual([seen.code, seen.stderr], [9, '']);
  assert.match(server.requests.at(-1).path, /logout/);
  const file = (name, text, mode = 0o755) => {
    fs.writeFileSync(path.join(home, name), text, { mode });
    return path.join(home, name);
  };
  for (const [code, words] of [
    [127, ['no-such-command']],
    [127, ['']],
    [127, [file('lost', '#!/no/such/interpreter\n')]],
    [126, [home]],
    [126, [file('closed', 'exit 7\n', 0o644)]],
    [126, [file('broken', '\x7fELF\0\0\0 not at all')]],
    [7, [file('bare', 'exit 7\n')]],
    [6, [file('script', '#!/bin/sh\nexit "$1"\n'), '6']],
  ]) {
    const { code: ended, signal, stdout } = await passwork(env, [...exec, ...words]);
    assert.deepEqual([ended, signal, stdout], [code, null, ''], words[0]);
  }
  const large = ['B', 'C', 'D', 'E', 'F'].flatMap((name) => ['--env', `${name}=pw://V/big/password`]);
  const tooLarge = await passwork(env, ['exec', '--replace', ...large, 'true', ...Array(17).fill('x'.repeat(100_000))]);
  assert.deepEqual([tooLarge.code, tooLarge.signal], [126, null]);
  assert.match(tooLarge.stderr, /too large/);
});

test('which program execvp would run', (t) => {
  const home = fs.mkdtempSync(path.join(fs.realpathSync(process.env.TMPDIR ?? '/tmp'), 'passwork-cli-'));
  t.after(() => fs.rmSync(home, { recursive: true }));
  for (const [folder, mode] of [
    ['a', 0o644],
    ['b', 0o755],
  ]) {
    fs.mkdirSync(path.join(home, folder));
    fs.writeFileSync(path.join(home, folder, 'tool'), '#!/bin/sh\n', { mode });
  }
  const find = (PATH) => programOf('tool', ['x'], { PATH });
  assert.deepEqual(find(`${home}/none:${home}/a:${home}/b`), { program: `${home}/b/tool`, words: ['tool', 'x'] });
  assert.deepEqual(find(`${home}/a`), { code: 'EACCES' });
  assert.deepEqual(find(`${home}/b/tool`), { code: 'ENOENT' });
  assert.equal(programOf('sh', [], {}).code, undefined, 'without PATH, the usual places');
});

test('decisions about signals, by platform', () => {
  assert.deepEqual(passedOn('win32'), ['SIGINT', 'SIGBREAK']);
  const sent = [];
  const before = process.listenerCount('SIGINT');
  const emit = (options, name) => {
    const release = passSignals((one) => sent.push(one), options);
    process.emit(name, name);
    release();
  };
  emit({ platform: 'win32' }, 'SIGINT');
  emit({ platform: 'linux', isForeground: () => true }, 'SIGINT');
  emit({ platform: 'linux', isForeground: () => true }, 'SIGQUIT');
  assert.deepEqual(sent, [], 'the console, and the terminal, have told the command');
  emit({ platform: 'linux', isForeground: () => false }, 'SIGINT');
  emit({ platform: 'linux', isForeground: () => true }, 'SIGTERM');
  assert.deepEqual(sent, ['SIGINT', 'SIGTERM']);
  assert.equal(process.listenerCount('SIGINT'), before);

  const stat = (group, terminal, foreground) => () => `77 (a (b) c) S 1 ${group} 5 ${terminal} ${foreground} 4194560 0`;
  assert.equal(inForeground(stat(77, 34816, 77)), true);
  assert.equal(inForeground(stat(77, 34816, 80)), false);
  assert.equal(inForeground(stat(0, 0, 0)), false, 'no terminal at all');
  const none = () => {
    throw new Error('no /proc');
  };
  assert.equal(
    inForeground(none, () => '  77    77\n'),
    true,
  );
  assert.equal(
    inForeground(none, () => '  77     0\n'),
    false,
  );

  const killed = [];
  const end = (signal, more) => endAs({ code: null, signal }, { kill: (name) => killed.push(name), ...more });
  assert.equal(endAs({ code: 3221225786, signal: null }, { platform: 'win32' }), 3221225786);
  assert.equal(end('SIGTERM', { platform: 'win32' }), 143);
  assert.equal(end('SIGTERM', { platform: 'linux', pid: 1 }), 143);
  assert.equal(end('SIGQUIT', { platform: 'linux' }), 131);
  assert.deepEqual(killed, []);
  assert.equal(end('SIGTERM', { platform: 'linux' }), 143);
  assert.deepEqual(killed, ['SIGTERM']);
});
