// No difference of docs/migration.md is forgotten, and every link of `passwork check` leads somewhere.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { BESIDE, NOT_IN_CODE, ROWS } from '../../pkg-template/cli/check/decisions.mjs';
import { isNoneOn7, METHODS } from '../../pkg-template/cli/check/methods.mjs';
import { RULES } from '../../pkg-template/cli/check/rules.mjs';
import { anchorsOf } from '../node/support/anchors.mjs';
import { Passwork } from '../node/support/client.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const read = (name) => fs.readFileSync(path.join(root, name), 'utf8');

/** The rows of the tables: their numbers, or how they begin. */
function rowsOf(text) {
  const rows = [];
  for (const [, number, rest] of text.matchAll(/^\| (–|[DK]\d+(?:, [DK]\d+)*) \| (.*)$/gm)) {
    rows.push(...(number === '–' ? [rest] : number.split(', ')));
  }
  return rows;
}

const rows = rowsOf(read('docs/migration.md'));
const isSame = (row, decision) => (/^[DK]\d+$/.test(decision) ? row === decision : row.startsWith(decision));

test('every row is seen by a rule, or is said to show in no code, and not both', () => {
  assert.ok(rows.length > 80, `control: ${rows.length} rows`);
  const seen = new Set(Object.values(ROWS).flat());
  const decisions = [...seen, ...Object.keys(NOT_IN_CODE)];
  assert.equal(new Set(decisions).size, decisions.length, 'one decision for a row');
  for (const row of rows) {
    const found = decisions.filter((one) => isSame(row, one));
    assert.equal(found.length, 1, `${row.slice(0, 60)}: ${found}`);
  }
  for (const one of decisions)
    assert.ok(
      rows.some((row) => isSame(row, one)),
      `${one} is no row`,
    );
});

test('every rule is of a row, or of the sentences beside them', () => {
  assert.deepEqual(Object.keys(RULES).sort(), [...Object.keys(ROWS), ...BESIDE].sort());
});

test('every link leads to a heading, and every rule says one sentence', () => {
  for (const [rule, [link, says]] of Object.entries(RULES)) {
    const [file, anchor] = link.split('#');
    assert.ok(anchorsOf(read(file)).includes(anchor), `${rule}: ${link}`);
    assert.match(says, /^[a-z`].{10,}[^.]$/, rule);
  }
});

test('a rule about a row links to its section', () => {
  const sections = read('docs/migration.md').split(/^## /m);
  for (const [rule, [one]] of Object.entries(ROWS)) {
    const [, anchor] = RULES[rule][0].split('#');
    const section = sections.find((text) => rowsOf(text).some((row) => isSame(row, one)));
    assert.equal(anchorsOf(`## ${section}`)[0], anchor, rule);
  }
});

test('the 80 methods, and what Passwork 7 lacks, are those of the class and of docs/passwork-7.md', () => {
  assert.deepEqual([...METHODS].sort(), Object.keys(new Passwork('http://localhost')).sort());
  const [, table] = /<!-- methods:start -->([\s\S]*?)<!-- methods:end -->/.exec(read('docs/passwork-7.md'));
  const lacking = [...table.matchAll(/^\| `(\w+)` \| direct \| none \|/gm)].map(([, name]) => name);
  assert.ok(lacking.length > 5, 'control: the table is read');
  assert.deepEqual(METHODS.filter(isNoneOn7).sort(), lacking.sort());
});

test('what is decided is not in the package', async () => {
  const { read: packed } = await import('../node/support/installed.mjs');
  assert.match(packed('cli/check.js'), /no error is a bare text/, 'control');
  assert.doesNotMatch(packed('cli/check.js'), /the server decides|the answer of the server/);
});
