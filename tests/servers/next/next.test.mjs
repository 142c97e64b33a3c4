// examples/server-next: its own tests, then bundled in the other ways that there are. Six minutes: beside npm test, which builds it once
// (tests/servers/next.test.mjs).
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { before, test } from 'node:test';
import { copyExample, install, NEXT_START, npmIn, testsOf } from '../support/example.mjs';

let folder;

before(
  async () => {
    folder = copyExample('server-next');
    await install(folder);
  },
  { timeout: 600_000 },
);

test('it needs no configuration of Next.js', () => {
  assert.deepEqual(
    fs.readdirSync(folder).filter((name) => name.startsWith('next.config')),
    [],
  );
});

test('its own tests pass', { timeout: 900_000 }, async () => {
  const { passed, failed, skipped } = await testsOf(folder);
  assert.ok(passed > 35, `${passed}`);
  assert.deepEqual([failed, skipped], [0, 0]);
});

/** It starts, and a route finds the secrets. */
async function works(t) {
  const at = (name) => import(path.join(folder, 'tests/lib', name));
  const [{ listening }, { scene }] = [await at('program.mjs'), await at('scenarios.mjs')];
  const { env } = await scene(t, 4);
  const { origin } = await listening(t, { command: NEXT_START, folder }, env);
  const { headers } = await fetch(`${origin}/downloads/a`, { redirect: 'manual' });
  assert.match(headers.get('location'), /key=key-of-spring/);
}

test('bundled by webpack', { timeout: 600_000 }, async (t) => {
  await npmIn(folder, 'run', 'build', '--', '--webpack');
  await works(t);
});

test('left out of the bundle, as serverExternalPackages does', { timeout: 600_000 }, async (t) => {
  const config = path.join(folder, 'next.config.mjs');
  t.after(() => fs.rmSync(config));
  fs.writeFileSync(config, "export default { serverExternalPackages: ['passwork-wasm'] };\n");
  await npmIn(folder, 'run', 'build');
  await works(t);
});
