// `passwork check` and what was named: nobody takes a file that was not looked at for one in which nothing is.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { check, folderOf, reportOf } from './support/check.mjs';
import { bin } from './support/cli.mjs';

const FINDS = "const P = require('passwork-js');\nnew P('https://x/api/v4').setOptions({ hash: 'md5' });\n";
const UNREAD = {
  'large.js': [FINDS + ' '.repeat(1 << 20), 'larger than 1 MiB'],
  'utf16.js': [Buffer.from(`\ufeff${FINDS}`, 'utf16le'), 'it is no text'],
  'package.json': ['{"passwork-js"', 'it cannot be read (SyntaxError)'],
};

test('a named file that is not looked at is exit code 2, and what is found in others is printed', async (t) => {
  const files = Object.fromEntries(Object.entries(UNREAD).map(([file, [text]]) => [file, text]));
  const folder = folderOf(t, { ...files, 'a.js': FINDS });
  for (const [file, [, reason]] of Object.entries(UNREAD)) {
    for (const named of [file, path.join(folder, file)]) {
      const { code, report, stderr } = await reportOf(folder, 'a.js', named);
      assert.equal(code, 2, named);
      assert.equal(stderr, `passwork: ${named} is not looked at: ${reason}\n`);
      assert.deepEqual(report.skipped, [{ file: named, reason }]);
      assert.deepEqual(
        report.differences.map((one) => one.rule),
        ['hash-md5'],
      );
    }
  }
  // Found below a folder they are a note.
  const { code, report } = await reportOf(folder);
  assert.deepEqual([code, report.skipped.length], [1, 3]);
  assert.equal((await check(folder, '.', 'large.js')).code, 2, 'named, and found too');
});

test('a named file that the system refuses to read', { skip: process.platform !== 'linux' }, async (t) => {
  const folder = folderOf(t, { 'a.js': FINDS });
  // The system opens this file for its owner, root too, and refuses to read its beginning.
  const { code, report, stderr } = await reportOf(folder, '/proc/self/mem', 'a.js');
  assert.deepEqual([code, report.skipped.length, report.differences.length], [2, 1, 1]);
  assert.match(stderr, /^passwork: \/proc\/self\/mem is not looked at: EIO$/m);
});

test('pipes are read', { skip: process.platform === 'win32' }, (t) => {
  const cwd = folderOf(t, { 'a.js': FINDS, 'large.js': FINDS + ' '.repeat(1 << 20) });
  const run = (script) => {
    try {
      return [
        0,
        execFileSync('/bin/sh', ['-c', script, process.execPath, bin], { cwd, encoding: 'utf8', stdio: 'pipe' }),
      ];
    } catch ({ status, stderr, stdout }) {
      return [status, stdout, stderr];
    }
  };
  const [code, text] = run('cat a.js | "$0" "$1" check /dev/stdin');
  assert.equal(code, 1);
  assert.match(text, /^ {2}\/dev\/stdin:2: as before, this changes the hash/m);
  const [large, , says] = run('cat large.js | "$0" "$1" check /dev/stdin');
  assert.deepEqual([large, says], [2, 'passwork: /dev/stdin is not looked at: larger than 1 MiB\n']);
  fs.rmSync(path.join(cwd, 'large.js'));
  assert.equal(run('mkfifo f && { cat a.js > f & "$0" "$1" check f; }')[0], 1);
  assert.equal(run('rm a.js; "$0" "$1" check .')[0], 0, 'one that lies in a folder is left alone');
});
