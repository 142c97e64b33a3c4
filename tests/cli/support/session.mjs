// A shell after `eval "$(passwork login)"`.
import assert from 'node:assert/strict';
import path from 'node:path';
import { passwork, world } from './cli.mjs';

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
  return { ...made, origin: new URL(made.host).origin, bare, key, shell: { ...bare, PASSWORK_SESSION: key }, file: fileOf(made.home) };
}

/** How often the server was asked for something since a moment. */
export const asked = (server, words, from = 0) =>
  server.requests.slice(from).filter(({ method, path: place }) => words.test(`${method} ${place}`)).length;

/** A renewal of a pair of tokens, on both generations. */
export const RENEWAL = /POST \/(sessions\/refresh$|auth\/refreshToken\/)/;
