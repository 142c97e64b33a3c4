// docs/i-want.md: every method, export and command stands in it, and whatever stands in it is there.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { COMMANDS } from '../../pkg-template/cli/main/definitions/index.mjs';
import { rowsOf } from '../../scripts/docs/i-want.mjs';
import { folder } from './support/installed.mjs';

const require = createRequire(import.meta.url);
const root = new URL('../../', import.meta.url);
const package_ = require(folder);
const testing = require(path.join(folder, 'testing.js'));
const client = new package_.Passwork('http://localhost');

const document = fs.readFileSync(new URL('docs/i-want.md', root), 'utf8');
const rows = rowsOf(document);
const named = new Set(rows.flatMap(([, cell]) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name)));

/** The 80 functions of an instance. */
const methods = Object.keys(client);

/** What ours adds: not enumerable, and not what every class has or what is only for inspection. */
function added() {
  const names = new Set();
  for (let place = client; place !== Object.prototype; place = Object.getPrototypeOf(place))
    for (const name of Object.getOwnPropertyNames(place)) names.add(name);
  const statics = Object.getOwnPropertyNames(package_.Passwork).filter(
    (name) => !(name in Function.prototype) && !['default', 'prototype'].includes(name),
  );
  return [...names, ...statics].filter((name) => name !== 'constructor' && !methods.includes(name));
}

/** Options, settings, helpers and fields, as the declarations have them. */
const members = new Set(
  fs
    .readdirSync(new URL('pkg-template/types/', root))
    .map((name) => fs.readFileSync(new URL(`pkg-template/types/${name}`, root), 'utf8'))
    .flatMap((text) => [...text.matchAll(/^ +(?:readonly )?(\w+)\??(?::|\(|<)/gm)].map(([, name]) => name)),
);

const commands = COMMANDS.map(({ name }) => `passwork ${name.split(' ')[0]}`);

const missing = (names) => names.filter((name) => !named.has(name));

test('each row wants something and names something', () => {
  assert.ok(rows.length >= 40);
  for (const row of rows) {
    assert.equal(row.length, 3, row.join(' | '));
    assert.match(row[1], /^(`[^`]+`(, |; |; \*7\*: |$))+$/, row.join(' | '));
  }
});

test('the 80 methods are in it', () => {
  assert.equal(methods.length, 80);
  assert.deepEqual(missing(methods), []);
});

test('what ours adds is in it', () => {
  const names = [...new Set([...added(), 'asyncDispose'])];
  for (const control of ['resolveAll', 'readOnly', 'generation', 'selfCheck', 'fileTokenStore', 'blockUser'])
    assert.ok(names.includes(control), control);
  assert.ok(names.length >= 38);
  assert.equal(typeof client[Symbol.asyncDispose ?? Symbol.for('nodejs.asyncDispose')], 'function');
  assert.deepEqual(missing([...names, ...Object.keys(testing)]), []);
});

test('every command is in it', () => {
  assert.deepEqual(missing(commands), []);
});

test('and nothing that is not there', () => {
  const known = new Set([...methods, ...added(), ...Object.keys(testing), ...commands, ...members, 'asyncDispose']);
  assert.deepEqual(
    [...named].filter((name) => !known.has(name)),
    [],
  );
  for (const control of ['getPasswort', 'passwork destroy', 'tokenstore']) assert.ok(!known.has(control), control);
});
