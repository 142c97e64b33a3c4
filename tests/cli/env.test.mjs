// `passwork env`: each format is read back by who reads it: a shell, Node, or a reader of its documented rules.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { parseEnv } from 'node:util';
import { dotenvQuoted, FORMATS, refusals } from '../../pkg-template/cli/template/formats.mjs';
import { passwork, WORLDS, world } from './support/cli.mjs';
import { execute, missing } from './support/programs.mjs';
import { dockerRead, dotenvRead, githubRead, powershellRead, secretRead } from './support/readers.mjs';

const PLAIN = [
  'plain',
  ' spaces around ',
  "it's",
  '"double"',
  '`back`',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: shells read it
  '$HOME ${HOME} $(id) `id` %PATH%',
  'back\\slash \\n \\\\',
  'at the end\\',
  '!history !!',
  '-n leading',
  '--help',
  '😀 é ключ',
  '#no # comment',
  'a=b; c & d | e > f',
  '*?[a]~{b,c}',
  '\ttab\t',
  '‘typographic’ “quotes”',
  'mixed \'single\' "double"',
  '{{ x }} ::add-mask::x %0A',
  '\u001b[31m\u0001',
  '\u00a0\ufeff\u2028\u0085',
];
const LINES = [
  'two\nlines',
  '\nfirst and last\n',
  '-----BEGIN KEY-----\nключ=\n-----END KEY-----\n',
  'A=1\n#x\nexport B=2',
];
const RETURNS = ['crlf\r\n', 'cr\r', "\r\n'x'\r\n"];

const folderOf = (values) => Object.fromEntries(values.map((password, i) => [`v${i}`, { password }]));
const wanted = (values) => Object.fromEntries(values.map((value, i) => [`v${i}`, value]));
const ALL = [...PLAIN, ...LINES, ...RETURNS];
// Of the lines, a backslash at the end beside # or spaces has no form for dotenv.
const FOR_DOTENV = [...PLAIN, ...LINES];

const CONTENTS = {
  V: {
    All: folderOf(ALL),
    Docker: folderOf(PLAIN),
    Dotenv: folderOf(FOR_DOTENV),
    Mail: { mail: { login: 'app', password: 'canary-long\nshort\ncanary-line' } },
    None: {
      three: { password: '\'"`' },
      cr: { password: 'a\rb' },
      back: { password: '# \\' },
      fits: { password: 'x' },
    },
  },
};

/** Prints what of a format's variables a child has, as JSON. */
const PRINT = `console.log(JSON.stringify(Object.fromEntries(Object.entries(process.env).filter(([n]) => /^v\\d+$/.test(n)))))`;
const printing = `${process.execPath} -e '${PRINT.replaceAll("'", "'\\''")}'`;

async function prints(t, format, folder, one = WORLDS[3]) {
  const { env, server } = await world(t, one, CONTENTS);
  const { V } = server.contents({ ids: true });
  const seen = await passwork(env, ['env', '--format', format, '--folder-id', V[folder].id]);
  assert.deepEqual([seen.code, seen.stderr], [0, '']);
  return seen.stdout;
}

test('every shell has the values that the server has', async (t) => {
  const text = await prints(t, 'shell', 'All', WORLDS[0]);
  for (const shell of ['bash', 'dash', 'zsh', 'sh']) {
    await t.test(shell, { skip: missing(shell) }, async () => {
      const env = { PATH: process.env.PATH, TEXT: text };
      const flags = shell === 'zsh' ? ['-f'] : [];
      const { stdout, stderr } = await execute(shell, [...flags, '-c', `eval "$TEXT"; ${printing}`], env);
      assert.deepEqual(JSON.parse(stdout || stderr), wanted(ALL));
    });
  }
  await t.test('fish', { skip: missing('fish') }, async (t) => {
    const fish = await prints(t, 'fish', 'All');
    const command = `cat | source; ${process.execPath} -e '${PRINT.replace(/[\\']/g, '\\$&')}'`;
    const env = { PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: process.env.HOME };
    const { stdout, stderr } = await execute('fish', ['--no-config', '-c', command], env, fish);
    assert.deepEqual(JSON.parse(stdout || stderr), wanted(ALL));
  });
});

test('what a shell reads in pieces: a pipe into PowerShell has a variable in each line', async (t) => {
  const text = await prints(t, 'powershell', 'All');
  assert.equal(text.trimEnd().split(/\r\n|\r|\n/).length, ALL.length);
  assert.deepEqual(powershellRead(text), wanted(ALL));
});

test('fish, by its documented rules', () => {
  const text = FORMATS.fish.print([['v0', "a'b\\c\\\nd$e"]]);
  assert.equal(text, "set -gx v0 'a\\'b\\\\c\\\\\nd$e'\n");
});

test('dotenv: util.parseEnv and the rules of the package dotenv', async (t) => {
  const text = await prints(t, 'dotenv', 'Dotenv');
  assert.deepEqual({ ...parseEnv(text) }, wanted(FOR_DOTENV));
  assert.deepEqual(dotenvRead(text), wanted(FOR_DOTENV));
});

test('dotenv: any text is held by both readers, or refused', () => {
  const pieces = [
    "'",
    '"',
    '`',
    '\\',
    '\n',
    '\r',
    '$',
    '#',
    ' ',
    '\t',
    'n',
    'r',
    'a',
    '=',
    'B',
    'é',
    '😀',
    '\u2028',
    '\ufeff',
  ];
  let seed = 1;
  const random = (below) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * below);
  };
  let held = 0;
  for (let round = 0; round < 4000; round++) {
    const texts = Array.from({ length: 5 }, () => Array.from({ length: random(8) }, () => pieces[random(19)]).join(''));
    const entries = texts.map((text, i) => [`v${i}`, text]).filter(([, text]) => dotenvQuoted(text) !== undefined);
    held += entries.length;
    const text = FORMATS.dotenv.print(entries);
    assert.deepEqual({ ...parseEnv(text) }, Object.fromEntries(entries), JSON.stringify(text));
    assert.deepEqual(dotenvRead(text), Object.fromEntries(entries), JSON.stringify(text));
  }
  assert.ok(held > 14_000, `${held} of 20,000`);
});

test('docker, json and k8s', async (t) => {
  assert.deepEqual(dockerRead(await prints(t, 'docker', 'Docker')), wanted(PLAIN));
  assert.deepEqual(JSON.parse(await prints(t, 'json', 'All')), wanted(ALL));
  const secret = secretRead(await prints(t, 'k8s', 'All'));
  assert.deepEqual(secret, { name: 'passwork', type: 'Opaque', values: wanted(ALL) });
});

test('what a format cannot hold is exit 2 with every variable named, and nothing is printed', async (t) => {
  const { env, server } = await world(t, WORLDS[1], CONTENTS);
  const { V } = server.contents({ ids: true });
  const run = (...args) => passwork(env, ['env', ...args, '--folder-id', V.None.id]);
  const dotenv = await run('--format', 'dotenv');
  assert.deepEqual([dotenv.code, dotenv.stdout], [2, '']);
  assert.match(dotenv.stderr, /^passwork: 3 variables have no form in dotenv\n/);
  for (const name of ['three', 'cr', 'back']) assert.match(dotenv.stderr, new RegExp(`^ {2}${name}: `, 'm'));
  assert.equal(dotenv.stderr.trimEnd().split('\n').length, 4);
  const docker = await run('--format', 'docker');
  assert.deepEqual([docker.code, docker.stdout], [2, '']);
  assert.match(docker.stderr, /one variable has no form in docker\n {2}cr: /);
  for (const format of ['shell', 'fish', 'powershell', 'dotenv', 'docker', 'github']) {
    const hostile = refusals(FORMATS[format], [
      ['x;id', 'v'],
      ['a-b', 'v'],
      ['1a', 'v'],
      ['$(id)', 'v'],
      ['ok', 'v'],
    ]);
    assert.deepEqual(
      hostile.map(([name]) => name),
      ['x;id', 'a-b', '1a', '$(id)'],
      format,
    );
  }
  assert.deepEqual(refusals(FORMATS.k8s, [['a"b', 'v']]).length, 1);
  assert.deepEqual(refusals(FORMATS.docker, [['a', 'x'.repeat(65_533)]]).length, 1);
  const from = server.requests.length;
  for (const [args, words] of [
    [[], /--format is one of dotenv, docker/],
    [['--format', 'toml'], /--format is one of/],
    [['--format', 'constructor'], /--format is one of/],
    [['--format', 'shell', '--json'], /one or the other/],
    [['--format', 'json', '--name', 'x'], /--name is for --format k8s/],
    [['--format', 'k8s', '--name', 'X y'], /name of Kubernetes/],
    [['--format', 'json', '--output'], /--output is for --format github/],
    [['--format', 'github'], /GITHUB_ENV is not set/],
  ]) {
    const seen = await run(...args);
    assert.deepEqual([seen.code, seen.stdout], [2, ''], args.join(' '));
    assert.match(seen.stderr, words);
  }
  assert.equal(server.requests.length, from, 'nothing of it was sent');
  const named = await passwork(env, ['env', '--format=k8s', '--name=db', '--env=A=pw://V/Mail/mail/login']);
  assert.deepEqual(secretRead(named.stdout), { name: 'db', type: 'Opaque', values: { A: 'app' } });
  const json = await passwork(env, ['env', '--json', '--env=A=pw://V/Mail/mail/login']);
  assert.deepEqual(JSON.parse(json.stdout), { A: 'app' });
});

test('github: masks first, then the file, which the runner reads back', async (t) => {
  for (const one of [WORLDS[0], WORLDS[2]]) {
    const { env, server, home } = await world(t, one, CONTENTS);
    const { V } = server.contents({ ids: true });
    const files = { GITHUB_ENV: path.join(home, 'env'), GITHUB_OUTPUT: path.join(home, 'output') };
    fs.writeFileSync(files.GITHUB_ENV, 'BEFORE=1'); // without a line end
    fs.writeFileSync(files.GITHUB_OUTPUT, '');
    const runner = { ...env, ...files };
    const mail = await passwork(runner, ['env', '--format=github', '--folder-id', V.Mail.id]);
    assert.deepEqual([mail.code, mail.stderr], [0, '']);
    assert.equal(
      mail.stdout,
      '::add-mask::canary-long%0Ashort%0Acanary-line\n::add-mask::canary-long\n::add-mask::canary-line\n',
    );
    assert.deepEqual(githubRead(fs.readFileSync(files.GITHUB_ENV, 'utf8')), {
      BEFORE: '1',
      mail: 'canary-long\nshort\ncanary-line',
    });
    const all = await passwork(runner, ['env', '--format=github', '--output', '--folder-id', V.All.id]);
    assert.equal(all.code, 0, all.stderr);
    assert.ok(all.stdout.includes('::add-mask::{{ x }} ::add-mask::x %250A\n'));
    assert.ok(all.stdout.split('\n').every((line) => line === '' || line.startsWith('::add-mask::')));
    assert.deepEqual(githubRead(fs.readFileSync(files.GITHUB_OUTPUT, 'utf8')), wanted(ALL));

    const before = fs.readFileSync(files.GITHUB_ENV);
    for (const args of [
      ['--env', 'A=pw://V/Mail/mail/nope'],
      ['--env', 'NODE_OPTIONS=pw://V/Mail/mail/login'],
      ['--env', 'a.b=pw://V/Mail/mail/login'],
    ]) {
      const failed = await passwork(runner, ['env', '--format=github', ...args]);
      assert.ok(failed.code > 1);
      assert.equal(failed.stdout, '');
    }
    assert.ok(before.equals(fs.readFileSync(files.GITHUB_ENV)), 'nothing was appended');
    const gone = { ...runner, GITHUB_ENV: path.join(home, 'gone') };
    const nowhere = await passwork(gone, ['env', '--format=github', '--env', 'A=pw://V/Mail/mail/login']);
    assert.deepEqual([nowhere.code, nowhere.stdout], [2, '']);
    assert.match(nowhere.stderr, /the file of GITHUB_ENV cannot be written \(ENOENT\)/);
  }
});
