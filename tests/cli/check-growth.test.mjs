// `passwork check`: twice the program is twice the work, and what is not is left out by its name. Steps are counted: time says nothing here.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differencesOf } from '../../pkg-template/cli/check/differences.mjs';
import { programOf } from '../../pkg-template/cli/check/program.mjs';
import { MOST, steps } from '../../pkg-template/cli/check/steps.mjs';
import { folderOf, reportOf } from './support/check.mjs';

const HEAD = "const P = require('passwork-js'); const c = new P('h');\n";
const times = (n, piece) => Array.from({ length: n }, (_, i) => piece.replaceAll('#', i)).join('');

/** Programs that grow with a number. */
const SHAPES = {
  'calls in a chain': (n) => `c${times(n, '.getVaults()')}`,
  'members in a chain': (n) => `x${times(n, '.a')}`,
  'promises in a chain': (n) => `c.getVaults()${times(n, '.then(x=>x.y()).catch(e=>e)')}`,
  'brackets in each other': (n) => `${times(n, '(')}c${times(n, ')')}`,
  'brackets that do not end': (n) => times(n, '('),
  'calls in each other': (n) => `${times(n, 'f(')}c${times(n, ')')}`,
  'functions in each other': (n) => `f=${times(n, 'a=>')}c`,
  'functions with brackets': (n) => `f=${times(n, '(a)=>')}c`,
  'parameters in each other': (n) => `f=${times(n, '(a=')}1${times(n, ')=>0')}`,
  'classes in each other': (n) => `${times(n, 'class A extends ')}P{}`,
  'patterns in each other': (n) => times(n, 'const[') + times(n, ']'),
  'blocks in each other': (n) => `${times(n, 'try{')}c.getVaults()${times(n, '}catch(e){}')}`,
  'one pattern of a chain': (n) => `const {${times(n, 'a#,')}} = c${times(n, '.a()')};`,
  'import and import': (n) => times(n, 'import '),
  assignments: (n) => times(n, 'a='),
  'names with types': (n) => times(n, 'let a:b'),
  casts: (n) => `let a=${times(n, '<x>')}c`,
  'one list, pushed and written': (n) => `const x=[];${times(n, 'c.addPassword({custom:x});x.push(1);')}`,
  'one object, written': (n) => `const f={${times(n, 'a:1,')}};${times(n, 'c.addPassword(f);')}`,
  'one host for many': (n) => `const h=${times(n, "a||'http://x'||")}1;${times(n, 'new P(h);')}`,
  'many objects, written': (n) => times(n, 'let a#={password:1};c.addPassword(a#);'),
  'options in each other': (n) => times(n, 'c.setOptions(') + times(n, ')'),
  'options without an end': (n) => times(n, 'c.setOptions(1);'),
};

function workOf(text) {
  steps.left = Number.MAX_SAFE_INTEGER;
  differencesOf(programOf(HEAD + text, { jsx: true }));
  return Number.MAX_SAFE_INTEGER - steps.left;
}

for (const [name, shape] of Object.entries(SHAPES)) {
  test(`twice as much is twice the work: ${name}`, () => {
    const [once, twice] = [1000, 2000].map((n) => workOf(shape(n)));
    assert.ok(once > 100, `control: ${once} steps`);
    assert.ok(twice < once * 2.2, `${once} and ${twice} steps`);
    const inMost = (twice * 2 ** 20) / shape(2000).length;
    assert.ok(inMost < MOST, `${inMost} steps in the largest file`);
  });
}

test('what grows otherwise is left out, told by its name, and ends nothing', async (t) => {
  const deep = (n) => `${HEAD}${times(n, 'c.getVaults().catch(e=>{e===1;')}${times(n, '})')}`;
  const folder = folderOf(t, { 'a.js': deep(50), 'deep.js': deep(5000), 'z.js': `${HEAD}c.getTags();` });
  const { code, stderr, report } = await reportOf(folder);
  assert.equal(code, 1);
  assert.deepEqual(report.skipped, [{ file: 'deep.js', reason: 'it is too intricate' }]);
  assert.equal(stderr, 'passwork: deep.js is not looked at: it is too intricate\n');
  const found = report.methods.map(({ method, places }) => [method, places.length, places[0].file]);
  assert.deepEqual(found, [
    ['getVaults', 50, 'a.js'],
    ['getTags', 1, 'z.js'],
  ]);
});
