// What both examples do with the sandboxes, whose servers are not ours: they sign with what a sandbox holds.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { Passwork } from '../../node/support/client.mjs';
import { startSandbox } from '../../sandbox/sandbox.mjs';

/** The variables of an example, for a sandbox. */
function environment(folder, { generation, env }) {
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

/**
 * Starts a server beside a sandbox, follows its link, ends it.
 *
 * @param t The test.
 * @param {{folder: string, command: string[], end: number}} server `end`: its exit code on SIGTERM
 * @param {{generation: number, clientSideEncryption: boolean}} options Of the sandbox.
 */
export async function signsWhatTheSandboxHolds(t, { folder, command, end }, options) {
  const { listening } = await import(path.join(folder, 'tests/lib/program.mjs'));
  const { assertSigned } = await import(path.join(folder, 'tests/lib/scenarios.mjs'));
  const sandbox = await startSandbox(options);
  t.after(() => sandbox.close());
  const { origin, said, kill, ended } = await listening(t, { command, folder }, environment(folder, sandbox));
  const answer = await fetch(`${origin}/downloads/report.pdf`, { redirect: 'manual' });
  const link = new URL(answer.headers.get('location'));
  assertSigned(link, { login: 'example-bot', password: 'made-up-deploy-token-42' });
  assert.equal((await fetch(`${origin}/healthz`)).status, 200);
  kill('SIGTERM');
  assert.equal(await ended, end);
  assert.doesNotMatch(said(), /made-up-deploy-token/);
  assert.ok(
    sandbox.log.every(({ method }) => method === 'GET' || method === 'POST'),
    'it only reads',
  );
}
