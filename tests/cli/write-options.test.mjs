// What the options of commands that write say: pure parts, from the sources.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileNameOf } from '../../pkg-template/cli/attachment/file-name.mjs';
import { inline, named } from '../../pkg-template/cli/main/own-options.mjs';
import { programOf } from '../../pkg-template/cli/main/program.mjs';
import { changedFields, fieldOptions } from '../../pkg-template/cli/write/fields.mjs';
import { inputOf } from '../../pkg-template/cli/write/input.mjs';
import { CLASSES, randomPassword } from '../../pkg-template/cli/write/random-password.mjs';

const output = { note: () => {} };
const input = (options, isNew = true) => inputOf({ options: { generate: true, ...options }, output }, { isNew });

test('options that cannot be meant are refused', async (t) => {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-cli-'));
  t.after(() => fs.rmSync(home, { recursive: true }));
  const file = (name, contents) => {
    fs.writeFileSync(path.join(home, name), contents);
    return `k=@${path.join(home, name)}`;
  };
  for (const [options, words] of [
    [{ name: ' ' }, /--name is empty/],
    [{ passwordStdin: true }, /--password-stdin and --generate: use one of them/],
    [{ generate: '3' }, /4 kinds of characters/],
    [{ generate: '2000' }, /1 to 1024/],
    [{ generate: '' }, /1 to 1024/],
    [{ field: ['k=canary-value'], fieldType: ['k=password'] }, /is no text, and its value would be seen/],
    [{ field: ['=x'] }, /name of the field is missing/],
    [{ field: ['k=@'] }, /name of the file is missing/],
    [{ field: [`k=@${home}/nowhere`] }, /--field k: the file cannot be read \(ENOENT\)/],
    [{ field: [file('empty', '\n')] }, /--field k: the file is empty. --allow-empty takes it/],
    [{ field: [file('latin1', Buffer.from([0xe9]))] }, /no text in UTF-8/],
    [{ field: [file('big', Buffer.alloc(1024 * 1024 + 1, 0x61))] }, /more than 1048576 bytes/],
    [{ field: [`k=@${home}`] }, /it is a folder/],
    [{ field: ['k=@/dev/zero'] }, /more than 1048576 bytes/],
    [{ field: ['k=-', 'l=@-'] }, /only one may read stdin: --field k=-, --field l=-/],
    [{ generate: undefined, passwordStdin: true, field: ['k=-'] }, /only one may read stdin/],
    [{ field: ['k=-', 'k'] }, /given twice/],
    [{ field: ['\u00e9=-', 'e\u0301'] }, /given twice/],
    [{ field: ['k=-'], custom: [['k', 'v']] }, /given twice/],
    [{ fieldType: ['k=text', 'k=totp'] }, /given twice/],
    [{ fieldType: ['k=TOTP'] }, /the type is text, password, totp/],
    [{ fieldType: ['k'] }, /the type is text, password, totp/],
    [{ field: ['k=-'], unsetField: ['k'] }, /both given and unset/],
    [{ color: 'red' }, /--color is the number of a colour/],
    [{ tag: ['a'], tags: 'b' }, /one or the other/],
    [{ generate: undefined, password: '' }, /--password is empty/],
    [{ custom: [['k', '']] }, /the field 'k' is empty/],
  ]) {
    await assert.rejects(input(options), (error) => {
      assert.equal(error.exitCode, 2, JSON.stringify(options));
      assert.match(error.message, words);
      assert.doesNotMatch(error.message, /canary/);
      return true;
    });
  }
});

test('what they say', async () => {
  const { members, password, fields } = await input({
    name: 'n',
    tags: ' a ,, b',
    color: '07',
    field: ['k=a=b'],
    fieldType: ['k=text'],
  });
  assert.deepEqual(members, { name: 'n', tags: ['a', 'b'], color: '7' });
  assert.equal(password.length, 24);
  assert.deepEqual(
    fields.wanted.map(({ name, value, type }) => ({ name, value, type })),
    [{ name: 'k', value: 'a=b', type: 'text' }],
  );
  const none = await inputOf({ options: { login: '' }, output }, { isNew: false });
  assert.deepEqual([none.members, none.password], [{ login: '' }, undefined]);
});

test('a list of fields keeps its order and types; names are the same however Unicode writes them', () => {
  const stored = [
    { name: 'a', value: '1', type: 'text' },
    { name: 'caf\u00e9', value: '2', type: 'secret' },
    { name: 'b', value: '3', type: 'totp', getTotpCode: () => '' },
  ];
  const change = (options) => changedFields(stored, fieldOptions(options), 'V/item');
  assert.deepEqual(
    change({
      custom: [
        ['new', 'n'],
        ['cafe\u0301', 'x'],
      ],
      unsetField: ['a'],
    }),
    [
      { name: 'caf\u00e9', value: 'x', type: 'secret' },
      { name: 'b', value: '3', type: 'totp' },
      { name: 'new', value: 'n', type: 'password' },
    ],
  );
  assert.deepEqual(change({ fieldType: ['b=text'] })[2], { name: 'b', value: '3', type: 'text' });
  assert.deepEqual(change({ field: ['a='] })[0], { name: 'a', value: '', type: 'text' });
  assert.throws(() => change({ field: ['b=x'] }), /is no text/);
  assert.throws(() => change({ fieldType: ['nothing=text'] }), { exitCode: 3 });
  const twins = [...stored, stored[0]];
  assert.throws(() => changedFields(twins, fieldOptions({ unsetField: ['a'] }), 'V/item'), { exitCode: 3 });
  assert.equal(stored.length, 3, 'what was read is not changed');
});

test('random passwords have every kind of character, and no character more often than another', () => {
  const counts = new Map();
  for (let i = 0; i < 2000; i++) {
    const text = randomPassword(32);
    for (const characters of Object.values(CLASSES)) assert.ok([...text].some((one) => characters.includes(one)));
    for (const one of text) counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  const alphabet = Object.values(CLASSES).join('');
  assert.equal(new Set(alphabet).size, alphabet.length);
  const expected = 64_000 / alphabet.length;
  let chi = 0;
  for (const one of alphabet) chi += ((counts.get(one) ?? 0) - expected) ** 2 / expected;
  assert.ok(chi < 180, `chi² of ${alphabet.length - 1} degrees: ${chi}`); // once in a hundred million
  const pins = new Set(Array.from({ length: 200 }, () => randomPassword(2, { symbols: '+-', digits: '0' })));
  assert.deepEqual([...pins].sort(), ['+0', '-0', '0+', '0-']);
  assert.equal(randomPassword(3, { symbols: 'aaa' }), 'aaa');
  assert.throws(() => randomPassword(1, { symbols: 'a', digits: 'b' }), /the length is 2 at least/);
});

test('names of files never lead out of a folder', () => {
  for (const [name, expected] of [
    ['key.pem', 'key.pem'],
    ['../../etc/passwd', 'passwd'],
    ['/etc/passwd', 'passwd'],
    ['..\\..\\boot.ini', 'boot.ini'],
    ['C:\\a\\b', 'b'],
    ['a/..\\c', 'c'],
    ['ключ', 'ключ'],
    ['-rf', '-rf'],
  ]) {
    assert.equal(fileNameOf(name, 'linux'), expected);
  }
  for (const name of [
    '',
    '.',
    '..',
    'a/',
    'a/..',
    '..\\',
    'a\0b',
    'a\nb',
    '\u007f',
    'x'.repeat(256),
    undefined?.name ?? '',
  ]) {
    assert.throws(() => fileNameOf(name, 'linux'), { exitCode: 2 }, JSON.stringify(name));
  }
  for (const name of [
    'con',
    'NUL.txt',
    'COM1',
    'lpt9.a.b',
    'file:stream',
    'a.',
    'a ',
    'C:',
    'a<b',
    'x?',
    'con .txt',
    'COM1  .log',
    'clock$',
  ]) {
    assert.throws(() => fileNameOf(name, 'win32'), { exitCode: 2 }, name);
    assert.equal(fileNameOf(name, 'linux'), name);
  }
  for (const name of ['console', 'nul1', 'com10', '.env', 'con x.txt']) assert.equal(fileNameOf(name, 'win32'), name);
});

/** What is given to the command that words call. */
async function parsed(...words) {
  let seen;
  const program = programOf(
    '1.0.0',
    (definition, args, options) => (seen = { name: definition.name, group: definition.group, args, options }),
    words,
  );
  await program.parseAsync(words, { from: 'user' });
  return seen;
}

test('options of our own kind, commands of commands, and commands that end with another one', async () => {
  const about = (options) => options.map(({ long, hidden, required, optional }) => [long, hidden, required, optional]);
  assert.deepEqual(about(inline(['--generate[=length]', ''], ['--generate=24', '--generate', 'x', '--generate=24'])), [
    ['--generate', false, false, false],
    ['--generate=24', true, false, false],
  ]);
  assert.deepEqual(about(named(['--custom-NAME <value>', ''], ['--custom-a b=c', '--custom-NAME', '--custom-'])), [
    ['--custom-NAME', false, true, false],
    ['--custom-a b', true, true, false],
  ]);
  const update = await parsed('update', '--generate', 'V/x', '--custom-a b', '1', '--custom-NAME=2', '--json');
  assert.deepEqual(update, {
    name: 'update',
    group: 'write',
    args: ['V/x'],
    options: {
      generate: true,
      custom: [
        ['a b', '1'],
        ['NAME', '2'],
      ],
      json: true,
    },
  });
  const last = await parsed('update', 'V/x', '--generate=9', '--login', '--custom-x', '--password');
  assert.deepEqual(last.options, { generate: '9', login: '--custom-x', password: true });
  assert.deepEqual(await parsed('--json', 'attachment', '--debug', 'get', 'V/x', 'a', '--retry', '1', 'b', '-o', '.'), {
    name: 'get',
    group: 'attachment',
    args: ['V/x', 'a', 'b'],
    options: { json: true, debug: true, retry: '1', output: '.' },
  });
  for (const [words, args, options] of [
    [
      ['rotate', 'V/x', '--generate', './go', '--generate', '-x'],
      ['V/x', './go', '--generate', '-x'],
      { generate: true },
    ],
    [
      ['rotate', '--generate=9', 'V/x', '--', 'go', '--', '--resume'],
      ['V/x', 'go', '--', '--resume'],
      { generate: '9' },
    ],
    [['rotate', 'V/x', '--resume', '--retry', '1', '--'], ['V/x'], { resume: true, retry: '1' }],
    [['rotate', 'V/x', 'go', '--custom-x', '--json'], ['V/x', 'go', '--custom-x', '--json'], {}],
  ]) {
    const seen = await parsed(...words);
    assert.deepEqual([seen.args, seen.options], [args, options], words.join(' '));
  }
  await assert.rejects(parsed('rotate', 'V/x', '--nonsense', 'go'), /unknown option '--nonsense'/);
  await assert.rejects(parsed('update', 'V/x', '--custom-'), /unknown option '--custom-'/);
});
