// What a server has to do, whichever framework it is written with: the whole program, against Passwork servers in memory that listen at
// a port. The same file in both examples.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import net from 'node:net';
import { test } from 'node:test';
import { listening, start, until } from './program.mjs';
import { GENERATIONS, NEW, OLD, PLACE, passworkServer } from './world.mjs';

/** A server of Passwork that listens, and the environment of ours. */
export async function scene(t, generation, more = {}) {
  const { server: passwork, env } = passworkServer(t, generation);
  await passwork.listen();
  return { passwork, env: { ...env(), ...more } };
}

const download = async (origin, file) => {
  const { status, headers } = await fetch(`${origin}/downloads/${file}`, { redirect: 'manual' });
  return { status, link: new URL(headers.get('location')), headers };
};

const health = async (origin) => {
  const answer = await fetch(`${origin}/healthz`);
  return { status: answer.status, ...(await answer.json()) };
};

/** Listens, and has its secrets: of these two, frameworks differ in which is first. */
async function ready(t, server, env) {
  const program = await listening(t, server, env);
  await health(program.origin);
  return program;
}

/** By a key that is known here: not by the code under test. */
export function assertSigned(link, { login, password }) {
  const signature = link.searchParams.get('signature');
  link.searchParams.delete('signature');
  assert.equal(link.searchParams.get('key'), login);
  const expected = createHmac('sha256', password).update(link.search).digest('base64url');
  assert.equal(signature, expected);
}

/**
 * @param {object} server ours
 * @param {string[]} server.command starts it
 * @param {string} server.folder where
 * @param {Record<string, unknown>} server.ends how the program ends after each signal: an exit code, or a signal
 */
export function serverTests(server) {
  for (const generation of GENERATIONS) {
    test(`a route uses the key and does not show it (${generation})`, async (t) => {
      const { env } = await scene(t, generation);
      const program = await ready(t, server, env);
      const { status, link, headers } = await download(program.origin, 'report%20%26%201%25.pdf');
      assert.equal(status, 302);
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.equal(link.searchParams.get('file'), 'report & 1%.pdf');
      assert.doesNotMatch(link.href, /canary/);
      assertSigned(link, OLD);
      const { status: answered, ok, age, error } = await health(program.origin);
      assert.deepEqual([answered, ok, error], [200, true, null]);
      assert.ok(age >= 0 && age < 60, `${age}`);
      assert.doesNotMatch(program.said(), /canary/);
    });

    test(`without its secrets it does not listen, and says all that is wrong (${generation})`, async (t) => {
      const { env } = await scene(t, generation, {
        SIGNING_KEY_ID: `pw://${PLACE}/logn`,
        SIGNING_KEY: 'pw://Infrastructure/Uploads/signing key/password',
      });
      const program = start(server, env);
      assert.equal(await program.ended, 1);
      assert.match(program.said(), /^ {2}SIGNING_KEY_ID: .*'logn'/m);
      assert.match(program.said(), /^ {2}SIGNING_KEY: .*'Uploads'/m);
      assert.doesNotMatch(program.said(), /listening|canary/);
      for (const name of ['PASSWORK_API_KEY', 'PASSWORK_MASTER_PASSWORD', 'PASSWORK_MASTER_KEY'])
        if (env[name]) assert.ok(!program.said().includes(env[name]), name);
    });

    test(`a new key on the server is used after the next renewal (${generation})`, async (t) => {
      const { passwork, env } = await scene(t, generation, { RENEW_SECONDS: '0.1' });
      const { origin } = await ready(t, server, env);
      passwork.change(PLACE, NEW);
      const { link } = await until(async () => {
        const answer = await download(origin, 'a');
        return answer.link.searchParams.get('key') === NEW.login && answer;
      });
      assertSigned(link, NEW);
    });

    test(`while Passwork is away the old key works, until it is too old (${generation})`, async (t) => {
      const { passwork, env } = await scene(t, generation, { RENEW_SECONDS: '0.1', MAX_AGE_SECONDS: '2' });
      const { origin, said } = await ready(t, server, env);
      const back = passwork.fail({ with: 'reset' });
      const failing = await until(async () => {
        const found = await health(origin);
        return found.error && found;
      });
      assert.equal(failing.error, 'network');
      await until(async () => (await health(origin)).status === 503);
      assertSigned((await download(origin, 'a')).link, OLD);
      assert.match(said(), /^secrets were not renewed: /m);
      assert.doesNotMatch(said(), /canary/);
      back();
      await until(async () => (await health(origin)).status === 200);
    });

    for (const signal of Object.keys(server.ends))
      test(`${signal}: what is being answered is answered, then the session and the program end (${generation})`, async (t) => {
        const { passwork, env } = await scene(t, generation);
        const program = await ready(t, server, env);
        const socket = net.connect(program.port, '127.0.0.1').setEncoding('utf8');
        t.after(() => socket.destroy());
        let answer = '';
        socket.on('data', (chunk) => {
          answer += chunk;
        });
        socket.write('GET /downloads/late HTTP/1.1\r\nHost: localhost\r\n'); // half a request
        await health(program.origin); // by now the half is there
        program.kill(signal);
        await until(() =>
          fetch(program.origin).then(
            () => false,
            () => true,
          ),
        ); // nobody else comes in
        socket.write('\r\n');
        await once(socket, 'close');
        assert.match(answer, /^HTTP\/1\.1 302 /);
        assert.match(answer, new RegExp(`^Location: .*key=${OLD.login}`, 'im'));
        assert.equal(await program.ended, server.ends[signal]);
        if (generation === 4) assert.equal(passwork.requests.at(-1).path, '/auth/logout');
      });
  }
}
