// doctor: each check fails by a real fault, says what to do, and shows no secret; what must not be sent is not.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { test } from 'node:test';
import tls from 'node:tls';
import { makeCertificate } from '../node/support/certificates.mjs';
import { passwork, WORLDS, world } from './support/cli.mjs';

const [SEALED4, PLAIN4, SEALED7, PLAIN7] = WORLDS;

/** Runs doctor: exit code, and the checks by their names. Lines and JSON say the same, and neither holds a secret. */
async function doctor(env, ...args) {
  const seen = await passwork(env, ['--json', '--retry', '0', 'doctor', ...args]);
  const told = JSON.parse(seen.stdout);
  assert.deepEqual([told.exitCode, told.ok], [seen.code, seen.code === 0]);
  const lines = told.checks.map(({ check, status, message, advice }) => {
    return `${status}\t${check}\t${advice ? `${message}. ${advice}` : message}`;
  });
  const all = seen.stdout + seen.stderr;
  for (const [name, value] of Object.entries(env)) {
    if (!/TOKEN|KEY|MASTER|SESSION/.test(name) || name.endsWith('_FILE') || value === '') continue;
    assert.ok(!all.includes(value), `${name} is shown`);
  }
  const by = Object.fromEntries(told.checks.map((check) => [check.check, check]));
  return { ...by, code: seen.code, lines, by, diagnostics: told.diagnostics, stderr: seen.stderr };
}

const statuses = ({ by }) => Object.fromEntries(Object.values(by).map(({ check, status }) => [check, status]));
const failing = ({ by }) =>
  Object.values(by)
    .filter(({ status }) => status === 'failed')
    .map(({ check }) => check);

/** That one check fails, by these words and advice. */
function failsAt(seen, check, code, words, advice = /\S/) {
  assert.deepEqual([failing(seen), seen.code], [[check], code], seen.lines.join('\n'));
  assert.match(seen[check].message, words);
  assert.match(seen[check].advice ?? seen[check].message, advice);
}

for (const one of WORLDS) {
  test(`all is well: ${one.name}`, async (t) => {
    const { env, host } = await world(t, one);
    const seen = await doctor(env);
    assert.deepEqual([seen.code, failing(seen), seen.stderr], [0, [], ''], seen.lines.join('\n'));
    assert.ok(Object.values(statuses(seen)).every((status) => status === 'ok'));
    assert.match(seen.settings.message, new RegExp(new URL(host).host));
    assert.match(seen.server.message, one.generation === 4 ? /^API v4, version 6/ : /^Passwork 7/);
    assert.match(seen.credentials.message, /, of user@example.org$/);
    assert.match(seen.encryption.message, one.clientSideEncryption ? /opens what it must/ : /nothing is encrypted/);
    assert.equal(seen.diagnostics.generation, one.generation);
    const lines = await passwork(env, ['doctor']);
    const count = ({ stdout }) =>
      stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split('\t')[1]);
    assert.deepEqual(
      count(lines),
      seen.lines.map((line) => line.split('\t')[1]),
    );
  });
}

// ---------------------------------------------------------------- settings and names

test('settings that cannot be used, and a host that nobody gave', async (t) => {
  const { env, server } = await world(t, SEALED7);
  failsAt(await doctor({ ...env, PASSWORK_HOST: '' }), 'settings', 2, /no host/, /PASSWORK_HOST/);
  failsAt(await doctor({ ...env, PASSWORK_TOKEN_FILE: '/nowhere' }), 'settings', 2, /both set/);
  const ca = await doctor({ ...env, PASSWORK_HOST: 'https://localhost:9' }, '--ca', '/nowhere');
  failsAt(ca, 'authorities', 2, /cannot be read/);
  assert.equal(server.requests.length, 0);
});

test('a name that nobody knows', async (t) => {
  const { env } = await world(t, SEALED7);
  const seen = await doctor({ ...env, PASSWORK_HOST: 'https://passwork.invalid' });
  failsAt(seen, 'dns', 5, /passwork\.invalid: no/, /VPN/);
  assert.equal(seen.credentials.status, 'skipped');
});

// ---------------------------------------------------------------- the connection

test('a port where nobody listens, one without TLS, one that never answers', async (t) => {
  const { env, host } = await world(t, SEALED7);
  const silent = net.createServer((socket) => socket.resume()).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address();
  const hanging = await doctor({ ...env, PASSWORK_HOST: `http://127.0.0.1:${port}` }, '--timeout', '0.3');
  failsAt(hanging, 'connection', 5, /no answer in time/, /firewall/);
  await new Promise((resolve) => silent.close(resolve));
  const closed = await doctor({ ...env, PASSWORK_HOST: `http://127.0.0.1:${port}` });
  failsAt(closed, 'connection', 5, /refused/, /port/);
  const plain = await doctor({ ...env, PASSWORK_HOST: host.replace('http:', 'https:') });
  failsAt(plain, 'connection', 5, /does not speak TLS/, /http:\/\//);
});

// ---------------------------------------------------------------- certificates

const authority = makeCertificate('Example Ltd, own authority', { authority: true });
const HERE = ['localhost', '127.0.0.1'];

/** A server behind TLS, and what doctor says of it. */
async function behind(t, { key, cert }) {
  const { env, home, host, server } = await world(t, SEALED7);
  const ca = path.join(home, 'ca.pem');
  fs.writeFileSync(ca, authority.cert);
  const sockets = new Set();
  const front = tls.createServer({ key, cert }, (socket) => {
    const inner = net.connect(new URL(host).port, '127.0.0.1');
    for (const one of [socket, inner]) one.on('error', () => {});
    sockets.add(socket.once('close', () => inner.destroy()));
    socket.pipe(inner).pipe(socket);
  });
  await once(front.listen(0, '127.0.0.1'), 'listening');
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    front.close();
  });
  return { server, ca, env: { ...env, PASSWORK_HOST: `https://127.0.0.1:${front.address().port}` } };
}

const nothingSecret = (server) =>
  assert.deepEqual(
    server.requests.filter(({ path: asked }) => asked !== '/app/features'),
    [],
  );

test('an authority that is not known here; with --ca all is well', async (t) => {
  const { env, ca, server } = await behind(t, makeCertificate('own', { issuer: authority, names: HERE, until: 90 }));
  const seen = await doctor(env);
  failsAt(seen, 'tls', 5, /certificate of own leads to Example Ltd, own authority/, /--ca FILE or PASSWORK_CA/);
  assert.equal(seen.server.status, 'ok', 'who answers is told all the same');
  assert.match(seen.credentials.message, /not sent/);
  nothingSecret(server);
  for (const args of [['--ca', ca], []]) {
    const trusted = await doctor({ ...env, ...(args.length ? {} : { PASSWORK_CA: ca }) }, ...args);
    assert.deepEqual([trusted.code, failing(trusted)], [0, []], trusted.lines.join('\n'));
    assert.match(trusted.tls.message, /^TLSv1\.\d, certificate of own by Example Ltd, own authority, until 20/);
    assert.match(trusted.authorities.message, /ca\.pem/);
  }
  const unchecked = await doctor(env, '--no-ssl-verify');
  assert.deepEqual([unchecked.code, unchecked.tls.status, unchecked.credentials.status], [0, 'warning', 'ok']);
});

for (const [what, options, words, advice] of [
  ['has expired', { issuer: authority, names: HERE, from: -9, until: -2 }, /has expired on 20\d\d-/, /renewed/],
  ['begins tomorrow', { issuer: authority, names: HERE, from: 1, until: 9 }, /begins on 20\d\d-/, /clock/],
  [
    'is for another name',
    { issuer: authority, names: ['other.example.org'], until: 90 },
    /for other\.example\.org/,
    /name/,
  ],
]) {
  test(`a certificate that ${what}`, async (t) => {
    const { env, ca, server } = await behind(t, makeCertificate('own', options));
    failsAt(await doctor(env, '--ca', ca), 'tls', 5, words, advice);
    nothingSecret(server);
  });
}

test('a certificate that is signed by itself, and one that ends soon', async (t) => {
  const alone = await behind(t, makeCertificate('alone', { names: HERE, until: 90 }));
  failsAt(await doctor(alone.env), 'tls', 5, /alone is signed by itself/, /by another way/);
  const short = await behind(t, makeCertificate('own', { issuer: authority, names: HERE, until: 3 }));
  const seen = await doctor(short.env, '--ca', short.ca);
  assert.deepEqual([seen.code, seen.tls.status], [0, 'warning']);
  assert.match(seen.tls.message, /2 days$/);
});

// ---------------------------------------------------------------- proxies

/** A proxy that makes tunnels, or answers all by `refuse`. */
async function proxy(t, refuse) {
  const seen = [];
  const server = http.createServer((request, response) => {
    seen.push(request.url);
    response.writeHead(refuse ?? 502).end();
  });
  server.on('connect', (request, socket) => {
    seen.push(request.url);
    if (refuse) return socket.end(`HTTP/1.1 ${refuse} Refused\r\ncontent-length: 0\r\n\r\n`);
    const [host, port] = request.url.split(':');
    const other = net.connect(port, host, () => {
      socket.write('HTTP/1.1 200 Connected\r\n\r\n');
      other.pipe(socket).pipe(other);
    });
    for (const [one, another] of [
      [other, socket],
      [socket, other],
    ])
      one.on('error', () => another.destroy());
    return undefined;
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { seen, address: `127.0.0.1:${server.address().port}` };
}

test('a proxy: in use, wanting a name and password, out of reach', async (t) => {
  const { env, ca } = await behind(t, makeCertificate('own', { issuer: authority, names: HERE, until: 90 }));
  const given = { ...env, PASSWORK_CA: ca };
  const open = await proxy(t);
  const good = await doctor({ ...given, HTTPS_PROXY: `http://me:canary-proxy@${open.address}` });
  assert.deepEqual([good.code, failing(good)], [0, []], good.lines.join('\n'));
  assert.equal(good.proxy.message, `http://${open.address}, by the environment`);
  assert.ok(open.seen.length > 1, 'it went through the proxy');
  assert.ok(!JSON.stringify(good).includes('canary-proxy'));

  const closed = await proxy(t, 407);
  const refused = await doctor({ ...given, HTTPS_PROXY: `http://${closed.address}` });
  failsAt(refused, 'connection', 5, /proxy wants a name and a password/);
  const gone = await doctor({ ...given, HTTPS_PROXY: 'http://127.0.0.1:9' });
  failsAt(gone, 'connection', 5, /through the proxy: nobody listens/, /NO_PROXY/);
  const spared = await doctor({ ...given, HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: '127.0.0.1' });
  assert.deepEqual([spared.code, spared.proxy.message], [0, 'none']);
});

// ---------------------------------------------------------------- who answers

/** A server that is none of Passwork. */
async function stranger(t, answer) {
  const asked = [];
  const server = http.createServer((request, response) => {
    asked.push(request);
    answer(response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { host: `http://127.0.0.1:${server.address().port}`, asked };
}

const page = (status, title) => (response) =>
  response.writeHead(status, { 'content-type': 'text/html' }).end(`<!doctype html><title>${title}</title>`);

for (const [what, answer, words] of [
  ['a page', page(200, 'Hotel \u001b[31mWiFi\u009b'), /a web page, 'Hotel/],
  [
    'a redirect',
    (r) => r.writeHead(302, { location: 'https://login.example.org/?a=b' }).end(),
    /it sends to https:\/\/login\.example\.org \(302\)/,
  ],
  ['a refusal', page(403, 'Blocked'), /'Blocked' \(403\)/],
  ['nothing', (r) => r.end(), /something without a type \(200\)/],
  ['endless data', (r) => r.end('x'.repeat(1 << 20)), /something without a type/],
]) {
  test(`a captive portal, which answers with ${what}`, async (t) => {
    const { env } = await world(t, SEALED7);
    const { host, asked } = await stranger(t, answer);
    const seen = await doctor({ ...env, PASSWORK_HOST: host });
    failsAt(seen, 'server', 5, words, /captive portal/);
    assert.ok(asked.every(({ headers }) => headers.authorization === undefined));
    assert.equal(seen.credentials.status, 'skipped');
    const { stdout } = await passwork({ ...env, PASSWORK_HOST: host }, ['doctor', '--json']);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    assert.doesNotMatch(stdout, /[\u001b\u009b]/);
  });
}

test('a server that is out of order', async (t) => {
  const { env } = await world(t, SEALED7);
  const { host } = await stranger(t, page(503, 'Maintenance'));
  failsAt(await doctor({ ...env, PASSWORK_HOST: host }), 'server', 1, /answers with 503/, /later/);
});

test('a clock that is wrong', async (t) => {
  for (const one of [SEALED4, SEALED7]) {
    const { env, server } = await world(t, one);
    server.clock.advance(3_600_000 / 2);
    failsAt(await doctor(env), 'clock', 1, /this machine is 1[78]\d\d s behind the server/, /NTP/);
  }
});

// ---------------------------------------------------------------- credentials and keys

test('credentials: none, dead, expired, of another generation', async (t) => {
  const { env, server } = await world(t, SEALED7);
  const none = await doctor({ ...env, PASSWORK_TOKEN: '', PASSWORK_REFRESH_TOKEN: '' });
  failsAt(none, 'credentials', 4, /no credentials/, /passwork login/);
  server.expireSession();
  failsAt(await doctor(env), 'credentials', 4, /expired/, /passwork token refresh/);
  const refreshes = server.requests.filter(({ path: asked }) => asked.startsWith('/sessions/refresh'));
  assert.deepEqual(refreshes, [], 'tokens of the environment are not renewed');
  server.revoke();
  failsAt(await doctor(env), 'credentials', 4, /not found/, /new tokens/);

  const old = await world(t, PLAIN4);
  failsAt(await doctor({ ...old.env, PASSWORK_API_KEY: 'x'.repeat(44) }), 'credentials', 4, /./);
  const from = old.server.requests.length;
  const wrong = await doctor({ ...env, PASSWORK_HOST: old.env.PASSWORK_HOST, PASSWORK_MASTER_KEY: '' });
  failsAt(wrong, 'credentials', 4, /an access token, and the server speaks API v4: not sent/, /PASSWORK_API_KEY/);
  const other = await doctor({ ...old.env, PASSWORK_HOST: env.PASSWORK_HOST });
  failsAt(other, 'credentials', 4, /an API key, and the server speaks Passwork 7: not sent/, /PASSWORK_TOKEN/);
  const asked = old.server.requests.slice(from).map(({ path: place }) => place);
  assert.deepEqual(asked, ['/info/version'], 'the token was not sent');
});

test('a session knows its host; one that is dead says so', async (t) => {
  const { env, server } = await world(t, SEALED7);
  const { stdout } = await passwork(env, ['login', '--json']);
  const { PASSWORK_HOST, PASSWORK_TOKEN, PASSWORK_REFRESH_TOKEN, PASSWORK_MASTER_KEY, ...bare } = env;
  const logged = { ...bare, PASSWORK_SESSION: JSON.parse(stdout).session };
  const seen = await doctor(logged);
  assert.deepEqual([seen.code, failing(seen)], [0, []], seen.lines.join('\n'));
  assert.match(seen.settings.message, /from the session/);
  assert.match(seen.credentials.message, /takes the session of passwork login/);
  server.revoke();
  failsAt(await doctor(logged), 'credentials', 4, /the session in .* has ended|passwork login/);
  failsAt(await doctor({ ...logged, PASSWORK_SESSION: 'wrong' }), 'settings', 4, /passwork login/);
});

test('a master key that is wrong, missing, or of no use', async (t) => {
  for (const one of [SEALED4, SEALED7]) {
    const { env } = await world(t, one);
    const name = one.generation === 4 ? 'PASSWORK_MASTER_PASSWORD' : 'PASSWORK_MASTER_KEY';
    const wrong = one.generation === 4 ? 'not it' : Buffer.alloc(64, 7).toString('base64');
    const bad = await doctor({ ...env, [name]: wrong });
    failsAt(bad, 'encryption', 4, /does not open/, /PASSWORK_MASTER_KEY/);
    assert.equal(bad.credentials.status, 'ok', one.name);
    const missing = await doctor({ ...env, [name]: '' });
    failsAt(missing, 'encryption', 4, /there is no master key/, /^Set PASSWORK_MASTER_KEY/);
  }
  for (const one of [PLAIN4, PLAIN7]) {
    const { env } = await world(t, one);
    const seen = await doctor({ ...env, PASSWORK_MASTER_PASSWORD: 'of no use' });
    assert.notEqual(seen.encryption.status, 'ok', one.name);
    assert.match(seen.encryption.message, /nothing is encrypted on the client/);
  }
});

test('an item that may not be read says nothing of the credentials', async (t) => {
  const { env, server } = await world(t, SEALED7);
  server.fail({ path: '/items/*', with: 403 });
  failsAt(await doctor(env), 'encryption', 1, /403/);
});

test('a server with nothing to open', async (t) => {
  const { env } = await world(t, SEALED7, { Empty: { Folder: {} } });
  const seen = await doctor(env);
  assert.deepEqual([seen.code, seen.encryption.status], [0, 'warning']);
});
