// The server's side of the matrix: the sandbox, the reports of the environments, and small sites for pages. The
// environments are other processes; what one claims is held against what the sandbox saw of it.
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import '../../tests/matrix/suite.js';
import { makeCertificate } from '../../tests/node/support/certificates.mjs';
import { startSandbox } from '../../tests/sandbox/sandbox.mjs';
import { Unsupported } from './tools.mjs';

const { SECRET } = globalThis.passworkMatrix;
const CHECKS = 15; // a round trip makes at least so many
const TIMEOUT = 90_000;
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.cjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.map': 'application/json',
};

/** What a careful site allows: its own scripts, and wasm; nothing inline, no eval. */
export const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src *; img-src 'self'";

export async function startHost() {
  const seen = new Map(); // id of a ticket → what the sandbox was sent that names it
  const sandbox = await startSandbox({
    onExchange: ({ method, path: address, requestBody, status }) => {
      const id = /\bm\d+\b/.exec(requestBody)?.[0];
      if (seen.has(id))
        seen.get(id).push({ request: `${method} ${address.replace(/^\/api\/v4/, '')}`, requestBody, status });
    },
  });
  const waiting = new Map();
  const reports = await listen(async (req, res) => {
    res.setHeader('access-control-allow-origin', '*');
    res.setHeader('access-control-allow-headers', '*');
    const chunks = [];
    for await (const chunk of req) chunks.push(chunk);
    res.end('thank you');
    if (req.method === 'POST') waiting.get(req.url.split('/').at(-1))?.(JSON.parse(Buffer.concat(chunks).toString()));
  });
  const secure = await startHttps(sandbox.origin);
  const closing = [() => sandbox.close(), reports.close, secure.close];
  let count = 0;

  /** What the sandbox must have seen of a round trip: made, edited, sealed before it was sent. */
  function prove(id) {
    const made = seen.get(id).find(({ request }) => request === 'POST /passwords');
    const edited = seen.get(id).some(({ request, status }) => /^PUT \/passwords\//.test(request) && status === 200);
    if (made?.status !== 200 || !edited) throw new Error('it says it is done, but the sandbox saw no such requests');
    const forms = [SECRET, JSON.stringify(SECRET).slice(1, -1), Buffer.from(SECRET).toString('base64')];
    if (forms.some((form) => made.requestBody.includes(form))) throw new Error('the password was sent unsealed');
  }

  return {
    /** The authority that signed the certificate of the sandbox's HTTPS port, for NODE_EXTRA_CA_CERTS. */
    authority: secure.authority,

    /** A round trip to be made: how its environment is told about it, and what comes of it. */
    ticket({ https = false, clientCertificate = false } = {}) {
      const id = `m${++count}`;
      seen.set(id, []);
      const strict = clientCertificate ? secure.strict : {};
      const origin = strict.origin ?? (https ? secure.origin : sandbox.origin);
      const host = sandbox.env.HOST.replace(sandbox.origin, origin);
      const { API_KEY: apiKey, USER_MASTER_PASS: masterPassword } = sandbox.env;
      const { tls } = strict;
      const told = JSON.stringify({ id, host, apiKey, masterPassword, tls, report: `${reports.origin}/${id}` });
      const said = new Promise((resolve) => waiting.set(id, resolve));
      return {
        env: { PASSWORK_MATRIX: told },
        query: `?matrix=${encodeURIComponent(told)}`,
        /** Waits for the report and judges it. `ended`: rejects when the environment is gone without one. */
        async result(ended) {
          let timer;
          const late = new Promise((_, reject) => {
            timer = setTimeout(() => reject(new Error(`no report within ${TIMEOUT / 1000} s`)), TIMEOUT);
          });
          try {
            const { ok, checks, error, unsupported } = await Promise.race([said, late, ...(ended ? [ended] : [])]);
            if (unsupported) throw new Unsupported(error);
            if (!ok) throw new Error(error);
            if (checks < CHECKS) throw new Error(`only ${checks} checks`);
            prove(id);
            return checks;
          } finally {
            clearTimeout(timer);
            waiting.delete(id);
            seen.delete(id);
          }
        },
      };
    },

    /**
     * A site: `mounts` names a folder or a text for each prefix of an address (the longest that fits).
     *
     * @param {Record<string, string | {html: string}>} mounts
     * @param {Record<string, string>} headers of every answer
     */
    async site(mounts, headers = {}) {
      const prefixes = Object.keys(mounts).sort((a, b) => b.length - a.length);
      const site = await listen((req, res) => {
        const pathname = new URL(req.url, 'http://localhost').pathname.replace(/\/$/, '/index.html');
        const prefix = prefixes.find((p) => pathname === p || (p.endsWith('/') && pathname.startsWith(p)));
        const mount = mounts[prefix];
        const send = (type, contents) => res.writeHead(200, { 'content-type': type, ...headers }).end(contents);
        if (mount?.html)
          return send(TYPES['.html'], `<!doctype html><meta charset="utf-8"><title>matrix</title>${mount.html}`);
        const file = mount && path.join(mount, pathname.slice(prefix.length));
        if (!file || !fs.statSync(file, { throwIfNoEntry: false })?.isFile()) {
          return res.writeHead(pathname === '/favicon.ico' ? 204 : 404, headers).end();
        }
        return send(TYPES[path.extname(file)] ?? 'application/octet-stream', fs.readFileSync(file));
      });
      closing.push(site.close);
      return site.origin;
    },

    async close() {
      await Promise.all(closing.map((close) => close()));
    },
  };
}

/** The sandbox over HTTPS, as a company with an authority of its own runs it. */
async function startHttps(target) {
  const authority = makeCertificate('Example Ltd, own authority', { authority: true });
  const { cert, key } = makeCertificate('passwork', { issuer: authority, names: ['localhost', '127.0.0.1'] });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-authority-'));
  const file = path.join(folder, 'ca.pem');
  fs.writeFileSync(file, authority.cert);
  const pass = (req, res) => {
    const onward = http.request(target + req.url, { method: req.method, headers: req.headers }, (answer) => {
      res.writeHead(answer.statusCode, answer.headers);
      answer.pipe(res);
    });
    onward.on('error', () => res.destroy());
    req.pipe(onward);
  };
  const site = await listen(pass, https.createServer({ cert, key }));
  const demanding = https.createServer({ cert, key, ca: authority.cert, requestCert: true });
  const strict = await listen(pass, demanding);
  const client = makeCertificate('ada', { issuer: authority });
  return {
    origin: site.origin.replace('http:', 'https:'),
    authority: file,
    /** Demands a client certificate; `tls`: what a client needs. */
    strict: {
      origin: strict.origin.replace('http:', 'https:'),
      tls: { ca: authority.cert, cert: client.cert, key: client.key },
    },
    close: async () => {
      await Promise.all([site.close(), strict.close()]);
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function listen(handler, server = http.createServer()) {
  server.on('request', handler);
  await new Promise((resolve, reject) => server.on('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
