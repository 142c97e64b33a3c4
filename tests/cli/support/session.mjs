// A shell after `eval "$(passwork login)"`.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import path from 'node:path';
import { bin, passwork, world } from './cli.mjs';

/** Where the session of a profile lies. */
export const fileOf = (home, profile = 'default') =>
  path.join(home, '.local', 'state', 'passwork-wasm', `${profile}.session`);

export const keyIn = (stdout) => /^export PASSWORK_SESSION=([A-Za-z0-9+/]{43}=)\n$/.exec(stdout)?.[1];

/** Logs in by the environment; gives the key, which stands alone on stdout. */
export async function logIn(env, args = []) {
  const seen = await passwork(env, ['login', ...args]);
  const key = keyIn(seen.stdout);
  assert.ok(seen.code === 0 && key, `login: ${seen.code} ${seen.stdout} ${seen.stderr}`);
  return key;
}

/**
 * A world (see {@link world}) with a session in it. `env`: with the credentials that the session was made of; `shell`: with the session,
 * and nothing else.
 */
export async function sessionWorld(t, one, contents) {
  const made = await world(t, one, contents);
  const { PATH, HOME, LANG } = made.env;
  const bare = { PATH, HOME, LANG };
  const key = await logIn(made.env);
  return {
    ...made,
    origin: new URL(made.host).origin,
    bare,
    key,
    shell: { ...bare, PASSWORK_SESSION: key },
    file: fileOf(made.home),
  };
}

/** How often the server was asked for something since a moment. */
export const asked = (server, words, from = 0) =>
  server.requests.slice(from).filter(({ method, path: place }) => words.test(`${method} ${place}`)).length;

/** A renewal of a pair of tokens, on both generations. */
export const RENEWAL = /POST (\/api\/v\d)?\/(sessions\/refresh$|auth\/refreshToken\/)/;

/** Starts `passwork` and gives the process as well; `ended`: as {@link passwork} gives it. `before`: words in front of it. */
export function start(env, args, { before = [], ...options } = {}) {
  const [program, ...words] = [...before, process.execPath, bin, ...args];
  const child = spawn(program, words, { env, cwd: env.HOME, stdio: 'pipe', detached: true, ...options });
  const parts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) {
    child[name].setEncoding('utf8').on('data', (data) => {
      parts[name] += data;
    });
  }
  child.stdin.end();
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, ...parts }));
  return { child, ended };
}

/**
 * What stands between the command line and a server: `renewed` is called when the server has renewed a pair of tokens, and awaited before
 * the answer goes on.
 */
export async function startGateway(t, origin, renewed = () => {}) {
  const gateway = http.createServer((request, response) => {
    const { method, url, headers } = request;
    const onward = http.request(new URL(url, origin), { method, headers }, async (answer) => {
      if (RENEWAL.test(`${method} ${url}`)) await renewed();
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await once(gateway.listen(0, '127.0.0.1'), 'listening');
  t.after(() => {
    gateway.closeAllConnections();
    gateway.close();
  });
  return `http://127.0.0.1:${gateway.address().port}`;
}
