// A `fetch` that asks a server in memory. What a connection would do, the answer or its body does: as the platform's would.
import { decode, utf8 } from './bytes.mjs';
import { Broken } from './clock.mjs';
import { exchange } from './exchange.mjs';

/** An error as that of a connection that failed. */
function connectionError(code, message) {
  const cause = Object.assign(new Error(message), { code });
  return new TypeError('fetch failed', { cause });
}

const bytesOf = async (body) => {
  if (body === undefined || body === null) return new Uint8Array(0);
  if (typeof body === 'string') return utf8(body);
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  return new Uint8Array(await new Response(body).arrayBuffer());
};

/** `origins()`: the origins at which the server is. */
export const fetchOf = (server) =>
  async function fetch(input, init = {}) {
    const request = input?.url === undefined ? undefined : input;
    const address = new URL(request?.url ?? input?.href ?? input);
    const signal = init.signal ?? request?.signal;
    giveUp(signal);
    if (server.isClosed) throw connectionError('ECONNREFUSED', 'the test server is closed');
    if (!server.origins().includes(address.origin)) {
      const message = `the fetch of a test server asks nobody but ${server.origins().join(' and ')}, and not ${address.origin}`;
      throw connectionError('ENOTFOUND', message);
    }
    const method = (init.method ?? request?.method ?? 'GET').toUpperCase();
    const headers = headersOf(init.headers ?? request?.headers ?? {});
    const body = await bytesOf(
      init.body ?? (request && method !== 'GET' && method !== 'HEAD' ? request.body : undefined),
    );
    const path = address.pathname;
    const asked = { method, path, query: address.search.slice(1), headers, body };
    const answer = await exchange(server, asked, signal).catch(whenBroken);
    giveUp(signal);
    if (answer.broken) throw connectionError('ECONNRESET', 'read ECONNRESET');
    return response(answer);
  };

function giveUp(signal) {
  if (signal?.aborted) throw signal.reason ?? new Error('aborted');
}

/** Headers by their names in small letters, from an object, a list of pairs or `Headers`. */
function headersOf(given) {
  const isList = Array.isArray(given) || typeof given.entries !== 'function';
  const pairs = isList ? (Array.isArray(given) ? given : Object.entries(given)) : [...given.entries()];
  return Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), String(value)]));
}

/** What waited was broken off: as a connection that is. */
function whenBroken(error) {
  if (error instanceof Broken) return { broken: true };
  throw error;
}

function response({ status, headers, body: whole, cutOff }) {
  const hasNone = status === 204 || status === 205 || status === 304;
  const body = hasNone ? new Uint8Array(0) : whole;
  // Test environments (jsdom) may have taken the platform's away.
  if (typeof Response !== 'function') return readAtOnce(bareResponse(status, headers), body, cutOff);
  const answer = new Response(hasNone ? null : cutOff ? halfOf(body) : body, { status, headers });
  return readAtOnce(answer, body, cutOff);
}

const bareResponse = (status, headers) => ({
  status,
  ok: status < 300,
  headers: { get: (name) => headers[name.toLowerCase()] ?? null, entries: () => Object.entries(headers).values() },
});

/** Streams of the platform may wait by `queueMicrotask`, which tests replace too: who reads the whole waits by promises alone. */
function readAtOnce(answer, body, cutOff) {
  let isRead = false;
  const read = async () => {
    if (isRead || answer.bodyUsed || answer.body?.locked)
      throw new TypeError('Body is unusable: Body has already been read');
    isRead = true;
    answer.body?.cancel?.().catch(() => {}); // the platform's own readers find it used
    if (cutOff) throw terminated();
    return body;
  };
  const whole = async () => decode(await read());
  const readers = {
    text: whole,
    json: async () => JSON.parse(await whole()),
    arrayBuffer: async () => (await read()).slice().buffer,
  };
  for (const [name, value] of Object.entries(readers))
    Object.defineProperty(answer, name, { value, configurable: true });
  return answer;
}

const terminated = () => new TypeError('terminated', { cause: new Error('other side closed') });

/** A stream that breaks in the middle. */
function halfOf(body) {
  let isBegun = false;
  return new ReadableStream({
    pull(controller) {
      if (isBegun) return controller.error(terminated());
      isBegun = true;
      return controller.enqueue(body.slice(0, Math.max(1, body.length >> 1)));
    },
  });
}
