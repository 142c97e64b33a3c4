// HTTPS as companies run it: an authority of their own, client certificates, proxies; and what goes wrong, explained.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { startServer } from '../conformance/server.mjs';
import { buildWorld } from '../conformance/world.mjs';
import { makeCertificate } from './support/certificates.mjs';
import { inProject } from './support/installed.mjs';

const HERE = ['localhost', '127.0.0.1'];

let folder;
let caFile;
const authority = makeCertificate('Example Ltd, own authority', { authority: true });
const good = makeCertificate('passwork.example.org', { issuer: authority, names: HERE });

before(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-tls-'));
  caFile = path.join(folder, 'ca.pem');
  fs.writeFileSync(caFile, authority.cert);
});

after(() => fs.rmSync(folder, { recursive: true, force: true }));

/** A Passwork server behind HTTPS, and how a program of the tests knows it. */
async function serve(t, { cert, key }, options = {}) {
  const world = buildWorld('pbkdf');
  const server = await startServer({ world, tls: { cert, key, ...options } });
  t.after(() => server.close());
  const told = { host: server.url, apiKey: world.apiKey, masterPassword: world.masterPassword };
  return { server, program: (body) => `const told = ${JSON.stringify(told)};\n${PROGRAM}\n${body}` };
}

const PROGRAM = `
  const Passwork = require('passwork-wasm');
  const read = async (fetch) => {
    try {
      const passwork = new Passwork({ host: told.host, fetch });
      await passwork.login(told.apiKey, told.masterPassword);
      const { name, getPassword } = await passwork.getPassword('pFull');
      await passwork.logout();
      return { name, password: getPassword() };
    } catch (error) {
      const { kind, message, httpStatus } = error;
      return { kind, message, httpStatus, ours: error instanceof Passwork.PassworkError, code: error.cause?.cause?.code ?? error.cause?.code };
    }
  };
`;

// The fetch of a caller, on node:https: the least that the option asks for.
const OWN_FETCH = `
  const https = require('node:https'), http = require('node:http'), tls = require('node:tls');
  const fetchBy = (options) => (url, { method, headers, body, signal }) => new Promise((resolve, reject) => {
    const request = https.request(url, { method, headers, signal, ...options }, async (answer) => {
      const chunks = [];
      try {
        for await (const chunk of answer) chunks.push(chunk);
        const { statusCode: status, headers } = answer;
        resolve(new Response(status === 204 ? null : Buffer.concat(chunks), { status, headers }));
      } catch (error) {
        reject(error);
      }
    });
    request.on('error', reject).end(body);
  });
`;

const READ = { name: 'Full', password: 'S3cret pass' };

test('a server with a certificate of the own authority, by NODE_EXTRA_CA_CERTS', async (t) => {
  const { program } = await serve(t, good);
  const seen = await inProject('commonjs', program('read().then(print);'), [], { NODE_EXTRA_CA_CERTS: caFile });
  assert.deepEqual(seen, READ);
});

const REFUSED = {
  'an unknown authority': {
    certificate: good,
    says: /^GET: https:\/\/127\.0\.0\.1:\d+\/api\/v4\/info\/version: the certificate's issuer is unknown here: set NODE_EXTRA_CA_CERTS to the file of your company's CA/,
    code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  },
  'an unknown authority, sent along': {
    certificate: { cert: good.cert + authority.cert, key: good.key },
    says: /self-signed certificate: set NODE_EXTRA_CA_CERTS/,
    code: 'SELF_SIGNED_CERT_IN_CHAIN',
  },
  'a certificate signed by itself': {
    certificate: makeCertificate('passwork.example.org', { names: HERE }),
    says: /self-signed certificate: set NODE_EXTRA_CA_CERTS/,
    code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  },
  'a certificate that has expired': {
    certificate: makeCertificate('passwork.example.org', { issuer: authority, names: HERE, from: -30, until: -2 }),
    trusted: true,
    says: /the server's certificate has expired/,
    code: 'CERT_HAS_EXPIRED',
  },
  'a certificate that is not valid yet': {
    certificate: makeCertificate('passwork.example.org', { issuer: authority, names: HERE, from: 2, until: 30 }),
    trusted: true,
    says: /not valid yet.*clock/,
    code: 'CERT_NOT_YET_VALID',
  },
  'a certificate for another name': {
    certificate: makeCertificate('other.example.org', { issuer: authority, names: ['other.example.org'] }),
    trusted: true,
    says: /the server's certificate is for another name than the host/,
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
  },
};

for (const [what, { certificate, trusted, says, code }] of Object.entries(REFUSED)) {
  test(`refused and explained: ${what}`, async (t) => {
    const { server, program } = await serve(t, certificate);
    const env = trusted ? { NODE_EXTRA_CA_CERTS: caFile } : {};
    const seen = await inProject('commonjs', program('read().then(print);'), [], env);
    assert.equal(seen.kind, 'network');
    assert.match(seen.message, says);
    assert.equal(seen.code, code, 'what lies beneath is kept');
    assert.deepEqual([seen.httpStatus, seen.ours], ['serverError', true]);
    assert.doesNotMatch(seen.message, /ApiKey0123456789/);
    assert.equal(server.log.length, 0, 'nothing was sent');
  });
}

test('plain HTTP is spoken on the port of HTTPS, and the other way round', async (t) => {
  const { server, program } = await serve(t, good);
  const plain = await startServer({ world: buildWorld('plain') });
  t.after(() => plain.close());
  const code = `(async () => {
    const to = async (host) => {
      told.host = host;
      return read();
    };
    print([await to('${server.url.replace('https:', 'http:')}'), await to('${plain.url.replace('http:', 'https:')}')]);
  })();`;
  const [http, https] = await inProject('commonjs', program(code), [], { NODE_EXTRA_CA_CERTS: caFile });
  assert.equal(http.kind, 'network');
  assert.equal(https.kind, 'network');
  assert.match(https.message, /does not speak HTTPS/);
});

const client = makeCertificate('ada', { issuer: authority });

test('a client certificate, by a fetch of the caller', async (t) => {
  const { program } = await serve(t, good, { ca: authority.cert, requestCert: true });
  const code = `${OWN_FETCH}
    const { ca, cert, key } = ${JSON.stringify({ ca: authority.cert, ...client })};
    read(fetchBy({ ca, cert, key })).then(print);`;
  assert.deepEqual(await inProject('commonjs', program(code)), READ);
});

test('a client certificate that is demanded and not there', async (t) => {
  const { server, program } = await serve(t, good, { ca: authority.cert, requestCert: true });
  const seen = await inProject('commonjs', program('read().then(print);'), [], { NODE_EXTRA_CA_CERTS: caFile });
  assert.equal(seen.kind, 'network');
  assert.equal(server.log.length, 0);
});

test('a proxy, by a fetch of the caller', async (t) => {
  const { server, program } = await serve(t, good);
  const asked = [];
  const proxy = http.createServer().on('connect', (request, socket, head) => {
    asked.push([request.url, request.headers['proxy-authorization']]);
    const [host, port] = request.url.split(':');
    const onward = net.connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    for (const s of [socket, onward]) s.on('error', () => {});
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  t.after(() => proxy.close());

  const code = `${OWN_FETCH}
    const ca = ${JSON.stringify(authority.cert)};
    const createConnection = ({ host, port }, done) => {
      const headers = { 'proxy-authorization': 'Basic YWRhOmV4YW1wbGU=' };
      http.request({ port: ${proxy.address().port}, method: 'CONNECT', path: host + ':' + port, headers })
        .on('connect', (_, socket) => done(null, tls.connect({ socket, ca, host })))
        .on('error', done)
        .end();
    };
    read(fetchBy({ createConnection })).then(print);`;
  assert.deepEqual(await inProject('commonjs', program(code)), READ);
  assert.ok(asked.length > 0);
  assert.deepEqual(asked[0], [new URL(server.origin).host, 'Basic YWRhOmV4YW1wbGU=']);
});

// Whether a platform gives these codes depends on who closes the connection first: here they are given.
for (const [code, says] of [
  [
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    /demands a client certificate: .*httpAgent, new https\.Agent\(\{cert, key\}\)/,
  ],
  ['ECONNREFUSED', /connection refused/],
]) {
  test(`what a fetch of the caller says is explained: ${code}`, async (t) => {
    const { program } = await serve(t, good);
    const seen = await inProject(
      'commonjs',
      program(`const cause = Object.assign(new Error('x'), { code: '${code}' });
        read(() => Promise.reject(new TypeError('fetch failed', { cause }))).then(print);`),
    );
    assert.equal(seen.kind, 'network');
    assert.match(seen.message, says);
  });
}
