// A logged-in client of the installed package and the emulated server that it talks to.
import { createRequire } from 'node:module';
import { startServer } from '../../conformance/server.mjs';
import { buildWorld } from '../../conformance/world.mjs';
import { folder } from './installed.mjs';

export const Passwork = createRequire(import.meta.url)(folder);
export const { PassworkError } = Passwork;

/** Ends with the test. `options` and `services` go to the constructor. */
export async function session(t, worldName = 'pbkdf', { options = {}, services, login = true } = {}) {
  const world = buildWorld(worldName);
  const server = await startServer({ world });
  t.after(() => server.close());
  const client = new Passwork({ host: server.url, ...options }, services);
  if (login) await client.login(world.apiKey, world.masterPassword);
  const since = (from) => server.log.slice(from).map(({ method, path }) => `${method} ${path}`);
  return { world, server, client, since };
}

/** Deep equality that also wants the members in the same order. */
export const ordered = (value) => {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.entries(value).map(([name, member]) => [name, ordered(member)]);
};

/** The same without functions: what the server sent. */
export const withoutHelpers = (value) => JSON.parse(JSON.stringify(value));

/** A promise with its `resolve`. */
export function gate() {
  let open;
  const opened = new Promise((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
