// integrations/gitlab: the component as it is written, and its script in a shell. That GitLab's tools run it: npm run recipes.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { parse, parseAllDocuments } from 'yaml';
import { SECRET_VARIABLES } from '../../pkg-template/cli/connection/secrets.mjs';
import { WORLDS, world } from '../cli/support/cli.mjs';
import { manifest } from '../node/support/installed.mjs';
import { example } from './support/examples.mjs';
import { fakeNpm } from './support/npm.mjs';
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

/** Runs the script of the job, as GitLab's shell does, with a double of npm. The command leaves a file. */
async function jobIn(t) {
  const { env, home, host } = await world(t, WORLDS[2]);
  const npm = fakeNpm(home);
  const file = path.join(home, 'ran');
  const variables = { PW_HOST: host, PW_COMMAND: `printf %s "$A" > '${file}'` };
  return (secrets) => {
    fs.rmSync(file, { force: true });
    const options = {
      cwd: home,
      env: { ...env, ...npm.env, PATH: `${npm.place}:${env.PATH}`, ...variables, PW_SECRETS: secrets },
    };
    const script = job.script.join('\n').replace('$[[ inputs.version ]]', '1.2.3');
    return new Promise((resolve) => {
      execFile('sh', ['-e', '-c', script], options, (error, stdout, stderr) => {
        const ran = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
        resolve({ code: error ? error.code : 0, output: stdout + stderr, ran, installed: npm.called() !== undefined });
      });
    });
  };
}

test('secrets that name none: the command is not run without them', async (t) => {
  const run = await jobIn(t);
  const line = 'A=pw://Infrastructure/Databases/orders/password';
  for (const secrets of ['', ' ', '\n\n', ' \n\t\n', `# ${line}`, `\n  #${line}\n`]) {
    const { code, output, ran, installed } = await run(secrets);
    assert.deepEqual([code, ran, installed], [125, undefined, false], JSON.stringify(secrets));
    assert.match(output, /secrets names no secret/);
  }
  const { code, ran, output } = await run(`# why\n\n  ${line}\n`);
  assert.deepEqual([code, ran], [0, 'canary-orders-password'], output);
});
