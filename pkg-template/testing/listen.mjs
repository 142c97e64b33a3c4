// The server at a port, in Node, Bun and Deno: for programs that take their host from the environment, and in other languages.
import { builtIn } from '../js/built-in.mjs';
import { usage } from './errors.mjs';
import { exchange } from './exchange.mjs';
import { checkedOptions, isBytes, isText, NAME, OBJECT, wholeFrom } from './options.mjs';

const WHERE = { port: wholeFrom(0, 65_535), host: NAME, tls: OBJECT };
const PEM = [(value) => isText(value) || isBytes(value), 'PEM'];

/** Listens; gives {origin, close()}. */
export async function listen(server, options = {}) {
  const { port = 0, host = '127.0.0.1', tls } = checkedOptions('listen()', options, WHERE);
  const http = builtIn(tls ? 'https' : 'http');
  if (!http?.createServer) throw usage('listen(): only Node, Bun and Deno can; elsewhere use server.fetch');
  const answer = (request, response) => respond(server, request, response);
  const listener = tls ? secured(http, tls, answer) : http.createServer(answer);
  await new Promise((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(port, host, resolve);
  });
  const address = host.includes(':') ? `[${host}]` : host;
  return {
    origin: `${tls ? 'https' : 'http'}://${address}:${listener.address().port}`,
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve());
        listener.closeAllConnections?.();
      }),
  };
}

function secured(https, tls, answer) {
  // Of what makes certificates, an object may have more.
  const { key, cert } = checkedOptions('listen(): tls', { key: tls.key, cert: tls.cert }, { key: PEM, cert: PEM });
  if (!key || !cert) throw usage('listen(): tls: key and cert are needed');
  try {
    return https.createServer({ key, cert }, answer);
  } catch (error) {
    throw usage(`listen(): tls: ${error.message}`);
  }
}

/** Pages of any origin may ask: that is what a test is for. */
const crossOrigin = ({ headers }) => ({
  'access-control-allow-origin': headers.origin ?? '*',
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE, OPTIONS',
  'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
  'access-control-allow-private-network': 'true',
  'access-control-expose-headers': '*',
});

async function respond(server, request, response) {
  if (request.method === 'OPTIONS') {
    response.writeHead(204, crossOrigin(request));
    return response.end();
  }
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  try {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const [path, query = ''] = splitOnce(request.url, '?');
    const { method, headers } = request;
    const given = { method, path, query, headers, body: joined(chunks) };
    const answer = await exchange(server, given, gone.signal);
    if (answer.broken) return request.socket.destroy();
    return send(request, response, answer);
  } catch {
    return request.socket.destroy(); // the other side has gone, or the server is being closed
  }
}

function send(request, response, { status, headers, body, cutOff }) {
  const length = status === 204 || status === 304 ? {} : { 'content-length': body.length };
  // No connection is kept: a client may repeat by itself what breaks on one that it has used before.
  response.writeHead(status, { ...headers, ...crossOrigin(request), ...length, connection: 'close' });
  if (!cutOff) return response.end(body);
  return response.write(body.subarray(0, Math.max(1, body.length >> 1)), () => request.socket.destroy());
}

function splitOnce(text, separator) {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function joined(chunks) {
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
