// Node's HTTP client in the place of its fetch, which takes two to four times as much CPU for a request and copies large
// bodies twice. As the original does, it uses the global agents, and so whatever a program has set there.

const builtin = (name) => globalThis.process.getBuiltinModule(name);

/** Where undici keeps the dispatcher that a program has set for fetch (a proxy, a mock), or that fetch has begun to use. */
const DISPATCHERS = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'].map((name) => Symbol.for(name));

/** Takes what fetch takes, as far as the engine uses it; `undefined` where fetch may be meant to do something else. */
export function nodeHttp() {
  for (const name of DISPATCHERS) if (globalThis[name] !== undefined) return undefined;
  return typeof globalThis.process?.getBuiltinModule === 'function' ? send : undefined;
}

function send(url, { method, headers, body, signal }) {
  const all = { accept: '*/*', 'accept-encoding': 'gzip, br', 'user-agent': 'node', ...headers };
  // Node would leave it out of a DELETE.
  if (body !== undefined) all['content-length'] = Buffer.byteLength(body);
  return new Promise((resolve, reject) => {
    const { request } = builtin(/^https:/i.test(url) ? 'https' : 'http');
    const sent = request(url, { method, headers: all, signal }, (message) => resolve(new Answer(message)));
    sent.on('error', reject);
    sent.end(body);
  });
}

/** What is read of a `Response`, but for the body. */
export class Answer {
  constructor(message) {
    this.status = message.statusCode;
    this.headers = { get: (name) => message.headers[name] };
    /** A promise of a Buffer. */
    this.bytes = bytesOf(message);
    this.bytes.catch(() => {}); // told to whoever asks for it
  }
}

const DECODERS = { gzip: 'gunzip', 'x-gzip': 'gunzip', br: 'brotliDecompress' };

function bytesOf(message) {
  const whole = new Promise((resolve, reject) => {
    const chunks = [];
    message.on('data', (chunk) => chunks.push(chunk));
    message.on('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    message.on('error', reject);
  });
  const encoding = message.headers['content-encoding'];
  return encoding ? whole.then((bytes) => decoded(bytes, encoding)) : whole;
}

async function decoded(bytes, encodings) {
  for (const encoding of encodings.toLowerCase().split(',').reverse()) {
    const decode = builtin('zlib')[DECODERS[encoding.trim()]];
    if (!decode || !bytes.length) continue;
    bytes = await new Promise((resolve, reject) => {
      decode(bytes, (error, out) => (error ? reject(error) : resolve(out)));
    });
  }
  return bytes;
}
