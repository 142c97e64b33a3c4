// `passwork check`: whole programs, which files it looks at, what it prints, and `--write`.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { check, folderOf, reportOf } from './support/check.mjs';

const programs = path.join(import.meta.dirname, 'check', 'programs');
const root = path.resolve(import.meta.dirname, '../..');

const PACKAGE = '{\n  "dependencies": {\n    "passwork-js": "^1.2.15"\n  }\n}\n';
const LOADS = "const Passwork = require('passwork-js/src/passwork-api');\n";
const FINDS = `${LOADS}new Passwork('https://x/api/v4').setOptions({ hash: 'md5' });\n`;

test('every method that the programs of the original call is found, with its line', async (t) => {
  const folder = folderOf(t, { 'package.json': PACKAGE });
  fs.cpSync(programs, folder, { recursive: true });
  const wanted = [];
  for (const file of fs.readdirSync(programs)) {
    for (const [i, line] of fs.readFileSync(path.join(programs, file), 'utf8').split('\n').entries()) {
      if (line.startsWith('<title>')) continue;
      for (const [, method] of line.matchAll(/\bpasswork\.(\w+)\(/g)) wanted.push(`${file}:${i + 1} ${method}`);
    }
  }
  const { report } = await reportOf(folder);
  const found = report.methods.flatMap(({ method, places }) =>
    places.map((one) => `${one.file}:${one.line} ${method}`),
  );
  // `const passwork = window.passwork(HOST)` names no method.
  assert.deepEqual(found.sort(), wanted.filter((one) => !one.endsWith(' passwork')).sort());
  assert.ok(report.methods.length > 40, `control: ${report.methods.length} methods`);
  const sure = report.methods.find(({ method }) => method === 'login').places.filter(({ possibly }) => !possibly);
  assert.deepEqual(sure.map(({ file }) => file).sort(), ['main.js', 'page.html']);
  assert.deepEqual(
    report.uses.map(({ file, line, kind }) => `${file}:${line} ${kind}`),
    ['main.js:3 import', 'package.json:3 manifest', 'page.html:3 script', 'page.html:7 global'],
  );
  assert.deepEqual(
    report.differences.map(({ file, rule }) => `${file} ${rule}`),
    ['password.js files-lost', 'password.js save-to'],
  );
  assert.deepEqual(
    report.passwork7.map(({ file, line, rule }) => `${file}:${line} ${rule}`),
    ['password.js:38 none', 'user.js:2 none', 'user.js:3 none', 'user.js:4 none'],
  );
});

test('programs of this repository that use the original by its name', async () => {
  const { report } = await reportOf(root, 'tests/matrix/programs', 'tests/matrix/pages', 'tests/types/plain.js');
  assert.deepEqual(
    report.uses.map(({ file, line, kind }) => `${file}:${line} ${kind}`),
    [
      'tests/matrix/programs/drop-in.mjs:4 import',
      'tests/matrix/programs/drop-in.mjs:5 import',
      'tests/matrix/programs/drop-in.mjs:13 import',
      'tests/matrix/programs/drop-in.mjs:14 import',
      'tests/matrix/programs/drop-in.mjs:15 import',
      'tests/matrix/pages/classic.js:4 global',
      'tests/types/plain.js:5 import',
    ],
  );
});

test('exit codes: 0 nothing, 1 something, 2 usage', async (t) => {
  const folder = folderOf(t, { 'a.js': FINDS, 'b.js': LOADS, 'c.js': `${LOADS}new Passwork(h).activityReport();\n` });
  for (const [code, ...args] of [
    [1],
    [1, 'a.js'],
    [0, 'b.js'],
    [0, 'c.js'],
    [0, 'c.js', '--generation', '4'],
    [1, 'c.js', '--generation', '7'],
    [2, 'none.js'],
    [2, 'b.js', '--generation', '5'],
    [2, '--nonsense'],
    [2, 'a.js', '--write'],
  ]) {
    assert.equal((await check(folder, ...args)).code, code, args.join(' '));
  }
  const { stdout } = await check(folder, 'c.js');
  assert.match(stdout, /^ {2}c\.js:2: this method rejects with kind `unsupportedByServer` \(docs\/upgrade-to/m);
  assert.doesNotMatch((await check(folder, 'c.js', '--generation', '4')).stdout, /Passwork 7/);
  const empty = folderOf(t, { 'x.js': 'login();\n' });
  assert.deepEqual(await check(empty).then(({ code, stdout: text }) => [code, text]), [
    0,
    'Nothing of passwork-js in 1 files\n',
  ]);
});

test('each finding is a line: place, sentence, link', async (t) => {
  const folder = folderOf(t, { 'src/a.js': FINDS, 'src/b.js': "passwork.setOptions({ hash: 'md5' });\n" });
  const { stdout, stderr } = await check(folder);
  const link = '(docs/migration.md#what-stays-though-you-may-wonder)';
  const says = `as before, this changes the hash in the header only ${link}`;
  assert.ok(stdout.includes(`\n  ${path.join('src', 'a.js')}:2: ${says}\n`), stdout);
  assert.ok(stdout.includes(`\n  ${path.join('src', 'b.js')}:1: possibly: ${says}\n`), stdout);
  assert.equal(stderr, '');
});

test('installed packages, links, large and binary files are left out', async (t) => {
  const folder = folderOf(t, {
    'node_modules/x/a.js': FINDS,
    '.git/a.js': FINDS,
    'real/a.js': LOADS,
    'large.js': FINDS + ' '.repeat(1 << 20),
    'binary.js': `${FINDS}\0`,
    'package.json': '{"dependencies": {"passwork-js"',
    'lib/passwork-web-api.js': 'window.passwork=function(){};passwork(1).login()',
    'text.txt': FINDS,
    'package-lock.json': '{"packages": {\n"node_modules/passwork-js": {"version": "1.2.15"}}}',
    'other/yarn.lock': '"passwork-js@npm:passwork-wasm@^0.1.0":\n  version "0.1.0"\n',
    'third/yarn.lock': 'passwork-js-fork@1:\n',
  });
  fs.symlinkSync(path.join(folder, 'real', 'a.js'), path.join(folder, 'link.js'));
  fs.symlinkSync(folder, path.join(folder, 'real', 'circle'));
  const { code, report, stderr } = await reportOf(folder);
  assert.equal(code, 0);
  assert.deepEqual(report.uses.map(({ file, kind, line, replaced }) => [file, kind, line, replaced]).sort(), [
    ['lib/passwork-web-api.js', 'copy', 1, false],
    ['other/yarn.lock', 'lock', 1, true],
    ['package-lock.json', 'lock', 2, false],
    ['real/a.js', 'import', 1, false],
  ]);
  assert.deepEqual(report.skipped, [
    { file: 'binary.js', reason: 'it is no text' },
    { file: 'large.js', reason: 'larger than 1 MiB' },
    { file: 'package.json', reason: 'it cannot be read (SyntaxError)' },
  ]);
  assert.equal(stderr.split('\n').length, 4, 'each is told on stderr');
  assert.match(stderr, /^passwork: large\.js is not looked at: larger than 1 MiB$/m);
});

test('names of files are shown, not sent to the terminal', async (t) => {
  const folder = folderOf(t, { '\u001b[31m\u202eevil\n.js': FINDS });
  const { stdout } = await check(folder);
  assert.match(stdout, /\\x1b\[31m\\u202eevil\\x0a\.js:2: /);
  const isHostile = (text) => [...text].some((c) => c === '\u202e' || (c < ' ' && c !== '\n'));
  assert.ok(!isHostile(stdout));
  const { stdout: json, report } = await reportOf(folder);
  assert.ok(!isHostile(json));
  assert.equal(report.uses[0].file, '\u001b[31m\u202eevil\n.js');
});

test('programs that are none end neither it nor each other', async (t) => {
  const files = { 'z.js': FINDS };
  for (const [name, text] of Object.entries({
    brackets: '('.repeat(100_000),
    braces: '{'.repeat(100_000),
    template: '`${'.repeat(50_000),
    elements: '<a>'.repeat(50_000),
    quote: `'${'\\n'.repeat(200_000)}`,
    regex: `/${'['.repeat(100_000)}`,
    calls: 'passwork.getVaults('.repeat(3000),
    slashes: `new Passwork('${'/'.repeat(500_000)}x')`,
    members: `passwork${'.a'.repeat(100_000)}`,
    functions: 'function f(a){'.repeat(30_000),
    handlers: 'try{passwork.getVaults()}catch(e){}'.repeat(500),
  })) {
    files[`${name}.js`] = `// passwork\n${text}`;
    files[`${name}.html`] = `passwork <script ${text}`;
    files[`${name}.tsx`] = `passwork; ${text}`;
  }
  const { code, report } = await reportOf(folderOf(t, files));
  assert.equal(code, 1);
  assert.ok(report.differences.some(({ file, rule }) => file === 'z.js' && rule === 'hash-md5'));
  assert.equal(report.files + report.skipped.length >= 28, true);
});

test('more than anybody reads is refused, so that memory has an end', async (t) => {
  const call = 'passwork.getVaults();\n';
  const half = call.repeat(10_000);
  const folder = folderOf(t, { 'few.js': call, 'half.js': half, 'half2.js': half, 'many.js': call.repeat(20_001) });
  // Whether the last file, the only one or all of them together have too much.
  for (const files of [[], ['many.js'], ['half.js', 'half2.js', 'few.js']]) {
    const { code, stdout, stderr } = await check(folder, ...files);
    assert.deepEqual([code, stdout, stderr], [2, '', 'passwork: too much is found: name fewer files\n'], `${files}`);
  }
  const { code, report } = await reportOf(folder, 'half.js', 'half2.js');
  assert.deepEqual([code, report.methods[0].places.length], [0, 20_000]);
});

test('places far down in a long file are right', async (t) => {
  const count = 2_000;
  const last = `  passwork.setOptions({ hash: 'md5' });`;
  const text = (line, before = '') => `${LOADS}${before}${`${line}\n`.repeat(count)}${last}`;
  const folder = folderOf(t, {
    'custom.js': text('passwork.addPassword({password:p,custom:c});', 'const c=[];'),
    'promises.js': text('passwork.getVaults().catch((e)=>0)'),
    'tries.js': text('try{passwork.getVaults()}catch(e){}'),
  });
  for (const file of fs.readdirSync(folder)) {
    const { report } = await reportOf(folder, file);
    assert.deepEqual(
      report.differences.map(({ rule, line, column }) => [rule, line, column]),
      [['hash-md5', count + 2, last.indexOf('setOptions') + 1]],
    );
    assert.equal(report.methods.find(({ method }) => method !== 'setOptions').places.length, count);
  }
});
