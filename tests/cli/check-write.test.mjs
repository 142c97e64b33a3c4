// `passwork check --write`: the one line of package.json, and what is said of the others.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { manifest } from '../node/support/installed.mjs';
import { check, folderOf, reportOf } from './support/check.mjs';

const PACKAGE = '{\n  "dependencies": {\n    "passwork-js": "^1.2.15"\n  }\n}\n';
const LOADS = "const Passwork = require('passwork-js/src/passwork-api');\n";

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
      /--write changes one line: name its file or edit them\n {2}\S*package\.json:\d\n {2}\S*package\.json:\d\n/,
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
  const none = 'no package.json here installs passwork-js';
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

test('what else stands in the file is no matter: braces, texts that look like sections, names twice', async (t) => {
  for (const [before, after] of [
    ['{"dependencies":{"a":"{x}","passwork-js":"', '"}}'],
    [
      '{"description":"\\"dependencies\\": {\\"passwork-js\\": \\"1\\"}","dependencies":{"passwork-js":"',
      '","z":"}"}}',
    ],
    ['{"pnpm":{"packageExtensions":{"a":{"dependencies":{"passwork-js":"1"}}}},"dependencies":{"passwork-js":"', '"}}'],
    ['{"dependencies":{"passwork-js":"1","passwork-js":"', '"}}'],
    ['{"dependencies":{"passwork-js":"1"},"dependencies":{"passwork-js":"', '"}}'],
    ['{"dependencies"\n:\n{"passwork-js"\n:\n"', '"\n}}'],
  ]) {
    const folder = folderOf(t, { 'package.json': `${before}1${after}` });
    const { code, stderr } = await check(folder, '--write');
    assert.deepEqual([code, stderr], [0, ''], before);
    const text = fs.readFileSync(path.join(folder, 'package.json'), 'utf8');
    assert.equal(text, before + OURS + after);
    assert.equal(JSON.parse(text).dependencies['passwork-js'], OURS);
  }
});

test('overrides and resolutions that name it are told with their places, and stay', async (t) => {
  const rest = `"overrides": {"passwork-js": "1.0.0", "a": {"passwork-js@^1": "1"}, "passwork-js-fork": "1"},
"resolutions": {"**/passwork-js": "1.0.0", "b": "passwork-js"},
"pnpm": {"overrides": {"a>passwork-js": "1.0.0"}}}`;
  const folder = folderOf(t, { 'package.json': `{"dependencies": {"passwork-js": "1"},\n${rest}` });
  const { stdout } = await check(folder);
  assert.match(stdout, /is the one line to change \(--write\)\noverrides of it stay as they are\n$/);
  const { report, code } = await reportOf(folder, '--write');
  assert.equal(code, 0);
  const told = report.uses.filter(({ kind }) => kind === 'override').map(({ line }) => line);
  assert.deepEqual(told, [2, 2, 3, 4]);
  assert.equal(
    fs.readFileSync(path.join(folder, 'package.json'), 'utf8'),
    `{"dependencies": {"passwork-js": "${OURS}"},\n${rest}`,
  );
  assert.doesNotMatch((await check(folderOf(t, { 'package.json': PACKAGE }))).stdout, /overrides of/);
});
