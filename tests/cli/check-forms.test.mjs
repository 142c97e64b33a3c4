// `passwork check`: every way to load the original and to hold a client that we thought of, in one project.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FORMS } from './check/forms.mjs';
import { folderOf, reportOf } from './support/check.mjs';

const PACKAGE = '{"dependencies": {"passwork-js": "^1.2.15"}}';

test('forms', async (t) => {
  const files = Object.fromEntries(FORMS.map(([file, text]) => [file, text]));
  assert.equal(Object.keys(files).length, FORMS.length, 'each has a name of its own');
  const { report, stderr } = await reportOf(folderOf(t, { ...files, 'package.json': PACKAGE }));
  assert.equal(stderr, '');
  const list = report.methods.find(({ method }) => method === 'getVaults').places;
  for (const [file, text, use, method] of FORMS) {
    await t.test(`${file}: ${method || 'no call'}${use ? ', a use' : ''}`, () => {
      const isHere = (one) => one.file === file;
      assert.equal(report.uses.some(isHere), use, `a use in ${text}`);
      const told = list.filter(isHere).map(({ possibly }) => (possibly ? 'possibly' : 'sure'));
      assert.deepEqual(told, method ? [method] : [], text);
    });
  }
});

test('unknown classes are silent where nothing uses the original', async (t) => {
  const weak = FORMS.filter(([, , use, method]) => !use && method === 'possibly');
  assert.ok(weak.length >= 4, 'control');
  const { report } = await reportOf(folderOf(t, Object.fromEntries(weak)));
  assert.deepEqual(report.methods, []);
});
