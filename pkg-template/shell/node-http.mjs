// Node's HTTP client in the place of its fetch, which takes two to four times as much CPU for a request and copies large
// bodies twice. As the original does, it uses the global agents, and so whatever a program has set there.
import { builtIn } from './built-in.mjs';

/** Where undici keeps the dispatcher that a program has set for fetch (a proxy, a mock), or that fetch has begun to use. */
const DISPATCHERS = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'].map((name) => Symbol.for(name));

/** Takes what fetch takes, as far as the engine uses it; `undefined` where fetch may be meant to do something else. */
export function nodeHttp() {
  for (const name of DISPATCHERS) if (globalThis[name] !== undefined) return undefined;
  return builtIn('http') && send;
}

function send(url, { method, headers, body, signal }) {
  const all = { accept: '*/*', 'accept-encoding': 'gzip, br', 'user-agent': 'node', ...headers };
  // Node would leave it out of a DELETE.
  if (body !== undefined) all['content-length'] = Buffer.byteLength(body);
  return new Promise((resolve, reject) => {
    const { request } = builtIn(/^https:/i.test(url) ? 'https' : 'http');
    const sent = request(url, { method, headers: all, signal }, (message) => resolve(new Answer(message)));
    sent.on('error', reject);
    sent.end(body);
  });
}

/** What is read of a `Response`, but for the body. */
export class Answer {
  constructor(message) {
    this.status = message.statusCode;
    const headers = headersOf(message);
    this.headers = { get: (name) => headers[name] };
    /** A promise of a Buffer. */
    this.bytes = bytesOf(message, headers);
    this.bytes.catch(() => {}); // told to whoever asks for it
  }
}

const WANTED = ['content-type', 'content-length', 'content-encoding', 'location', 'retry-after'];

/** The headers that are looked at. (`message.headers` makes an object of all of them first.) */
function headersOf({ rawHeaders }) {
  const found = {};
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i].toLowerCase();
    if (WANTED.includes(name)) found[name] ??= rawHeaders[i + 1];
  }
  return found;
}

const DECODERS = { gzip: 'gunzip', 'x-gzip': 'gunzip', br: 'brotliDecompress' };

/**
 * Bodies of so many bytes (a file has 15 MB at most) are put together while they arrive: their pieces need not be kept
 * until the end. Room for still larger ones, made before that of the last one is garbage, costs more than it saves.
 */
const isLarge = (length) => length > 65_536 && length < 2 ** 25;

function bytesOf(message, headers) {
  const length = Number(headers['content-length']);
  const encoding = headers['content-encoding'];
  const whole = new Promise((resolve, reject) => {
    message.on('error', reject);
    if (isLarge(length)) {
      const bytes = Buffer.allocUnsafeSlow(length);
      let filled = 0;
      message.on('data', (chunk) => {
        filled += chunk.copy(bytes, filled);
      });
      message.on('end', () => resolve(bytes.subarray(0, filled)));
    } else {
      const chunks = [];
      message.on('data', (chunk) => chunks.push(chunk));
      message.on('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    }
  });
  return encoding ? whole.then((bytes) => decoded(bytes, encoding)) : whole;
}

async function decoded(bytes, encodings) {
  for (const encoding of encodings.toLowerCase().split(',').reverse()) {
    const decode = builtIn('zlib')[DECODERS[encoding.trim()]];
    if (!decode || !bytes.length) continue;
    bytes = await new Promise((resolve, reject) => {
      decode(bytes, (error, out) => (error ? reject(error) : resolve(out)));
    });
  }
  return bytes;
}
