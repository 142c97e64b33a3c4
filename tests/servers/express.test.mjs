// examples/server-express: installed and tested as its README says, then against the sandboxes, whose servers are not ours.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { before, test } from 'node:test';
import { Passwork } from '../node/support/client.mjs';
import { startSandbox } from '../sandbox/sandbox.mjs';
import { copyExample, install, testsOf } from './support/example.mjs';

let folder;
let listening;

before(
  async () => {
    folder = copyExample('server-express');
    await install(folder);
    ({ listening } = await import(path.join(folder, 'tests/lib/program.mjs')));
  },
  { timeout: 120_000 },
);

test('its own tests pass', { timeout: 300_000 }, async () => {
  const { passed, failed, skipped } = await testsOf(folder);
  assert.ok(passed > 30, `${passed}`);
  assert.deepEqual([failed, skipped], [0, 0]);
});

/** The variables of the example, for a sandbox. */
function environment({ generation, env }) {
  const settings = {
    PASSWORK_HOST: env.HOST,
    SIGNING_KEY_ID: 'pw://Infrastructure/GitHub organisation/login',
    SIGNING_KEY: 'pw://Infrastructure/GitHub organisation/Deploy token',
    ...(env.USER_MASTER_PASS && { PASSWORK_MASTER_PASSWORD: env.USER_MASTER_PASS }),
  };
  if (generation === 4) return { ...settings, PASSWORK_API_KEY: env.API_KEY };
  const file = path.join(folder, 'tokens.json');
  fs.rmSync(file, { force: true });
  const [token, refreshToken] = env.API_KEY.split(':');
  Passwork.fileTokenStore(file).save({ token, refreshToken });
  return { ...settings, PASSWORK_TOKEN_STORE: file };
}

for (const generation of [4, 7])
  for (const clientSideEncryption of [true, false])
    test(`it signs with what the sandbox holds (${generation}, ${clientSideEncryption ? 'sealed' : 'plain'})`, async (t) => {
      const sandbox = await startSandbox({ generation, clientSideEncryption });
      t.after(() => sandbox.close());
      const server = { command: [process.execPath, 'server.mjs'], folder };
      const { origin, said, kill, ended } = await listening(t, server, environment(sandbox));
      const answer = await fetch(`${origin}/downloads/report.pdf`, { redirect: 'manual' });
      const link = new URL(answer.headers.get('location'));
      assert.equal(link.searchParams.get('key'), 'example-bot');
      const signature = link.searchParams.get('signature');
      link.searchParams.delete('signature');
      const expected = createHmac('sha256', 'made-up-deploy-token-42').update(link.search);
      assert.equal(signature, expected.digest('base64url'));
      assert.equal((await fetch(`${origin}/healthz`)).status, 200);
      kill('SIGTERM');
      assert.equal(await ended, 0);
      assert.doesNotMatch(said(), /made-up-deploy-token/);
      assert.ok(
        sandbox.log.every(({ method }) => method === 'GET' || method === 'POST'),
        'it only reads',
      );
    });
