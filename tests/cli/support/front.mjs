// A server with somebody at its door: each request is counted, and may be held, lost or answered while somebody else is at work.
import { once } from 'node:events';
import http from 'node:http';

/** Where a server of passwork-wasm/testing is for its own `fetch`. */
const ORIGIN = 'https://passwork.test';

/**
 * Listens before a server. `at(number, request)` is called for each request, from 1, before the server sees it; it may say
 *
 * - `'hold'`: nothing is done, and no answer comes
 * - `'drop'`: nothing is done, and the connection breaks
 * - `'lose'`: it is done, and the connection breaks
 * - `{json}`: nothing is done, and this is the answer
 * - `{after}`: it is done, then this is called with the answer's JSON, which it may change; then the answer comes
 *
 * @returns {Promise<{host: string, seen: object[]}>} `host` for PASSWORK_HOST; `seen`: the requests, `{method, path}`.
 */
export async function frontOf(t, server, at = () => undefined) {
  const seen = [];
  const listener = http.createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url, headers } = request;
    const path = url.replace(/^\/api\/v[14]/, '');
    seen.push({ method, path });
    const what = await at(seen.length, { method, path, body: Buffer.concat(chunks).toString() });
    if (what === 'hold') return undefined;
    if (what === 'drop') return request.socket.destroy();
    if (what?.json !== undefined) return answer(response, 200, JSON.stringify(what.json));
    const body = chunks.length ? Buffer.concat(chunks) : undefined;
    const { 'accept-encoding': _, ...rest } = headers;
    const given = await server.fetch(`${ORIGIN}${url}`, { method, headers: rest, body });
    if (what === 'lose') return request.socket.destroy();
    let text = await given.text();
    if (what?.after) {
      const json = JSON.parse(text);
      text = JSON.stringify((await what.after(json)) ?? json);
    }
    return answer(response, given.status, text);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  t.after(() => {
    listener.closeAllConnections();
    listener.close();
  });
  return { host: `http://127.0.0.1:${listener.address().port}${new URL(server.host).pathname}`, seen };
}

function answer(response, status, text) {
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  response.end(text);
}

/** Whether a request changes something: of API v4 the login is none, and neither are searches. */
export const isWrite = ({ method, path }) => method !== 'GET' && !/^\/(auth|sessions|batch|[a-z]+\/search)/.test(path);
