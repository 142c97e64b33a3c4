// The server's side of the matrix: a sandbox of each generation, the reports of the environments, and small sites for
// pages. The environments are other processes; what one claims is held against what the sandboxes saw of it.
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
const CHECKS = 15; // a round trip makes at least so many on each server
/** How a password is made and edited on a server of a generation. */
const WRITES = {
  4: { made: /^POST \/passwords$/, edited: /^PUT \/passwords\// },
  7: { made: /^POST \/items$/, edited: /^PATCH \/items\// },
};
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
  const seen = new Map(); // id of a ticket → what the sandboxes were sent that names it
  const sandboxes = await Promise.all(Object.keys(WRITES).map((generation) => startWatched(Number(generation), seen)));
  const waiting = new Map();
  const reports = await listen(async (req, res) => {
    res.setHeader('access-control-allow-origin', '*');
    res.setHeader('access-control-allow-headers', '*');
    const chunks = [];
    for await (const chunk of req) chunks.push(chunk);
    res.end('thank you');
    if (req.method === 'POST') waiting.get(req.url.split('/').at(-1))?.(JSON.parse(Buffer.concat(chunks).toString()));
  });
  const secure = await startHttps(sandboxes.map(({ origin }) => origin));
  const closing = [...sandboxes.map((sandbox) => () => sandbox.close()), reports.close, secure.close];
  let count = 0;

  /** What a sandbox must have seen of a round trip: made, edited, sealed before it was sent. */
  function prove(id, { generation }) {
    const find = (what) =>
      seen
        .get(id)
        .find(
          (one) => one.generation === generation && one.status === 200 && WRITES[generation][what].test(one.request),
        );
    const made = find('made');
    if (!made || !find('edited'))
      throw new Error(`it says it is done, but the sandbox of generation ${generation} saw no such requests`);
    const forms = [SECRET, JSON.stringify(SECRET).slice(1, -1), Buffer.from(SECRET).toString('base64')];
    if (forms.some((form) => made.requestBody.includes(form)))
      throw new Error(`the password was sent unsealed to the sandbox of generation ${generation}`);
  }

  /** What a program is told of a sandbox. The host is that of an old script on both: the key alone is another one. */
  const server = ({ generation, env }, origin) => {
    const { API_KEY: apiKey, USER_MASTER_PASS: masterPassword } = env;
    return { generation, host: `${origin}/api/v4`, apiKey, masterPassword };
  };

  return {
    /** The authority that signed the certificate of the sandboxes' HTTPS ports, for NODE_EXTRA_CA_CERTS. */
    authority: secure.authority,

    /** A round trip to be made: how its environment is told about it, and what comes of it. */
    ticket({ https = false, clientCertificate = false } = {}) {
      const id = `m${++count}`;
      seen.set(id, []);
      const strict = clientCertificate ? secure.strict : {};
      const origins = strict.origins ?? (https ? secure.origins : sandboxes.map(({ origin }) => origin));
      const servers = sandboxes.map((sandbox, i) => server(sandbox, origins[i]));
      const told = JSON.stringify({ id, servers, tls: strict.tls, report: `${reports.origin}/${id}` });
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
            if (checks < CHECKS * sandboxes.length) throw new Error(`only ${checks} checks`);
            for (const sandbox of sandboxes) prove(id, sandbox);
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

/** A sandbox that puts what it was sent into `seen`, for a ticket that stands there. */
const startWatched = (generation, seen) =>
  startSandbox({
    generation,
    onExchange: ({ method, path: address, requestBody, status }) => {
      const id = /\bm\d+\b/.exec(requestBody)?.[0];
      const request = `${method} ${address.replace(/^\/api\/v\d/, '')}`;
      seen.get(id)?.push({ generation, request, requestBody, status });
    },
  });

/** The sandboxes over HTTPS, as a company with an authority of its own runs them. */
async function startHttps(targets) {
  const authority = makeCertificate('Example Ltd, own authority', { authority: true });
  const { cert, key } = makeCertificate('passwork', { issuer: authority, names: ['localhost', '127.0.0.1'] });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-authority-'));
  const file = path.join(folder, 'ca.pem');
  fs.writeFileSync(file, authority.cert);
  const passTo = (target) => (req, res) => {
    const onward = http.request(target + req.url, { method: req.method, headers: req.headers }, (answer) => {
      res.writeHead(answer.statusCode, answer.headers);
      answer.pipe(res);
    });
    onward.on('error', () => res.destroy());
    req.pipe(onward);
  };
  const listenAll = (options) =>
    Promise.all(targets.map((target) => listen(passTo(target), https.createServer({ cert, key, ...options }))));
  const open = await listenAll({});
  const strict = await listenAll({ ca: authority.cert, requestCert: true });
  const originsOf = (sites) => sites.map(({ origin }) => origin.replace('http:', 'https:'));
  const client = makeCertificate('ada', { issuer: authority });
  return {
    origins: originsOf(open),
    authority: file,
    /** These demand a client certificate; `tls`: what a client needs. */
    strict: {
      origins: originsOf(strict),
      tls: { ca: authority.cert, cert: client.cert, key: client.key },
    },
    close: async () => {
      await Promise.all([...open, ...strict].map((site) => site.close()));
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
