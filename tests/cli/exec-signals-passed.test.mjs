// exec: every signal that can be passed on is, once; those that stop and continue too.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isDeadly, passedOn, passSignals } from '../../pkg-template/cli/exec/signals.mjs';
import { start, WORLDS, world } from './support/cli.mjs';

const SEALED7 = WORLDS[2];
const A = ['--env', 'A=pw://Infrastructure/Databases/orders/password'];
const TERMINAL = fileURLToPath(new URL('./support/pseudo-terminal.py', import.meta.url));

/** Of Linux, by their numbers (signal(7)): all but those of the process itself, of background jobs and of Node. */
const PASSED = {
  ...{ HUP: 1, INT: 2, QUIT: 3, ABRT: 6, USR1: 10, USR2: 12, ALRM: 14, TERM: 15, STKFLT: 16, CONT: 18, TSTP: 20 },
  ...{ URG: 23, XCPU: 24, VTALRM: 26, WINCH: 28, IO: 29, PWR: 30, SYS: 31 },
};

/** Tells each signal that it gets, and ends with 9 when its stdin does. */
const TELLS = `import signal, sys
for one in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP, signal.SIGCHLD}:
    signal.signal(one, lambda number, _: print('got', number, flush=True))
print('up', flush=True)
sys.stdin.read()
sys.exit(9)`;

const skip = process.platform !== 'linux' || spawnSync('python3', ['-c', 'import pty']).status !== 0;

test('every signal but those of the process itself is passed on, once', { skip }, async (t) => {
  const { env } = await world(t, SEALED7);
  const { child, line, end } = start(env, ['exec', ...A, '--', 'python3', '-c', TELLS]);
  await line('stdout', /^up$/);
  for (const [name, number] of Object.entries(PASSED)) {
    child.kill(`SIG${name}`);
    await line('stdout', new RegExp(`^got ${number}$`));
  }
  child.stdin.end();
  const seen = await end;
  assert.deepEqual([seen.code, seen.stderr], [9, '']);
  assert.equal(
    seen.stdout,
    `up\n${Object.values(PASSED)
      .map((number) => `got ${number}\n`)
      .join('')}`,
  );
});

test('what ends nobody does not keep the command from being started', { skip }, async (t) => {
  const { env, home } = await world(t, SEALED7);
  const bin = path.join(home, 'bin');
  fs.mkdirSync(bin);
  // The program that makes the pipes sends them, at the last moment.
  const mkfifo = `#!/bin/sh\nfor s in WINCH CONT URG TSTP; do kill -$s $PPID; done\nPATH=${env.PATH} exec mkfifo "$@"\n`;
  fs.writeFileSync(path.join(bin, 'mkfifo'), mkfifo, { mode: 0o755 });
  const { child, end } = start({ ...env, PATH: `${bin}:${env.PATH}` }, [
    'exec',
    ...A,
    '--',
    'sh',
    '-c',
    'echo "$A"; exit 9',
  ]);
  child.stdin.end();
  const seen = await end;
  assert.deepEqual([seen.code, seen.signal, seen.stdout], [9, null, '***\n']);
});

test('Ctrl-Z stops both, and fg continues both', { skip }, async (t) => {
  const { env, home } = await world(t, SEALED7);
  const file = path.join(home, 'pid');
  const command = `import os, signal, sys
signal.signal(signal.SIGUSR1, lambda *_: sys.exit(7))
open('${file}', 'w').write(str(os.getpid()))
print('up', flush=True)
while True: signal.pause()`;
  const shell = `set -m; "$@"; echo "stopped $?"
for i in $(seq 50); do s=$(cut -d' ' -f3 /proc/$(cat '${file}')/stat); [ "$s" = T ] && break; sleep 0.1; done; echo "$s"
{ sleep 1; kill -USR1 $(cat '${file}'); } & fg %1 >&2; echo "ended $?"`;
  const before = ['python3', TERMINAL, JSON.stringify([['up', '\x1a']]), 'bash', '-c', shell, 'bash'];
  const { stdout } = await start({ TERM: 'xterm', ...env }, ['exec', ...A, '--', 'python3', '-c', command], { before })
    .end;
  const { output } = JSON.parse(stdout);
  assert.match(output, /stopped 148\r\nT\r\n[\s\S]*ended 7\r\n/, output);
});

test('decisions about signals that stop', () => {
  const known = { ...os.constants.signals, SIGINFO: 99, SIGEMT: 98 };
  const names = passedOn('linux', known);
  assert.equal(new Set(names.map((name) => known[name])).size, names.length, 'each number once');
  for (const name of [
    'KILL',
    'STOP',
    'CHLD',
    'PIPE',
    'XFSZ',
    'SEGV',
    'BUS',
    'FPE',
    'ILL',
    'TRAP',
    'EMT',
    'TTIN',
    'TTOU',
  ]) {
    assert.ok(!names.includes(`SIG${name}`), name);
  }
  assert.ok(names.includes('SIGINFO'));
  assert.deepEqual(['SIGWINCH', 'SIGCONT', 'SIGTSTP', 'SIGTERM', 'SIGALRM'].map(isDeadly), [
    false,
    false,
    false,
    true,
    true,
  ]);
  const seen = [];
  const counts = () => [process.listenerCount('SIGTSTP'), process.listenerCount('SIGWINCH')];
  const before = counts();
  for (const isForeground of [true, false]) {
    const stop = () => seen.push(`stops with ${process.listenerCount('SIGTSTP') - before[0]}`);
    const release = passSignals((name) => seen.push(name), {
      platform: 'linux',
      isForeground: () => isForeground,
      stop,
    });
    for (const name of ['SIGTSTP', 'SIGTSTP', 'SIGWINCH', 'SIGCONT']) process.emit(name, name);
    release();
  }
  const [stops, told] = ['stops with 0', 'SIGTSTP'];
  assert.deepEqual(seen, [stops, stops, 'SIGCONT', told, stops, told, stops, 'SIGWINCH', 'SIGCONT']);
  assert.deepEqual(counts(), before);
});
