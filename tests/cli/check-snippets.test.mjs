// `passwork check` on small programs: what each must find, and what none may.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SNIPPETS } from './check/snippets.mjs';
import { folderOf, reportOf } from './support/check.mjs';

/** What is said of files, `{code, report}`, and nothing beside it. */
async function checked(t, files) {
  const { code, stderr, report } = await reportOf(folderOf(t, files));
  assert.equal(stderr, '');
  return { code, report };
}

const maybe = ({ possibly }) => (possibly ? '?' : '');
const inOrder = (list) => list.filter(Boolean).sort();

for (const { name, file, code, methods, found, trap } of SNIPPETS) {
  test(`${trap ? 'a trap: ' : ''}${name}`, async (t) => {
    const { code: exitCode, report } = await checked(t, { [file]: code });
    const called = report.methods.flatMap(({ method, places }) =>
      places.map((one) => `${method}:${one.line}${maybe(one)}`),
    );
    assert.deepEqual(inOrder(called), inOrder(methods.split(' ')), 'methods');
    const told = [
      ...report.differences.map((one) => `${one.rule}:${one.line}${maybe(one)}`),
      ...report.passwork7.map((one) => `7:${one.rule}:${one.line}${maybe(one)}`),
    ];
    assert.deepEqual(inOrder(told), inOrder(found.split(' ')), 'differences');
    assert.equal(exitCode, report.differences.length ? 1 : 0);
  });
}

test('there are forty, and half of them are traps', () => {
  assert.ok(SNIPPETS.length >= 40, `${SNIPPETS.length}`);
  assert.ok(SNIPPETS.filter(({ trap }) => trap).length >= 20);
});

test('methods of unknown objects count, possibly, where the original is used', async (t) => {
  const unknown = SNIPPETS.find(({ file }) => file === 'unknown.js').code;
  const manifest = JSON.stringify({ dependencies: { 'passwork-js': '^1.2.15' } });
  const { report } = await checked(t, { 'unknown.js': unknown, 'package.json': manifest });
  assert.deepEqual(
    report.methods.map(({ method, places: [{ possibly }] }) => [method, possibly]),
    [
      ['addPassword', true],
      ['getVault', true],
    ],
  );
});
