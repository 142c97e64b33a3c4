// What stands between a program and its server in a company: a gateway that wants a token of its own, a proxy.
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { makeCertificate } from './certificates.mjs';

const authority = makeCertificate('Example Ltd, own authority', { authority: true });

/** The company's authority, a certificate of its server and one of a person. */
export const company = {
  authority,
  server: makeCertificate('passwork.example.org', { issuer: authority, names: ['localhost', '127.0.0.1'] }),
  person: makeCertificate('ada', { issuer: authority }),
};

/** A folder that goes with the test, with the company's files as the documents name them. */
export function companyFolder(t) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-network-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  const file = (name, text) => {
    fs.writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  return {
    folder,
    ca: file('company-ca.pem', authority.cert),
    cert: file('ada.pem', company.person.cert),
    key: file('ada-key.pem', company.person.key),
  };
}

async function listening(t, server) {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return server.address().port;
}

const LOGIN_PAGE = '<!doctype html><title>Sign in</title><form action="/sso"><p>Please sign in to Example Ltd</form>';

/** What a gateway answers who does not show its token. */
export const STRANGERS = {
  'a page': (response) => response.writeHead(200, { 'content-type': 'text/html' }).end(LOGIN_PAGE),
  'a redirect': (response) => response.writeHead(302, { location: 'https://login.example.org/?from=passwork' }).end(),
  'a refusal': (response) => response.writeHead(403, { 'content-type': 'text/html' }).end(LOGIN_PAGE),
};

/**
 * A gateway in front of `origin`. `wants`: headers without which nobody comes through; `tls`: it speaks HTTPS, with these options.
 * `asked`: all requests that came, `passed`: those that went on.
 */
export async function startGateway(t, origin, { wants = {}, tls, stranger = STRANGERS['a page'] } = {}) {
  const asked = [];
  const passed = [];
  const handle = (request, response) => {
    const { method, url, headers } = request;
    asked.push({ method, url, headers, rawHeaders: request.rawHeaders });
    const isKnown = Object.entries(wants).every(([name, value]) => headers[name] === value);
    if (!isKnown) return void request.resume().on('end', () => stranger(response));
    passed.push({ method, url });
    const onward = http.request(new URL(url, origin), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  };
  const server = tls ? https.createServer({ ...company.server, ...tls }, handle) : http.createServer(handle);
  const port = await listening(t, server);
  return { origin: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`, asked, passed };
}

/** A proxy for both schemes: `seen` has a line for each request, `connects` the names of headers of those that want a tunnel. `password`: `user:password`, without which it answers 407. */
export async function startProxy(t, { password, refuses = false } = {}) {
  const seen = [];
  const wanted = password && `Basic ${Buffer.from(password).toString('base64')}`;
  const isAllowed = ({ headers }) => !wanted || headers['proxy-authorization'] === wanted;
  const connects = [];
  const server = http.createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    if (!isAllowed(request)) return response.writeHead(407, { 'proxy-authenticate': 'Basic' }).end('who are you?');
    const { 'proxy-authorization': _, ...headers } = request.headers;
    const onward = http.request(request.url, { method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  server.on('connect', (request, socket, head) => {
    seen.push(`CONNECT ${request.url}`);
    connects.push(...Object.keys(request.headers));
    socket.on('error', () => {});
    if (refuses) return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    if (!isAllowed(request))
      return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n');
    const [host, port] = request.url.split(':');
    const onward = net.connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    t.after(() => onward.destroy());
  });
  const port = await listening(t, server);
  return { host: `127.0.0.1:${port}`, seen, connects };
}

/** Whether this Node has an option of its command line: `false`, or the reason to skip. */
export const lacks = (flag) =>
  process.allowedNodeEnvironmentFlags.has(flag) ? false : `this Node (${process.version}) has no ${flag}`;
