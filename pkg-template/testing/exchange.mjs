// One request, from what has arrived to what goes out: record, faults, generation.
import { textOf, utf8 } from './bytes.mjs';

const HTML = '<!doctype html><title>Bad gateway</title><h1>502 Bad gateway</h1><p>A fault of the test server.</p>';
const JSON_TYPE = { 'content-type': 'application/json' };
const HTML_TYPE = { 'content-type': 'text/html; charset=utf-8' };

// What is wrong with it is not told: a parser's words repeat what may be secret.
const UNREADABLE = { status: 400, code: 'invalidBody', message: 'the body is no object of JSON that can be read' };

/** What a body has, `undefined` if there is none. Throws for one that is no object of JSON: both APIs have no others. */
function readJson(body) {
  if (!body.length) return undefined;
  const json = JSON.parse(textOf(body));
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json;
  throw new Error(UNREADABLE.message);
}

/**
 * Answers a request {method, path, query, headers, body}, whose path is that of the address. Gives {status, headers, body} with
 * bytes, or {broken: 'reset'}, or an answer with `cutOff`: only half of the body arrives.
 */
export async function exchange(server, given, signal) {
  const { generation, faults, requests, clock } = server;
  const { base } = generation;
  const date = () => ({ date: new Date(clock.now()).toUTCString() });
  if (given.path !== base && !given.path.startsWith(`${base}/`)) {
    return { status: 404, headers: { ...HTML_TYPE, ...date() }, body: utf8('<!doctype html><h1>404 Not found</h1>') };
  }
  const request = { ...given, path: given.path.slice(base.length) || '/' };
  let isReadable = true;
  try {
    request.json = readJson(given.body);
    requests.add(request, clock.now(), generation); // throws where thousands of lists lie in each other
  } catch {
    isReadable = false;
    requests.add({ ...request, json: undefined }, clock.now(), generation);
  }
  let lost;
  for (const effect of faults.of(request)) {
    const { kind } = effect;
    if (kind === 'delay') await clock.wait(effect.ms, signal);
    else if (kind === 'hang') await clock.wait(Number.POSITIVE_INFINITY, signal);
    else if (kind === 'expired') generation.expireSession();
    else if (kind === 'reset') return { broken: 'reset' };
    else if (kind === 'html') return { status: 502, headers: { ...HTML_TYPE, ...date() }, body: utf8(HTML) };
    else if (kind === 'status') return written(refused(generation, request, effect), date());
    else lost ??= kind;
  }
  // What is cut off or empty was done all the same: that is what a client cannot know then.
  const answer = written(isReadable ? handled(generation, request) : refused(generation, request, UNREADABLE), date());
  if (lost === 'empty') return { ...answer, status: 200, body: new Uint8Array(0) };
  return lost === 'cutOff' ? { ...answer, cutOff: true } : answer;
}

/** A body whose members no server could read is refused too, whatever it is that cannot be read. */
function handled(generation, request) {
  try {
    return generation.handle(request);
  } catch (error) {
    const message = `the test server cannot read this request: ${error.message}`;
    return generation.failure(request, { status: 400, code: 'badRequest', message });
  }
}

function refused(generation, request, { retryAfter, ...failure }) {
  const answer = generation.failure(request, failure);
  const headers = retryAfter === undefined ? answer.headers : { ...answer.headers, 'retry-after': String(retryAfter) };
  return { ...answer, headers };
}

const written = ({ status, headers, json }, date) => ({
  status,
  headers: { ...(json === undefined ? {} : JSON_TYPE), ...date, ...headers },
  body: json === undefined ? new Uint8Array(0) : utf8(JSON.stringify(json)),
});
