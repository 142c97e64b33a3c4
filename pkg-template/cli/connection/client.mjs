// A client of the library, with the settings that every one of the command line has.
import { loadLibrary } from './library.mjs';
import { agentFor } from './network.mjs';
import { noHost } from './settings.mjs';

/** Requests in flight at most. */
const CONCURRENCY = 8;

/**
 * A client for settings; `options`: those of the library that the credentials are in. `answered({status})`: told of
 * every answer.
 */
export async function newClient({ host, ca, isVerified, timeout, retry, debug }, options, { output, answered }) {
  if (!host) throw noHost();
  const { agent } = await agentFor({ host, ca, isVerified });
  const { Passwork } = loadLibrary();
  const hooks = debug ? debugHooks(output) : {};
  const onResponse = (response) => {
    answered?.(response);
    hooks.onResponse?.(response);
  };
  const httpAgent = agent ? { httpAgent: agent } : {};
  const common = { host, timeout, retry, concurrency: CONCURRENCY, hooks: { ...hooks, onResponse }, ...httpAgent };
  return new Passwork({ ...common, ...options });
}

const debugHooks = (output) => ({
  onRequest: ({ id, method, url }) => output.note(`→ ${id} ${method} ${url}`),
  onResponse: ({ id, status, kind, durationMs }) =>
    output.note(`← ${id} ${status ?? kind} in ${Math.round(durationMs)} ms`),
  onTokenRefresh: ({ ok }) => output.note(`the session was ${ok ? '' : 'not '}renewed`),
});
