// What a person sees on a terminal: columns, colours, and names of other people as what they are.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bin, WORLDS, world } from './support/cli.mjs';
import { noTerminal, onTerminal } from './support/terminal.mjs';

const [, , SEALED7] = WORLDS;
const HOSTILE = 'x\u001b[31m\u202egpj';

test('columns and colours on a terminal, and none where nobody wants them', { skip: noTerminal }, async (t) => {
  const contents = { Long: { 'a name': { password: 'p' } }, S: {} };
  const { env, server } = await world(t, SEALED7, contents);
  server.change('Long/a name', { name: HOSTILE });
  const passwork = (...words) => `'${process.execPath}' '${bin}' ${words.join(' ')}`;
  /** What stands on the terminal, with the character ESC as a word. */
  const shown = async (more, ...words) => {
    const { shown } = await onTerminal({ ...env, NO_COLOR: undefined, ...more }, passwork(...words), []);
    return shown.replaceAll('\u001b', 'ESC');
  };

  const [first, second] = (await shown({}, 'ls', '-r', '--no-color')).split('\r\n');
  assert.match(first, /^[0-9a-f]{24} {2}vault {2}Long$/);
  assert.match(second, /^[0-9a-f]{24} {2}vault {2}S$/);
  const listed = await shown({}, 'ls', 'Long', '--no-color');
  assert.match(listed, /^[0-9a-f]{24} {2}item {2}Long\/x%1B\[31m/);
  assert.doesNotMatch(listed, /ESC|\u202e/, 'a name moves nothing on the screen');
  const failed = await shown({}, 'ls', 'nowhere');
  assert.match(failed, /^ESC\[31mpasswork:ESC\[39m there is no vault/);
  assert.match(await shown({}, 'ls'), /^ESC\[2m[0-9a-f]{24}ESC\[22m {2}vault/);
  for (const none of [{ NO_COLOR: '1' }, { TERM: 'dumb' }]) {
    assert.doesNotMatch(await shown(none, 'ls', 'nowhere'), /ESC/, JSON.stringify(none));
  }
  assert.doesNotMatch(await shown({}, 'ls', 'nowhere', '--no-color'), /ESC/);
});
