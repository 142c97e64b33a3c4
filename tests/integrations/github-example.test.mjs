// The workflow of integrations/github-action/README.md, run as it stands, and the action with the npm of this machine.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { WORLDS } from '../cli/support/cli.mjs';
import { manifest } from '../node/support/installed.mjs';
import { example } from './support/examples.mjs';
import { registry } from './support/npm.mjs';
import { action } from './support/runner.mjs';
import { runnerWorld } from './support/world.mjs';

const [, , SEALED7] = WORLDS;
const PASSWORD = 'canary-registry-password';
const CONTENTS = { Infrastructure: { Registry: { login: 'robot', password: PASSWORD } } };

const DOCKER = `#!/bin/sh
printf '%s\\n' "$*" > "$TOLD"
cat >> "$TOLD"
echo 'the log shows '"$REGISTRY_PASSWORD"
`;

/** `docker` that notes what it is told. */
function withDocker({ runner, home }) {
  const folder = path.join(home, 'programs');
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, 'docker'), DOCKER, { mode: 0o755 });
  runner.env = { ...runner.env, PATH: `${folder}:${runner.env.PATH}`, TOLD: path.join(home, 'told') };
  return () => fs.readFileSync(path.join(home, 'told'), 'utf8');
}

test('the example of the README: the program has the secret, the log does not', async (t) => {
  const workflow = parse(example('github-action'));
  const world = await runnerWorld(t, SEALED7, CONTENTS);
  const told = withDocker(world);
  const [job] = Object.values(workflow.jobs);
  const [ours] = job.steps;
  assert.deepEqual(
    Object.keys(ours.with).filter((name) => !(name in action.inputs)),
    [],
  );
  assert.equal(ours.with.version, manifest.version);
  assert.match(ours.uses, /@[0-9a-f]{40}$/, 'it shows a commit');
  ours.with.host = world.host;
  assert.equal((await world.runner.job(job, { secrets: world.credentials })).code, 0);
  assert.equal(told(), `login registry.example.com --username robot --password-stdin\n${PASSWORD}`);
  assert.ok(world.runner.printed.includes(PASSWORD), 'control: the program printed it');
  assert.match(world.runner.log, /the log shows \*\*\*/);
  assert.ok(!world.runner.log.includes(PASSWORD));
});

test('the real npm installs it from the registry of the runner, not from that of the repository', async (t) => {
  const world = await runnerWorld(t, SEALED7, CONTENTS, { realNpm: true });
  const { address, asked } = await registry(t, world.home);
  fs.writeFileSync(path.join(world.home, '.npmrc'), `registry=${address}\n`);
  fs.writeFileSync(path.join(world.runner.workspace, '.npmrc'), 'registry=http://127.0.0.1:1\n');
  fs.writeFileSync(path.join(world.runner.workspace, 'package.json'), '{"name": "repository"}');
  const secrets = 'A=pw://Infrastructure/Registry/password';
  const seen = await world.use({ secrets, version: manifest.version });
  assert.equal(seen.code, 0, seen.stderr);
  assert.deepEqual(JSON.parse(seen.outputs.json), { A: PASSWORD });
  assert.match(seen.stdout, /^(::add-mask::.*\n)+$/);
  assert.deepEqual(asked, ['/passwork-wasm', '/passwork-wasm.tgz']);
  assert.deepEqual(fs.readdirSync(world.runner.workspace).sort(), ['.npmrc', 'package.json']);

  const none = await world.use({ secrets, version: '99.0.0' });
  assert.ok(none.code !== 0);
  assert.deepEqual([none.stdout, none.files.GITHUB_OUTPUT], ['', '']);
  assert.match(none.stderr, /No matching version found for passwork-wasm@99\.0\.0/);
});
