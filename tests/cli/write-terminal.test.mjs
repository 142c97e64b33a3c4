// Questions of commands that write, on a real terminal: nothing that is typed is shown, and stdin may be a pipe.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WORLDS, world } from './support/cli.mjs';
import { isWrite } from './support/front.mjs';
import { noTerminal, onTerminal } from './support/script-terminal.mjs';

const [SEALED4, , SEALED7] = WORLDS;
const ORDERS = 'Infrastructure/Databases/orders';
const ITEM = ['--vault', 'Mail', '--name', 'n'];

test('secrets are asked for, twice, and never shown', { skip: noTerminal }, async (t) => {
  for (const one of [SEALED4, SEALED7]) {
    const { env, server } = await world(t, one);
    const added = await onTerminal(
      env,
      ['add', ...ITEM, '--field', 'key', '--field', 'pipe=-'],
      [
        [/Password:/, 'canary-typed\r'],
        [/Once more:/, 'canary-typed\r'],
        [/Field 'key':/, 'canary-field\r'],
        [/Once more:/, 'canary-field\r'],
      ],
      { pipe: 'canary-pipe' },
    );
    assert.equal(added.code, 0, added.screen);
    const { id, password, custom } = server.read('Mail/n');
    assert.deepEqual([password, custom.key.value, custom.pipe.value], ['canary-typed', 'canary-field', 'canary-pipe']);
    assert.ok(added.screen.trimEnd().endsWith(id), added.screen);
    assert.doesNotMatch(added.screen, /canary/);
    // Without options, the password.
    const changed = await onTerminal(
      env,
      ['update', 'Mail/n'],
      [
        [/Password:/, 'x\r'],
        [/Once more:/, 'x\r'],
      ],
    );
    assert.deepEqual([changed.code, server.read('Mail/n').password], [0, 'x'], changed.screen);
  }
});

test('what is typed differently, nothing, or Ctrl-C: nothing is sent', { skip: noTerminal }, async (t) => {
  const { env, server } = await world(t, SEALED4);
  const from = server.requests.length;
  for (const [answers, code, words] of [
    [
      [
        [/Password:/, 'canary-a\r'],
        [/Once more:/, 'canary-b\r'],
      ],
      2,
      /the two are not the same/,
    ],
    [[[/Password:/, '\r']], 2, /nothing was typed/],
    [[[/Password:/, 'canary-\u0003']], 130, /ended by Ctrl-C/],
  ]) {
    const seen = await onTerminal(env, ['update', ORDERS], answers);
    assert.equal(seen.code, code, seen.screen);
    assert.match(seen.screen, words);
    assert.doesNotMatch(seen.screen, /canary/);
  }
  assert.equal(server.requests.length, from);
});

test('rm asks, and takes nothing but yes', { skip: noTerminal }, async (t) => {
  const { env, server } = await world(t, SEALED4);
  const rm = (...answers) => onTerminal(env, ['rm', ORDERS], answers);
  for (const [typed, code] of [
    ['\r', 1],
    ['n\r', 1],
    ['yep\r', 1],
    ['\u0003', 130],
  ]) {
    const seen = await rm([/Move Infrastructure\/Databases\/orders to the bin\? \[y\/N\]/, typed]);
    assert.equal(seen.code, code, seen.screen);
  }
  const file = await onTerminal(
    env,
    ['attachment', 'rm', ORDERS, 'key.pem'],
    [[/Delete the file key\.pem of .*\? \[y\/N\]/, 'n\r']],
  );
  assert.equal(file.code, 1);
  assert.equal(server.requests.filter(isWrite).length, 0);
  const seen = await rm([/\[y\/N\]/, 'y\r']);
  assert.equal(seen.code, 0, seen.screen);
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
    const seen = await onTerminal(rest, args, [[/Master password:/, `${master}\r`]], { pipe: 'v' });
    assert.equal(seen.code, 0, seen.screen);
    assert.equal(server.requests.filter(isWrite).length, 1);
    assert.equal(server.read('Mail/n').custom.k.value, 'v');
  }
});
