// The server as it is built and started in earnest, and as it is developed.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { listening, start, until } from './lib/program.mjs';
import { scene, serverTests } from './lib/scenarios.mjs';

const folder = fileURLToPath(new URL('..', import.meta.url));
const next = (...args) => [process.execPath, path.join(folder, 'node_modules/next/dist/bin/next'), ...args];
const address = ['--port', '0', '--hostname', '127.0.0.1'];

const started = { command: next('start', ...address), folder, ends: { SIGTERM: 143, SIGINT: 130 } };
const developed = { command: next('dev', ...address), folder };

before(
  async () => {
    const [program, ...args] = next('build');
    const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' };
    // It is built without secrets, and without a server that has them.
    await promisify(execFile)(program, args, { cwd: folder, env }).catch(({ stdout, stderr }) => {
      throw new Error(`next build: ${stdout}${stderr}`);
    });
  },
  { timeout: 600_000 },
);

serverTests(started);

test('the port is open before the secrets are there, and nothing is answered', async (t) => {
  const { passwork, env } = await scene(t, 4);
  passwork.fail({ with: { delay: 1000 } });
  const { origin } = await listening(t, started, env);
  let answer;
  const asked = fetch(`${origin}/healthz`).then((response) => {
    answer = response;
  });
  const waited = new Promise((resolve) => setTimeout(resolve, 1000));
  await Promise.race([asked, waited]);
  assert.equal(answer, undefined);
  await until(() => {
    passwork.clock.advance(1000);
    return answer;
  });
  assert.equal(answer.status, 200);
});

test('a signal ends the session, also while nothing is being answered', async (t) => {
  const { passwork, env } = await scene(t, 4);
  const { origin, kill, ended } = await listening(t, started, env);
  await fetch(`${origin}/healthz`);
  kill('SIGTERM');
  assert.equal(await ended, 143);
  assert.equal(passwork.requests.at(-1).path, '/auth/logout');
});

test('next dev: the same routes, the same refusal to start', async (t) => {
  const { passwork, env } = await scene(t, 7);
  const { origin, kill, ended, said } = await listening(t, developed, env);
  t.after(() => kill('SIGTERM')); // it hands on to the process that it has started
  const { headers } = await fetch(`${origin}/downloads/a`, { redirect: 'manual' });
  assert.match(headers.get('location'), /key=key-of-spring/);
  assert.equal((await (await fetch(`${origin}/healthz`)).json()).ok, true);
  assert.doesNotMatch(said(), /canary/);
  assert.ok(passwork.requests.length > 0);
  kill('SIGINT');
  await ended;

  const program = start(developed, { ...env, SIGNING_KEY: 'pw://Infrastructure/Uploads/x/password' });
  t.after(() => program.kill('SIGTERM'));
  assert.equal(await program.ended, 1);
  assert.match(program.said(), /^ {2}SIGNING_KEY: .*'Uploads'/m);
});
