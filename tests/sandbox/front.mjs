// Stands before the emulated server, whose port cannot be chosen and whose log knows
// requests only: passes /api on, shows both directions to whoever wants to look, and
// serves what the example pages need.

import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import http from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SERVED = ['examples', 'pkg']; // nothing else of the project is reachable
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.cjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
};
const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'host'];

/**
 * onExchange gets {method, path, requestHeaders, requestBody, status, responseBody, ms},
 * bodies as text, path as sent (a login's path holds the API key).
 */
export async function startFront({ target, port, env, onExchange }) {
  const agent = new http.Agent({ keepAlive: false });
  const server = http.createServer((req, res) => {
    const path = req.url.split('?')[0];
    const done = path.startsWith('/api/') ? pass(req, res) : serve(path, res);
    done.catch(() => res.destroy());
  });

  async function pass(req, res) {
    const started = performance.now();
    const requestBody = await collect(req);
    const inner = http.request(target + req.url, { method: req.method, agent, headers: withoutHops(req.headers) });
    inner.end(requestBody);
    const [answer] = await once(inner, 'response');
    const responseBody = await collect(answer);
    res.writeHead(answer.statusCode, answer.statusMessage, withoutHops(answer.headers));
    res.end(responseBody);
    onExchange?.({
      method: req.method,
      path: req.url,
      requestHeaders: req.headers,
      requestBody: requestBody.toString('utf8'),
      status: answer.statusCode,
      responseBody: responseBody.toString('utf8'),
      ms: performance.now() - started,
    });
  }

  async function serve(path, res) {
    if (path === '/') return redirect(res, '/examples/web-run/');
    if (path === '/sandbox.json') return reply(res, 200, 'application/json', JSON.stringify(env));
    const file = await localFile(path);
    if (file === null) return reply(res, 404, 'text/plain', 'Not found\n');
    return reply(res, 200, TYPES[extname(file)] ?? 'application/octet-stream', await readFile(file));
  }

  // Only this computer can connect: the sandbox has no real secrets, but no business in the network either.
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: taken } = server.address();
  return {
    port: taken,
    origin: `http://127.0.0.1:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

async function collect(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const withoutHops = (headers) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)));

/** The file that a path names, or null. No dot files, nothing outside the served folders. */
async function localFile(path) {
  let name;
  try {
    name = normalize(decodeURIComponent(path)).replace(/^[\\/]+/, '');
  } catch {
    return null;
  }
  const parts = name.split(sep);
  if (
    !SERVED.includes(parts[0]) ||
    parts.some((p) => p.startsWith('.')) ||
    parts.includes('node_modules') ||
    name.includes('\0')
  )
    return null;
  const file = join(ROOT, name, path.endsWith('/') ? 'index.html' : '');
  const info = await stat(file).catch(() => null);
  return info?.isFile() ? file : null;
}

function redirect(res, location) {
  res.writeHead(302, { location });
  res.end();
}

function reply(res, status, type, body) {
  res.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  res.end(body);
}
