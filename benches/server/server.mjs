// The bench's server, a process of its own: prepared answers, an optional latency (/l20/api/v4 waits 20 ms), counters.
// It does as little as a server can, so that what is measured is the client.
//   GET  /stats      the counters since the last reset, and the last upload as it was sent
//   POST /stats      resets them
import http from 'node:http';
import { API_KEY } from './names.mjs';
import { makeAnswers } from './world.mjs';

const { answers, passwordKey } = makeAnswers();
const counters = () => ({ requests: 0, inFlight: 0, maxInFlight: 0, sentBytes: 0 });
let stats = counters();
let lastUpload = null;

const TOKENS = { token: 'session-token-1', refreshToken: 'refresh-token-1' };
const TIMES = { tokenTtl: 600, refreshTokenTtl: 86400, tokenExpiredAt: 4e9, refreshTokenExpiredAt: 4e9 };
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, PUT, DELETE, OPTIONS',
  'access-control-allow-headers': '*, Passwork-Auth, Passwork-MasterHash, Passwork-Lang, Content-Type',
  'access-control-max-age': '600',
};

function prepared(path) {
  let answer = answers.get(path);
  if (answer === undefined) return undefined;
  if (!Buffer.isBuffer(answer)) {
    answer = Buffer.from(typeof answer === 'function' ? answer() : answer);
    answers.set(path, answer);
  }
  return answer;
}

const ok = (data) => Buffer.from(JSON.stringify({ status: 'success', data }));

function answer(method, path) {
  if (method === 'GET') return prepared(path);
  if (path === `/auth/login/${API_KEY}`)
    return ok({ ...TOKENS, ...TIMES, user: { name: 'Bench', email: 'b@example.org' } });
  return ok('id0000000000000000000001');
}

const server = http.createServer((req, res) => {
  const [, latency = '0', path] = /^\/(?:l(\d+)\/)?api\/v4(\/.*)$/.exec(req.url) ?? [];
  if (req.method === 'OPTIONS') return res.writeHead(204, CORS).end();
  if (req.url === '/stats') {
    req.resume();
    const upload = lastUpload && Buffer.concat(lastUpload).toString();
    const shown = JSON.stringify({ ...stats, upload: req.headers['x-upload'] ? upload : undefined, passwordKey });
    if (req.method === 'POST') {
      stats = counters();
      lastUpload = null;
    }
    return res.writeHead(200, { 'content-type': 'application/json', ...CORS }).end(shown);
  }
  stats.requests += 1;
  stats.inFlight += 1;
  stats.maxInFlight = Math.max(stats.maxInFlight, stats.inFlight);
  const chunks = [];
  req.on('data', (chunk) => chunks.push(chunk));
  req.on('end', () => {
    if (path?.endsWith('/attachment')) lastUpload = chunks;
    const send = () => {
      stats.inFlight -= 1;
      const body = path && answer(req.method, path);
      const found = body !== undefined;
      const bytes = found ? body : Buffer.from('{"status":"failed","code":"notFound"}');
      stats.sentBytes += bytes.length;
      res.writeHead(found ? 200 : 404, { 'content-type': 'application/json', 'content-length': bytes.length, ...CORS });
      res.end(bytes);
    };
    if (latency === '0') send();
    else setTimeout(send, Number(latency));
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send?.({ port: server.address().port }));
process.on('disconnect', () => process.exit());
