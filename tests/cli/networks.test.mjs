// Proxies and authorities: what the environment of a company says, as other tools understand it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import fs from 'node:fs';
import https from 'node:https';
import { createRequire } from 'node:module';
import net from 'node:net';
import path from 'node:path';
import { test } from 'node:test';
import tls from 'node:tls';
import { makeCertificate } from '../node/support/certificates.mjs';
import { folder } from '../node/support/installed.mjs';
import { company, companyFolder, startGateway, startProxy } from '../node/support/networks.mjs';
import { passwork, WORLDS, world } from './support/cli.mjs';
import { logIn } from './support/session.mjs';

const { authoritiesOf, proxyFor } = createRequire(import.meta.url)(path.join(folder, 'cli', 'connection.js'));

const [SEALED4, , SEALED7] = WORLDS;
const ORDERS = 'Infrastructure/Databases/orders';
const SECRET = 'canary-orders-password\n';

/** A server behind TLS of the company, its authorities in a file, and a proxy on the way. */
async function behindTls(t, one, options) {
  const made = await world(t, one);
  const gateway = await startGateway(t, new URL(made.host).origin, { tls: {} });
  const proxy = await startProxy(t, options);
  return { ...made, gateway, proxy, files: companyFolder(t), env: { ...made.env, PASSWORK_HOST: gateway.origin } };
}

const opens = async (env, args = []) => {
  const seen = await passwork(env, [...args, 'get', ORDERS]);
  assert.deepEqual([seen.code, seen.stdout], [0, SECRET], seen.stderr);
  return seen.stderr;
};

const refuses = async (env, args, code, words) => {
  const seen = await passwork(env, ['--retry', '0', ...args, 'get', ORDERS]);
  assert.deepEqual([seen.code, seen.stdout], [code, ''], seen.stderr);
  assert.match(seen.stderr, words);
  return seen.stderr;
};

test('authorities: each way to name them, and none', async (t) => {
  const { env, files, gateway } = await behindTls(t, SEALED7);
  await refuses(env, [], 5, /certificate/i);
  assert.equal(gateway.asked.length, 0);
  await Promise.all([
    opens(env, ['--ca', files.ca]),
    opens(env, ['--ssl-verify', files.ca]),
    opens({ ...env, PASSWORK_CA: files.ca }),
    opens({ ...env, REQUESTS_CA_BUNDLE: files.ca }),
    opens({ ...env, CURL_CA_BUNDLE: files.ca }),
    opens({ ...env, SSL_CERT_FILE: files.ca }),
    opens({ ...env, NODE_EXTRA_CA_CERTS: files.ca }),
    opens({ ...env, PASSWORK_CA: files.ca, REQUESTS_CA_BUNDLE: '/nowhere' }),
  ]);
  const unchecked = await opens({ ...env, REQUESTS_CA_BUNDLE: '/nowhere' }, ['--no-ssl-verify']);
  assert.match(unchecked, /^passwork: certificates are not checked \(--no-ssl-verify\)/);
  const key = path.join(files.folder, 'ada-key.pem');
  const { length } = gateway.asked;
  await refuses(env, ['--ca', '/nowhere'], 2, /the certificates of \/nowhere cannot be read \(ENOENT\)/);
  await refuses(env, ['--ca', key], 2, /there is no certificate in .*ada-key\.pem: PEM is expected/);
  await refuses({ ...env, SSL_CERT_FILE: '/nowhere' }, [], 2, /SSL_CERT_FILE, \/nowhere, cannot be read/);
  await refuses({ ...env, CURL_CA_BUNDLE: files.folder }, [], 2, /CURL_CA_BUNDLE, .*, cannot be read \(EISDIR\)/);
  await refuses(env, ['--ca', files.cert], 5, /certificate/i);
  assert.equal(gateway.asked.length, length);
});

test('a certificate for another name is refused, whoever has signed it', async (t) => {
  const { env, files } = await behindTls(t, SEALED7);
  const other = makeCertificate('other', { issuer: company.authority, names: ['other.example.com'] });
  const server = https.createServer({ ...other }, () => assert.fail('nobody comes so far'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => server.close());
  const host = `https://127.0.0.1:${server.address().port}`;
  await refuses({ ...env, PASSWORK_HOST: host }, ['--ca', files.ca], 5, /./);
});

test('which authorities are used, by the system', (t) => {
  const { ca, folder: place } = companyFolder(t);
  const bundles = [path.join(place, 'nothing'), ca];
  const size = tls.rootCertificates.length;
  const of = (system, env = {}, options = {}) => {
    const { ca: certificates, from } = authoritiesOf(options, env, { bundles, ...system });
    return [certificates?.length, from];
  };
  assert.deepEqual(of({}), [size + 1, `${ca}, and Node`]);
  assert.deepEqual(of({ bundles: [] }), [undefined, 'Node']);
  const certificatesOf = (kind) => (kind === 'system' ? [company.authority.cert, tls.rootCertificates[0]] : []);
  assert.deepEqual(of({ certificatesOf }), [size + 1, 'the system, and Node']);
  assert.deepEqual(of({ certificatesOf: () => [] }), [size + 1, `${ca}, and Node`]);
  assert.deepEqual(of({}, { NODE_EXTRA_CA_CERTS: ca }), [undefined, 'Node, with NODE_EXTRA_CA_CERTS']);
  assert.deepEqual(of({}, { CURL_CA_BUNDLE: ca, SSL_CERT_FILE: '/nowhere' }), [1, `CURL_CA_BUNDLE (${ca})`]);
  assert.deepEqual(of({}, { SSL_CERT_FILE: '/nowhere' }, { ca }), [1, ca]);
});

test('which proxy is used for a host', async (t) => {
  const { env: ours } = process;
  t.after(() => {
    process.env = ours;
  });
  const proxyOf = async (host, env) => {
    process.env = env; // proxy-from-env reads nothing else
    return (await proxyFor(host, env))?.href ?? '';
  };
  for (const [host, env, proxy] of [
    ['https://a.example.com', {}, ''],
    ['https://a.example.com', { HTTPS_PROXY: 'http://p:1' }, 'http://p:1/'],
    ['https://a.example.com', { https_proxy: 'http://p:1', HTTPS_PROXY: 'http://q:1' }, 'http://p:1/'],
    ['https://a.example.com', { HTTPS_PROXY: 'p:3128' }, 'http://p:3128/'],
    ['https://a.example.com', { HTTP_PROXY: 'http://p:1' }, ''],
    ['http://a.example.com', { http_proxy: 'http://p:1' }, 'http://p:1/'],
    ['http://a.example.com', { HTTPS_PROXY: 'http://p:1' }, ''],
    ['http://a.example.com', { ALL_PROXY: 'https://p:1' }, 'https://p:1/'],
    ['https://a.example.com', { HTTPS_PROXY: 'http://p', NO_PROXY: 'a.example.com' }, ''],
    ['https://a.example.com', { HTTPS_PROXY: 'http://p', no_proxy: '.example.com' }, ''],
    ['https://a.example.com', { HTTPS_PROXY: 'http://p', no_proxy: 'x, EXAMPLE.com' }, ''],
    ['https://a.example.com', { HTTPS_PROXY: 'http://p', no_proxy: '*' }, ''],
    ['https://a.example.com:8443', { HTTPS_PROXY: 'http://p', NO_PROXY: 'a.example.com:8443' }, ''],
    ['https://a.example.com', { HTTPS_PROXY: 'http://p', NO_PROXY: 'a.example.com:8443' }, 'http://p/'],
    ['https://a.example.com', { HTTPS_PROXY: 'http://p', NO_PROXY: 'ple.com, b.example.com' }, 'http://p/'],
    ['https://10.0.0.1', { HTTPS_PROXY: 'http://p', NO_PROXY: '10.0.0.1' }, ''],
    ['https://10.0.0.1', { HTTPS_PROXY: 'http://p', NO_PROXY: '0.0.1' }, 'http://p/'],
  ]) {
    assert.equal(await proxyOf(host, env), proxy, JSON.stringify([host, env]));
  }
  for (const bad of ['socks5://user:canary@p:1', 'http://user:canary%@p:1', 'http://user:canary@p:99999', 'http://']) {
    await assert.rejects(proxyOf('https://a', { HTTPS_PROXY: bad }), (error) => {
      assert.equal(error.exitCode, 2);
      assert.match(error.message, /^HTTPS_PROXY (is no address of a proxy|names a proxy of socks5:\/\/, and only)/);
      assert.doesNotMatch(error.message, /canary/);
      return true;
    });
  }
});

for (const one of [SEALED4, SEALED7]) {
  test(`a proxy for https makes a tunnel, one for http is asked for the address: ${one.name}`, async (t) => {
    const password = 'ada:canary pa55word';
    const { env, gateway, proxy, files, host } = await behindTls(t, one, { password });
    const address = `http://ada:canary%20pa55word@${proxy.host}`;
    const tunnel = `CONNECT ${new URL(gateway.origin).host}`;
    const began = Date.now();
    await opens({ ...env, HTTPS_PROXY: address, PASSWORK_CA: files.ca });
    assert.ok(Date.now() - began < 3000, 'a connection that is kept does not keep the process');
    assert.deepEqual(new Set(proxy.seen), new Set([tunnel]));
    await opens({ ...env, HTTPS_PROXY: address }, ['--no-ssl-verify']);
    await opens({ ...env, https_proxy: address.replace('http://', ''), PASSWORK_CA: files.ca });
    const { length } = proxy.seen;
    await opens({ ...env, HTTPS_PROXY: address, PASSWORK_CA: files.ca, NO_PROXY: '127.0.0.1' });
    assert.equal(proxy.seen.length, length);

    const plain = { ...env, PASSWORK_HOST: host };
    await opens({ ...plain, http_proxy: address });
    await opens({ ...plain, ALL_PROXY: address });
    const seen = proxy.seen.slice(length);
    assert.ok(
      seen.length > 2 && seen.every((line) => /^[A-Z]+ http:\/\/127\.0\.0\.1:\d+\/api\/v\d\//.test(line)),
      seen[0],
    );
    const passed = gateway.asked.length;
    for (const variables of [
      { ...plain, HTTP_PROXY: `http://ada:canary-wrong@${proxy.host}` },
      { ...env, HTTPS_PROXY: `http://ada:canary-wrong@${proxy.host}`, PASSWORK_CA: files.ca },
    ]) {
      const seen = await passwork(variables, ['--retry', '0', '--debug', 'get', ORDERS]);
      assert.ok(seen.code === 1 || seen.code === 5, `${seen.code} ${seen.stderr}`);
      assert.match(seen.stderr, /proxy/i);
      assert.doesNotMatch(seen.stderr, /canary/);
    }
    await refuses({ ...plain, HTTP_PROXY: 'http://127.0.0.1:9' }, [], 5, /./);
    assert.equal(gateway.asked.length, passed);
  });
}

test('a proxy that speaks TLS, for both schemes, with the authorities of the company', async (t) => {
  const { env, proxy, files, host } = await behindTls(t, SEALED7);
  const front = tls.createServer(company.server, (socket) => {
    const [name, port] = proxy.host.split(':');
    const onward = net.connect(Number(port), name);
    socket.pipe(onward).pipe(socket);
    for (const side of [socket, onward]) side.on('error', () => {});
    socket.on('close', () => onward.destroy());
  });
  await once(front.listen(0, '127.0.0.1'), 'listening');
  t.after(() => front.close());
  const address = `https://127.0.0.1:${front.address().port}`;
  await opens({ ...env, HTTPS_PROXY: address, PASSWORK_CA: files.ca });
  await opens({ ...env, PASSWORK_HOST: host, HTTP_PROXY: address, PASSWORK_CA: files.ca });
  assert.match(proxy.seen.join('\n'), /^CONNECT .*\n[A-Z]+ http:/s);
  await refuses({ ...env, PASSWORK_HOST: host, HTTP_PROXY: address }, [], 5, /certificate/i);
});

test('login and a session go the same way', async (t) => {
  const { env, proxy, files, gateway } = await behindTls(t, SEALED4);
  const network = { HTTPS_PROXY: `http://${proxy.host}`, SSL_CERT_FILE: files.ca };
  const key = await logIn({ ...env, ...network });
  const { PATH, HOME } = env;
  assert.equal(await opens({ PATH, HOME, ...network, PASSWORK_SESSION: key }), '');
  assert.ok(proxy.seen.length >= 2 && gateway.passed.length);
  fs.rmSync(files.ca);
  await refuses({ PATH, HOME, ...network, PASSWORK_SESSION: key }, [], 2, /SSL_CERT_FILE, .* cannot be read/);
});
