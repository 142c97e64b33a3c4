// `passwork check`: whole programs, which files it looks at, what it prints, and `--write`.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { manifest } from '../node/support/installed.mjs';
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

test('what cannot be read is told and does not end it', { skip: process.platform !== 'linux' }, async (t) => {
  const folder = folderOf(t, { 'a.js': FINDS });
  // The system opens this file for its owner, root too, and refuses to read its beginning.
  const { code, report, stderr } = await reportOf(folder, '/proc/self/mem', 'a.js');
  assert.equal(code, 1);
  assert.equal(report.skipped.length, 1);
  assert.match(stderr, /^passwork: \/proc\/self\/mem is not looked at: EIO$/m);
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

// ---------------------------------------------------------------- --write

const OURS = `npm:passwork-wasm@^${manifest.version}`;

test('--write changes one line, and leaves every other byte', async (t) => {
  for (const text of [
    PACKAGE,
    PACKAGE.replaceAll('\n', '\r\n').trimEnd(),
    PACKAGE.replaceAll('  ', '\t'),
    `\ufeff${PACKAGE}`,
    '{"z":1, "devDependencies":{"b":"1","passwork-js" : "~1.2","a":"2"},"name":"ü passwork-js","scripts":{"passwork-js":"^1.2.15"}}',
    '{"optionalDependencies": {"pw": "npm:passwork-js@1.2.15"}, "overrides": {"passwork-js": "^1.2.15"}}',
  ]) {
    const folder = folderOf(t, { 'package.json': text, 'a.js': LOADS });
    const file = path.join(folder, 'package.json');
    fs.chmodSync(file, 0o640);
    const told = await reportOf(folder);
    assert.equal(fs.readFileSync(file, 'utf8'), text, 'without --write nothing changes');
    assert.deepEqual([told.report.manifest.after, told.report.manifest.written], [OURS, false]);
    const { report, code } = await reportOf(folder, '--write');
    assert.deepEqual([code, report.manifest.written], [0, true]);
    const wanted = text.replace(/("(?:passwork-js|pw)" ?: )"[^"]+"/, (_, before) => `${before}"${OURS}"`);
    assert.notEqual(wanted, text, 'control');
    assert.equal(fs.readFileSync(file, 'utf8'), wanted);
    assert.equal(fs.statSync(file).mode & 0o777, 0o640);
    assert.deepEqual(fs.readdirSync(folder).sort(), ['a.js', 'package.json'], 'nothing lies beside it');
    const { ino } = fs.statSync(file);
    const again = await reportOf(folder, '--write');
    assert.deepEqual([again.code, again.report.manifest], [0, undefined]);
    assert.equal(fs.statSync(file).ino, ino, 'the second time nothing is written');
    assert.equal(again.report.uses.find(({ kind }) => kind === 'manifest').replaced, true);
  }
});

test('--write refuses where more than one line is in question, and names them', async (t) => {
  const both = '{\n"dependencies": {"passwork-js": "1"},\n"devDependencies": {"passwork-js": "1"}\n}';
  for (const files of [{ 'package.json': PACKAGE, 'b/package.json': PACKAGE }, { 'package.json': both }]) {
    const folder = folderOf(t, files);
    const { code, stdout, stderr } = await check(folder, '--write');
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(
      stderr,
      /--write changes one line: name the one file\n {2}\S*package\.json:\d\n {2}\S*package\.json:\d\n/,
    );
    for (const [name, text] of Object.entries(files)) {
      assert.equal(fs.readFileSync(path.join(folder, name), 'utf8'), text);
    }
  }
  const folder = folderOf(t, { 'package.json': PACKAGE, 'b/package.json': PACKAGE });
  assert.equal((await check(folder, 'b/package.json', '--write')).code, 0);
  assert.match(fs.readFileSync(path.join(folder, 'b/package.json'), 'utf8'), /npm:passwork-wasm/);
  assert.equal(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'), PACKAGE);
});

test('--write without a place for it: peers, other members, another encoding', async (t) => {
  const none = 'no package.json here names passwork-js';
  for (const [text, says] of [
    ['{"peerDependencies": {"passwork-js": "^1"}}', none],
    ['{"dependencies": {"other": "1"}, "passwork-js": "1"}', none],
    [
      Buffer.from('{"name": "\xfc", "dependencies": {"passwork-js": "1"}}', 'latin1'),
      'package.json is no text in UTF-8',
    ],
  ]) {
    const folder = folderOf(t, { 'package.json': text });
    const { code, stderr } = await check(folder, '--write');
    assert.equal(code, 2);
    assert.equal(stderr, `passwork: --write: ${says}\n`);
    assert.deepEqual(fs.readFileSync(path.join(folder, 'package.json')), Buffer.from(text));
  }
});

test('a version that is an address with a password is not shown', async (t) => {
  const text = PACKAGE.replace('^1.2.15', 'git+https://me:canary-secret@example.com/x.git');
  const folder = folderOf(t, { 'package.json': text, 'a.js': `${LOADS}new Passwork('http://me:canary-secret@x/y')` });
  for (const args of [[], ['--json'], ['--debug'], ['--write']]) {
    const { stdout, stderr } = await check(folder, ...args);
    assert.doesNotMatch(stdout + stderr, /canary/);
    assert.match(stdout, /package\.json/);
  }
});
