// integrations/gitlab: the component as it is written. That it runs: npm run recipes.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { parse, parseAllDocuments } from 'yaml';
import { SECRET_VARIABLES } from '../../pkg-template/cli/connection/secrets.mjs';
import { manifest } from '../node/support/installed.mjs';
import { example } from './support/examples.mjs';
import { EXACT_VERSIONS, OTHER_VERSIONS } from './support/versions.mjs';

const text = fs.readFileSync(new URL('../../integrations/gitlab/templates/passwork.yml', import.meta.url), 'utf8');
const [header, body] = parseAllDocuments(text).map((document) => document.toJS());
const { inputs } = header.spec;
const [[name, job]] = Object.entries(body);

test('no input is a credential; only the version, which has no characters of a shell, stands in the script', () => {
  assert.deepEqual(Object.keys(inputs), ['host', 'version', 'secrets', 'command', 'job', 'stage', 'image']);
  assert.equal(name, '$[[ inputs.job ]]');
  const named = [...job.script.join('\n').matchAll(/\$\[\[(.*?)\]\]/g)].map(([, input]) => input.trim());
  assert.deepEqual(named, ['inputs.version']);
  for (const variable of Object.values(job.variables)) assert.equal(variable.expand, false);
});

test('npm has no credentials', () => {
  const [, names] = /unset ([A-Z_ ]+)\n[^\n]*npm install/.exec(job.script.join('\n'));
  assert.deepEqual(names.split(' ').sort(), SECRET_VARIABLES.toSorted());
});

test('a version that is not exact makes no pipeline', () => {
  const pattern = new RegExp(inputs.version.regex);
  for (const version of EXACT_VERSIONS) assert.match(version, pattern);
  for (const version of OTHER_VERSIONS) assert.doesNotMatch(version, pattern);
});

test('the example of the README gives each input that has no default, and none that is not there', () => {
  const [include] = parse(example('gitlab')).include;
  for (const given of Object.keys(include.inputs)) assert.ok(given in inputs, given);
  for (const [input, { default: value }] of Object.entries(inputs)) {
    assert.ok(value !== undefined || input in include.inputs, input);
  }
  assert.equal(include.inputs.version, manifest.version);
});
