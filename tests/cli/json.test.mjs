// JSON of the command line is made by one function: it parses, and holds nothing that a terminal obeys, wherever it goes.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { outputTo } from '../../pkg-template/cli/shared/output.mjs';
import { jsonInner } from '../../pkg-template/cli/template/quoted.mjs';
import { passwork, WORLDS, world } from './support/cli.mjs';

const sources = path.resolve(import.meta.dirname, '../../pkg-template/cli');

/** Where JSON.stringify writes nothing that is read as a result, and why. */
const ELSEWHERE = [
  'connection/session-file.mjs', // it is sealed
  'exec/forms.mjs', // it is what others print
  'shared/hostile-text.mjs', // the function
  'write/update.mjs', // two lists are compared
];

test('no JSON.stringify but in the function that makes JSON, and where nothing is printed', () => {
  const found = fs
    .readdirSync(sources, { recursive: true })
    .filter(
      (name) => name.endsWith('.mjs') && fs.readFileSync(path.join(sources, name), 'utf8').includes('JSON.stringify'),
    )
    .map((name) => name.split(path.sep).join('/'));
  assert.deepEqual(found.sort(), ELSEWHERE);
});

const HOSTILE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/;
const VALUE = 'c1:\u009b31m rlo:\u202e esc:\u001b[31m del:\u007f ls:\u2028 line\nend';

test('env and get write it, to a pipe and into files', async (t) => {
  const { env, home } = await world(t, WORLDS[3], { V: { ctl: { password: VALUE } } });
  const reference = 'pw://V/ctl/password';
  const file = path.join(home, 'out.json');
  for (const [args, read] of [
    [['env', '--json', '--env', `P=${reference}`], ({ P }) => P],
    [['env', '--format', 'json', '--env', `P=${reference}`], ({ P }) => P],
    [['get', '--json', reference, '-o', file], ({ value }) => value],
    [['get', '--json', 'V/ctl', '-o', file, '--force'], ({ password }) => password],
    [['get', '--json', reference], ({ value }) => value],
  ]) {
    const { code, stdout, stderr } = await passwork(env, args);
    assert.deepEqual([code, stderr], [0, ''], args.join(' '));
    const text = args.includes('-o') ? fs.readFileSync(file, 'utf8') : stdout;
    assert.doesNotMatch(text, HOSTILE, args.join(' '));
    assert.equal(read(JSON.parse(text)), VALUE, args.join(' '));
  }
  assert.equal(JSON.parse(`"${jsonInner(VALUE)}"`), VALUE);
});

test('on a terminal, a CR alone in a value is shown; line ends and tabs stay', async () => {
  const written = [];
  const terminal = { isTTY: true, write: (data, done) => done(written.push(data) && undefined) };
  await outputTo(terminal, terminal).value('stolen\rharmless\tx\r\ny\n\u2028\r');
  assert.deepEqual(written, ['stolen\\x0dharmless\tx\r\ny\n\\u2028\\x0d\n']);
});
