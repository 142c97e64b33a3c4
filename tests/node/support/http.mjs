// A server within the test, and programs of their own that ask it.
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { inProject } from './installed.mjs';

const SUCCESS = '{"status":"success","data":"x"}';

const listening = async (t, server, close) => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(close);
  return server.address().port;
};

/** Answers with what `answer(request, response)` gives: `{status, headers, body}`, or nothing. */
export async function serve(t, answer, tls) {
  const asked = [];
  const handle = async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url, headers } = request;
    asked.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
    const { status = 200, headers: more, body = SUCCESS } = answer(request, response) ?? {};
    if (response.destroyed || response.headersSent) return;
    response.writeHead(status, { 'content-type': 'application/json', ...more });
    response.end(body);
  };
  const server = tls ? https.createServer(tls, handle) : http.createServer(handle);
  let connections = 0;
  server.on('connection', () => {
    connections += 1;
  });
  const port = await listening(t, server, () => {
    server.closeAllConnections();
    server.close();
  });
  const host = tls ? `https://localhost:${port}` : `http://127.0.0.1:${port}`;
  return { asked, server, host, connections: () => connections };
}

/** A bare connection: `talk(socket)` once for each request that came whole. */
export async function serveRaw(t, talk) {
  const open = new Set();
  const server = net.createServer((socket) => {
    open.add(socket);
    let text = '';
    socket.on('error', () => {});
    socket.on('data', (piece) => {
      text += piece.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      if (end < 0 || text.length < end + 4 + Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0)) return;
      text = '';
      talk(socket);
    });
  });
  const port = await listening(t, server, () => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return { host: `http://127.0.0.1:${port}` };
}

/** An answer of the API as it stands on the wire. */
export const WIRE = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${SUCCESS.length}\r\n\r\n${SUCCESS}`;

/** Runs the body of an async function in a program of its own, in which `passwork` is a client of API v4: nobody asks which it is. */
export const run = (host, code, { prelude = '', api = 'apiVersion: 4', options = '', flags, env } = {}) =>
  inProject(
    'commonjs',
    `${prelude}
     const Passwork = require('passwork-wasm');
     const passwork = new Passwork({ host: ${JSON.stringify(host)}, token: 'T', masterPassword: 'm', ${api}, ${options} });
     const failed = (error) => ({ kind: error.kind, message: error.message });
     (async () => {
       print((await (async () => { ${code} })()) ?? null);
       process.exit();
     })();`,
    flags,
    env,
  );
