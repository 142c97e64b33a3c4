// The notices of what others wrote and the package holds: complete, each over its own text, and watched by the build.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { complaints } from '../../scripts/build/licenses.mjs';
import { read, write } from '../../scripts/licenses/file.mjs';
import { folder } from './support/installed.mjs';

const file = fs.readFileSync(path.join(folder, 'THIRD_PARTY_LICENSES.txt'), 'utf8');

test('the package holds a notice of each part, with its text', () => {
  const parts = read(file);
  const names = parts.map(({ kind, name }) => `${kind} ${name.replace(/ \d.*/, '')}`);
  const some = [
    'crate aes',
    'crate sha2',
    'crate wasm-bindgen',
    'crate zeroize',
    'npm fflate',
    'std core',
    'std dlmalloc',
  ];
  for (const name of [...some, 'std hashbrown', 'std compiler_builtins']) assert.ok(names.includes(name), name);
  for (const { name, text } of parts)
    assert.match(text, /Permission is hereby granted|Permission to use, copy|Apache License/i, name);
  assert.ok(!names.some((name) => name.includes('passwork')), 'our own crates are no third party');
  const banner = fs.readFileSync(path.join(folder, 'passwork.js'), 'utf8').slice(0, 300);
  const [, module] = /the inflate of (\w+ [\d.]+),/.exec(banner);
  assert.ok(
    parts.some(({ kind, name }) => kind === 'npm' && name === module),
    module,
  );
});

test('it is the same wherever it is made: no place of a machine, no address of a registry', () => {
  assert.doesNotMatch(file, /\/(home|root|work|usr|tmp|Users)\/|\.cargo|\bindex\.|registry\./);
  assert.doesNotMatch(file, /[ \t\r]$/m);
  assert.equal(write(read(file).toReversed()), file);
});

const crate = (name, licence = 'MIT', text = `the text of ${name}`) => ({ kind: 'crate', name, licence, text });
const std = { kind: 'std', name: 'core', licence: 'MIT', text: 'the text of core' };
const state = { crates: new Set(['a 1.0.0', 'b 2.0.0']), sources: new Map(), others: [std], allowed: ['MIT'] };
const good = [crate('a 1.0.0'), crate('b 2.0.0'), std];

test('the build refuses what is missing, too much, not accepted, or without a text', (t) => {
  assert.deepEqual(complaints(write(good), state), []);
  const wrong = (parts, more) => complaints(write(parts), { ...state, ...more }).join('; ');
  assert.match(wrong(good.slice(1)), /the crate a 1\.0\.0 is missing/);
  assert.match(wrong([...good, crate('c 1.0.0')]), /the crate c 1\.0\.0 is not compiled in/);
  assert.match(
    wrong([crate('a 1.0.1'), ...good.slice(1)]),
    /a 1\.0\.0 is missing; the crate a 1\.0\.1 is not compiled in/,
  );
  assert.match(
    wrong([crate('a 1.0.0', 'GPL-3.0'), ...good.slice(1)]),
    /crate a 1\.0\.0: the licence GPL-3\.0 is not accepted/,
  );
  assert.match(wrong(good.slice(0, 2)), /std core is missing/);
  assert.match(wrong([...good, { ...std, name: 'other' }]), /std other is not in the package/);
  assert.match(wrong([...good.slice(0, 2), { ...std, text: 'another text' }]), /std core is missing/);
  assert.match(complaints(`${write(good)}\nmore`, state).join(), /missing|by hand/);
  assert.throws(() => complaints(write([crate('a 1.0.0', 'MIT', '')]), state), /without a text/);
  const source = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-notices-'));
  t.after(() => fs.rmSync(source, { recursive: true }));
  fs.writeFileSync(path.join(source, 'LICENSE-MIT'), 'The text\nof  a 1.0.0, in full: the text of\n a 1.0.0');
  assert.equal(wrong(good, { sources: new Map([['a 1.0.0', source]]) }), '');
  assert.match(wrong(good, { sources: new Map([['b 2.0.0', source]]) }), /crate b 2\.0\.0: the text is not its own/);
});
