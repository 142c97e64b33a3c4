// Node's HTTP client in the place of its fetch, which takes two to four times as much CPU for a request and copies large
// bodies twice. As the original does, it uses the global agents, and so whatever a program has set there; or one that a client
// was given.
import { builtIn } from './built-in.mjs';
import { MAX_BYTES, tooLarge } from './too-large.mjs';
import { unpacked } from './unpack.mjs';

// The timers as they were at import: fake ones, which tests put in their place later, would let a request wait for
// ever.
const { setImmediate } = builtIn('timers') ?? {};
const now = globalThis.performance?.now.bind(performance);

/** Milliseconds since its last use within which a connection is one that a server still keeps. */
const FRESH_MS = 1_000;

/** Number of connections that is at least what an agent keeps. */
const MAX_KEPT_SOCKETS = 256;

/** Last use of each connection, and whether its server has shown that it keeps it. */
const used = new WeakMap();

/** Whether a kept connection may be used for what must not be lost. */
function isFresh(socket) {
  const last = used.get(socket);
  return Boolean(last?.isKept) && now() - last.at < FRESH_MS;
}

/** Moment when the last answer ended. */
let answered;

export const hasHttp = () => builtIn('http') !== undefined;

/**
 * Sends a request. Takes what fetch takes, as far as the engine uses it. `reads`: sending it twice is harmless.
 *
 * A server may close a connection that the agent keeps, and a thread that is busy cannot see it. So the loop turns
 * before a kept connection is used, and what has come of it meanwhile is seen. Where the server closes it at that very
 * moment, what reads is sent once more, on a new one; what writes is not risked on one that was idle for long.
 *
 * `agent` is not read from `init`, where somebody's `Object.prototype.agent` would be found.
 */
export async function send(url, init, reads, line = {}, agent = undefined) {
  if (answered !== undefined) await turns(now() - answered < 20 ? 1 : 2);
  let repeated = false;
  let trusts = reads ? () => true : isFresh;
  for (let tries = 0; ; tries += 1) {
    if (tries > MAX_KEPT_SOCKETS) trusts = () => true;
    if (line.isDropped) throw failed('nobody waits for the answer any more', 'ABORT_ERR');
    const fate = { line, agent };
    try {
      return await attempt(url, init, trusts, fate);
    } catch (error) {
      if (fate.unsent) continue;
      if (repeated || !reads || !fate.unheard) throw error;
      repeated = true;
      trusts = () => false;
    }
  }
}

/**
 * Lets the loop turn: in the first turn all that the last poll has found is handled; the second comes after another
 * poll.
 */
function turns(count) {
  return new Promise((resolve) => {
    let left = count;
    const turn = () => {
      if (left === 0) return resolve();
      left -= 1;
      setImmediate(turn);
    };
    turn();
  });
}

/** The code of a connection that ended too early. */
const RESET = 'ECONNRESET';

export const failed = (message, code) => Object.assign(new Error(message), { code });

/**
 * Sends a request once. `fate` becomes `unsent` where a kept connection was not trusted, and `unheard` where one ended
 * without any answer.
 */
function attempt(url, { method, headers, body, signal }, trusts, fate) {
  const all = { accept: '*/*', 'accept-encoding': 'gzip, br', 'user-agent': 'node', ...headers };
  // Node would leave it out of a DELETE.
  if (body !== undefined) all['content-length'] = Buffer.byteLength(body);
  return new Promise((resolve, reject) => {
    const { request } = builtIn(/^https:/i.test(url) ? 'https' : 'http');
    const target = targetOf(url);
    const { agent } = fate; // none: the global one
    const sent = target
      ? request(Object.assign(target, { method, headers: all, signal, agent }))
      : request(url, { __proto__: null, method, headers: all, signal, agent });
    fate.line.request = sent;
    let isSilent = () => false;
    let hasAnswer = false;
    sent.on('socket', (socket) => {
      if (!sent.reusedSocket) return;
      if (trusts(socket)) {
        const { bytesRead } = socket;
        isSilent = () => socket.bytesRead === bytesRead;
      } else {
        // Nothing has been written yet.
        fate.unsent = true;
        sent.destroy();
      }
    });
    const upgraded = (stream) => {
      reject(failed('the connection was switched to another protocol', 'PASSWORK_UPGRADED'));
      stream.on('error', () => {}); // nobody else listens to it from now on
      stream.destroy();
    };
    sent.on('upgrade', (_, socket) => upgraded(socket));
    sent.on('response', (message) => {
      if (message.statusCode === 101) return upgraded(message);
      hasAnswer = true;
      resolve(new Answer(message));
    });
    sent.on('error', (error) => {
      fate.unheard = (error.code === RESET || error.code === 'EPIPE') && !hasAnswer && isSilent();
      reject(error);
    });
    // Also without a word: no call may be left open (D48).
    sent.on('close', () => hasAnswer || reject(failed('the connection ended without an answer', RESET)));
    sent.end(body);
  });
}

/** An address whose path a URL has no other form for: nothing in it is to be encoded or resolved (`..`). */
const PLAIN = /^(?<origin>https?:\/\/[\w.:-]+)(?<pathname>(?:\/[\w~-][\w~.-]*)+)(?<search>\?[\w~.%&=-]+)?$/;

/** The origin of the last request, and what Node's client takes for it. */
let last = {};

/** Number of members of `Object.prototype` as JavaScript makes it. */
const OF_ALL_OBJECTS = 12;

/**
 * Options of Node's client for an address, or `undefined` where it has to read the address itself. Most requests go to
 * one origin, whose parts are remembered: to make a URL of each, and options of that, takes 6 µs. Where something was
 * added to Object.prototype, Node finds it in options that were made here, and not in those that it makes of an
 * address.
 */
function targetOf(url) {
  const plain = PLAIN.exec(url);
  if (!plain || Reflect.ownKeys(Object.prototype).length > OF_ALL_OBJECTS) return undefined;
  const { origin, pathname, search = '' } = plain.groups;
  if (origin !== last.origin) {
    const { urlToHttpOptions, URL } = builtIn('url'); // a test environment may have put another one in its place
    last = { origin, ...urlToHttpOptions(new URL(origin)) };
  }
  const { protocol, hostname, port } = last;
  const path = pathname + search;
  return { protocol, hostname, port, href: last.href.slice(0, -1) + path, pathname, search, path };
}

/** An answer of Node's client, with what is read of a `Response`, but for the body. */
export class Answer {
  constructor(message) {
    this.status = message.statusCode;
    const headers = headersOf(message);
    this.headers = { get: (name) => headers[name] };
    const { 'content-encoding': encoding } = headers;
    const whole = bytesOf(message, Number(headers['content-length']), headers.connection);
    /** A promise of a Buffer. */
    this.bytes = encoding ? whole.then((bytes) => unpacked(bytes, encoding)) : whole;
    this.bytes.catch(() => {}); // told to whoever asks for it
  }
}

const WANTED_HEADERS = [
  'connection',
  'content-type',
  'content-length',
  'content-encoding',
  'location',
  'retry-after',
  'x-request-id',
];

/** Names of headers by their spelling on servers: the name if it is one of those, else `''`. */
const names = new Map();

/** Capacity of that map: a server may make up spellings. */
const MAX_SPELLINGS = 100;

function nameOf(header) {
  let name = names.get(header);
  if (name === undefined) {
    const lower = header.toLowerCase();
    name = WANTED_HEADERS.includes(lower) ? lower : '';
    if (names.size < MAX_SPELLINGS) names.set(header, name);
  }
  return name;
}

/** The headers that are looked at. (`message.headers` makes an object of all of them first.) */
function headersOf({ rawHeaders }) {
  const found = {};
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = nameOf(rawHeaders[i]);
    if (name) found[name] ??= rawHeaders[i + 1];
  }
  return found;
}

/**
 * Large bodies (a file has 15 MB at most) are put together while they arrive: their pieces need not be kept
 * until the end. Room for still larger ones, made before that of the last one is garbage, costs more than it saves.
 */
const isLarge = (length) => length > 65_536 && length < 2 ** 25;

function bytesOf(message, length, connection) {
  const { socket } = message;
  return new Promise((resolve, reject) => {
    const whole = isLarge(length) ? Buffer.allocUnsafeSlow(length) : undefined;
    const chunks = [];
    let filled = 0;
    const stop = () => {
      reject(tooLarge());
      message.destroy();
    };
    if (length > MAX_BYTES) return stop();
    message.on('data', (chunk) => {
      if (whole) chunk.copy(whole, filled);
      else chunks.push(chunk);
      filled += chunk.length;
      if (filled > MAX_BYTES) stop();
    });
    message.on('end', () => {
      answered = now();
      // Some close it after each answer without saying so.
      used.set(socket, { at: answered, isKept: used.has(socket) || /keep-alive/i.test(connection) });
      if (whole) resolve(whole.subarray(0, filled));
      else resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
    });
    message.on('error', reject);
    message.on('close', () => message.complete || reject(failed('the connection ended within the answer', RESET)));
  });
}
