// integrations/docker: the Dockerfile as it is written, and its installation, outside of a container.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { execute, npm } from '../../scripts/lib/process.mjs';
import { folder, manifest } from '../node/support/installed.mjs';

const text = fs.readFileSync(new URL('../../integrations/docker/Dockerfile', import.meta.url), 'utf8');
const instructions = text
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => /^([A-Z]+) (.*)$/.exec(line).slice(1));
const all = (name) => instructions.filter(([each]) => each === name).map(([, words]) => words);
const last = instructions.slice(instructions.findLastIndex(([name]) => name === 'FROM'));

test('the base is an exact version, the same in both stages', () => {
  const bases = all('FROM').map((words) => words.replace(/ AS \w+$/, ''));
  assert.equal(bases.length, 2);
  assert.equal(new Set(bases).size, 1);
  assert.match(bases[0], /^node:\d+\.\d+\.\d+-[a-z]+-slim$/);
});

test('what runs is passwork, as a user that is not root', () => {
  const user = last.findLast(([name]) => name === 'USER');
  assert.match(user[1], /^[1-9]\d*:[1-9]\d*$/);
  assert.deepEqual(JSON.parse(all('ENTRYPOINT')), ['passwork']);
  assert.ok(last.indexOf(user) < last.findIndex(([name]) => name === 'ENTRYPOINT'));
});

test('nothing secret is taken at the build: the name of the tarball, and PATH', () => {
  const names = [...all('ARG'), ...all('ENV')].map((words) => words.split('=')[0]);
  assert.deepEqual(names, ['TARBALL', 'PATH']);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Docker reads it
  assert.deepEqual(all('COPY'), ['${TARBALL} /package/', '--from=installed /passwork /passwork']);
  assert.deepEqual(all('ADD'), []);
});

test('its installation gives a passwork where PATH looks', async (t) => {
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-docker-'));
  t.after(() => fs.rmSync(place, { recursive: true, force: true }));
  const inside = (words) => words.replace(/(?<=^|[" ])\/(?=package|passwork)/g, `${place}/`);
  fs.mkdirSync(inside('/package/'));
  await execute(npm('pack', folder, '--ignore-scripts', '--pack-destination', inside('/package/')));
  const env = {
    HOME: place,
    TARBALL: `passwork-wasm-${manifest.version}.tgz`,
    npm_config_registry: 'http://127.0.0.1:1',
  };
  await execute(['sh', '-c', inside(all('RUN')[0])], { env });
  const [, searched] = /^PATH=(.*):\$PATH$/.exec(all('ENV')[0]);
  const program = path.join(inside(searched), 'passwork');
  assert.equal(path.relative(fs.realpathSync(inside('/passwork')), fs.realpathSync(program)).split(path.sep)[0], 'lib');
  assert.ok(!path.isAbsolute(fs.readlinkSync(program)), 'it can be copied');
  const { stdout } = await execute([program, '--version']);
  assert.ok(stdout.includes(manifest.version), stdout);
});
