// Questions of commands that write, on a real terminal: nothing that is typed is shown, and stdin may be a pipe.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bin, WORLDS, world } from './support/cli.mjs';
import { isWrite } from './support/front.mjs';
import { CTRL_C, noTerminal, onTerminal } from './support/terminal.mjs';

const [SEALED4, , SEALED7] = WORLDS;
const ORDERS = 'Infrastructure/Databases/orders';
const ITEM = ['--vault', 'Mail', '--name', 'n'];
const word = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** `passwork` on a terminal, on which each question gets its answer; `pipe`: what its stdin is instead. */
async function asked(env, args, answers, { pipe } = {}) {
  const command = [process.execPath, bin, ...args].map(word).join(' ');
  const script = pipe === undefined ? command : `printf %s ${word(pipe)} | ${command}`;
  const { shown, code, echo, missed } = await onTerminal(env, script, answers);
  assert.equal(missed, null, shown);
  return { shown, code, echo };
}

test('secrets are asked for, twice, and never shown', { skip: noTerminal }, async (t) => {
  for (const one of [SEALED4, SEALED7]) {
    const { env, server } = await world(t, one);
    const added = await asked(
      env,
      ['add', ...ITEM, '--field', 'key', '--field', 'pipe=-'],
      [
        ['Password:', 'canary-typed\r'],
        ['Once more:', 'canary-typed\r'],
        ["Field 'key':", 'canary-field\r'],
        ['Once more:', 'canary-field\r'],
      ],
      { pipe: 'canary-pipe' },
    );
    assert.equal(added.code, 0, added.shown);
    const { id, password, custom } = server.read('Mail/n');
    assert.deepEqual([password, custom.key.value, custom.pipe.value], ['canary-typed', 'canary-field', 'canary-pipe']);
    assert.ok(added.shown.trimEnd().endsWith(id), added.shown);
    assert.doesNotMatch(added.shown, /canary/);
    assert.equal(added.echo.at(-1), true, 'the terminal is as it was');
    // Without options, the password.
    const changed = await asked(
      env,
      ['update', 'Mail/n'],
      [
        ['Password:', 'x\r'],
        ['Once more:', 'x\r'],
      ],
    );
    assert.deepEqual([changed.code, server.read('Mail/n').password], [0, 'x'], changed.shown);
  }
});

test('what is typed differently, nothing, or Ctrl-C: nothing is sent', { skip: noTerminal }, async (t) => {
  const { env, server } = await world(t, SEALED4);
  const from = server.requests.length;
  for (const [answers, code, words] of [
    [
      [
        ['Password:', 'canary-a\r'],
        ['Once more:', 'canary-b\r'],
      ],
      2,
      /the two are not the same/,
    ],
    [[['Password:', '\r']], 2, /nothing was typed/],
    [[['Password:', `canary-${CTRL_C}`]], 130, /ended by Ctrl-C/],
  ]) {
    const seen = await asked(env, ['update', ORDERS], answers);
    assert.equal(seen.code, code, seen.shown);
    assert.match(seen.shown, words);
    assert.doesNotMatch(seen.shown, /canary/);
  }
  assert.equal(server.requests.length, from);
});

test('rm asks, and takes nothing but yes', { skip: noTerminal }, async (t) => {
  const { env, server } = await world(t, SEALED4);
  const rm = (...answers) => asked(env, ['rm', ORDERS], answers);
  for (const [typed, code] of [
    ['\r', 1],
    ['n\r', 1],
    ['yep\r', 1],
    [CTRL_C, 130],
  ]) {
    const seen = await rm(['Move Infrastructure/Databases/orders to the bin\\? \\[y/N\\]', typed]);
    assert.equal(seen.code, code, seen.shown);
  }
  const file = await asked(
    env,
    ['attachment', 'rm', ORDERS, 'key.pem'],
    [['Delete the file key\\.pem of .*\\? \\[y/N\\]', 'n\r']],
  );
  assert.equal(file.code, 1);
  assert.equal(server.requests.filter(isWrite).length, 0);
  const seen = await rm(['\\[y/N\\]', 'y\r']);
  assert.equal(seen.code, 0, seen.shown);
  assert.throws(() => server.read(ORDERS), /holds nothing/);
});

test('the master password is asked for before anything is written, and the write is done once', {
  skip: noTerminal,
}, async (t) => {
  for (const one of [SEALED4, SEALED7]) {
    const { env, server } = await world(t, one);
    const { PASSWORK_MASTER_PASSWORD: _, PASSWORK_MASTER_KEY: __, ...rest } = env;
    const master = one.generation === 4 ? server.masterPassword : server.masterKey;
    const args = ['add', ...ITEM, '--generate', '--field', 'k=-'];
    const seen = await asked(rest, args, [['Master password:', `${master}\r`]], { pipe: 'v' });
    assert.equal(seen.code, 0, seen.shown);
    assert.equal(server.requests.filter(isWrite).length, 1);
    assert.equal(server.read('Mail/n').custom.k.value, 'v');
    // Once too where the command of a rotation stands between two connections.
    const rotate = ['rotate', 'Mail/n', '--', 'sh', '-c', 'echo ready; read -r line && echo got $line'];
    const rotated = await asked(rest, rotate, [
      ['Master password:', `${master}\r`],
      ['ready', 'typed for the command\r'],
    ]);
    assert.equal(rotated.code, 0, rotated.shown);
    assert.match(rotated.shown, /got typed for the command/);
    assert.equal(rotated.shown.match(/has its new password/g)?.length, 1);
  }
});
