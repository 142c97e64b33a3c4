// The program, as it is started in earnest.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { listening, start } from './lib/program.mjs';
import { scene, serverTests } from './lib/scenarios.mjs';

const server = {
  command: [process.execPath, 'server.mjs'],
  folder: fileURLToPath(new URL('..', import.meta.url)),
  ends: { SIGTERM: 0, SIGINT: 0 },
};

serverTests(server);

test('a port that is taken ends it, and its session', async (t) => {
  const { passwork, env } = await scene(t, 4);
  const other = net.createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  t.after(() => other.close());
  const program = start(server, { ...env, PORT: `${other.address().port}` });
  assert.equal(await program.ended, 1);
  assert.match(program.said(), /EADDRINUSE/);
  assert.equal(passwork.requests.at(-1).path, '/auth/logout');
});

test('a request that does not end keeps the program for a while, not for ever', async (t) => {
  const { env } = await scene(t, 4, { GRACE_SECONDS: '0.2' });
  const program = await listening(t, server, env);
  const socket = net.connect(program.port, '127.0.0.1');
  t.after(() => socket.destroy());
  socket.on('error', () => {});
  socket.write('GET /downloads/never HTTP/1.1\r\n');
  await fetch(`${program.origin}/healthz`);
  program.kill('SIGTERM');
  assert.equal(await program.ended, 1);
});

test('an address that is none is refused without a stack', async (t) => {
  const { env } = await scene(t, 4);
  const { origin, said } = await listening(t, server, env);
  const answer = await fetch(`${origin}/downloads/%`);
  assert.equal(answer.status, 400);
  assert.equal(await answer.text(), 'Bad Request');
  assert.doesNotMatch(said(), /^ +at /m);
});
