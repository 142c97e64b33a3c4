// What a client tells of itself: the allowed members, the truth, and no secret in any state.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { test } from 'node:test';
import zlib from 'node:zlib';
import { startServer as start7 } from '../conformance-7/server.mjs';
import { buildWorld as world7 } from '../conformance-7/world.mjs';
import { Passwork, session } from './support/client.mjs';
import { serve } from './support/http.mjs';
import { folder, manifest, read } from './support/installed.mjs';

const MEMBERS = [
  'package',
  'runtime',
  'platform',
  'simd',
  'webCrypto',
  'fetch',
  'memoryBytes',
  'host',
  'generation',
  'serverVersion',
  'session',
  'sessionEndsAt',
  'canRefresh',
  'encryption',
  'options',
  'calls',
  'callsUnderWay',
  'keysHeld',
  'requests',
];

test('the members, and what they say', async (t) => {
  const { client, server, world } = await session(t, 'pbkdf', { options: { timeout: 60_000, lang: 'en' } });
  const result = await client.getPassword('pFull');
  await assert.rejects(client.getPassword('nothing'), { kind: 'api' });
  await assert.rejects(client.getPassword(''), { kind: 'usage' });
  const told = client.diagnostics();
  assert.deepEqual(Object.keys(told), MEMBERS);
  assert.equal(told.package.version, manifest.version);
  assert.equal(told.package.loadedAs, 'deflate');
  assert.equal(told.runtime, `node ${process.versions.node}`);
  assert.equal(told.platform, `${process.platform} ${process.arch}`);
  assert.deepEqual([told.simd, told.webCrypto, told.session, told.encryption], [true, true, 'open', 'sealed']);
  assert.equal(told.fetch, "Node's HTTP client and its global agents");
  assert.ok(told.memoryBytes >= 65_536 && told.memoryBytes % 65_536 === 0);
  assert.equal(told.host, server.url);
  assert.equal(told.generation, 4);
  assert.match(told.serverVersion, /^[\d.]+$/);
  assert.deepEqual(told.options, ['host', 'lang', 'timeout']);
  assert.deepEqual(told.calls, { well: 2, failed: { api: 1, usage: 1 } });
  assert.equal(told.callsUnderWay, 0);
  assert.ok(told.keysHeld >= 1);
  assert.equal(told.requests.at(-1).template, '/passwords/{id}');
  assert.equal(told.requests.at(-1).status, 404);
  assert.equal(told.canRefresh, world.refreshTokens);
  assert.ok(result.getPassword());
});

test('the hash is that of the engine which the package carries', async (t) => {
  const { client } = await session(t, 'plain');
  const [, packed] = /deflated = '([^']+)'/.exec(read('engine.js'));
  const engine = zlib.inflateRawSync(Buffer.from(packed, 'base64'));
  const hash = (bytes) => createHash('sha256').update(bytes).digest('hex');
  assert.equal(client.diagnostics().package.engine, hash(engine));
  const module = hash(fs.readFileSync(path.join(folder, 'passwork.wasm')));
  assert.ok(read('passwork.js').includes(module), 'that of the module, which workerd loads, is known too');
});

test('twenty requests are kept, and redacted they have no addresses', async (t) => {
  const { client } = await session(t, 'plain');
  for (let i = 0; i < 25; i += 1) await client.getFolder(`folder-${i}`).catch(() => {});
  const open = client.diagnostics();
  assert.equal(open.requests.length, 20);
  assert.ok(open.requests.at(-1).url.endsWith('/folders/folder-24'));
  const redacted = client.diagnostics({ redact: true });
  assert.equal(redacted.host, undefined);
  assert.equal(redacted.requests.length, 20);
  assert.doesNotMatch(JSON.stringify(redacted), /127\.0\.0\.1|folder-/);
});

test('the end of a session is told as long as its token is in force', async (t) => {
  const ends = 1_900_000_000;
  const { host } = await serve(t, ({ url }) => {
    if (url.endsWith('/info/version'))
      return { body: '{"status":"success","data":{"version":"5.4.1 beta","legacySupport":false}}' };
    const data = { token: 'session-token-9', refreshToken: 'r', tokenExpiredAt: ends };
    return { body: JSON.stringify({ status: 'success', data }) };
  });
  const client = new Passwork(`${host}/api/v4`);
  await client.login('api-key');
  assert.equal(client.diagnostics().sessionEndsAt, ends * 1000);
  assert.equal(client.diagnostics().serverVersion, '5.4.1');
  client.setTokens('another');
  assert.equal(client.diagnostics().sessionEndsAt, undefined);
});

/** Everything, however it is printed. */
const all = (client) =>
  JSON.stringify([client.diagnostics(), client.diagnostics({ redact: true }), client.with({}).diagnostics()]);

test('no secret is told in any state', async (t) => {
  const canaries = [
    'the-token-canary',
    'the-refresh-canary',
    'the-master-canary',
    'lang-canary',
    'pass-canary',
    'gate-canary',
  ];
  const { host, asked } = await serve(t, ({ url, headers }) => ({
    // A server that says what it was sent.
    headers: { 'x-request-id': `id ${Object.values(headers).join(' ')} ${url}` },
    body: JSON.stringify({
      status: 'success',
      data: {
        version: headers['passwork-auth'] || url,
        token: 'the-token-canary',
        refreshToken: 'the-refresh-canary',
        vaultId: 'v',
      },
    }),
  }));
  const clean = (client, where) => {
    assert.ok(!JSON.stringify(client.diagnostics({ redact: true })).includes('user-canary'), where);
    const text = all(client);
    for (const canary of canaries) assert.ok(!text.includes(canary), `${canary} ${where}: ${text}`);
    return JSON.parse(text)[0];
  };
  const options = {
    host: `${host.replace('://', '://user-canary:pass-canary@')}/api/v4`,
    token: 'the-token-canary',
    refreshToken: 'the-refresh-canary',
    masterPassword: 'the-master-canary',
    lang: 'lang-canary',
    pinVaultKeys: { 'some-vault': `sha256:${'A'.repeat(43)}` },
    tokenStore: { load() {}, save() {} },
    headers: { 'X-Gate': 'Bearer gate-canary' },
    httpAgent: http.globalAgent,
  };
  const client = new Passwork(options);
  const first = clean(client, 'before the first request');
  assert.deepEqual(first.options.sort(), [
    'headers',
    'host',
    'httpAgent',
    'lang',
    'masterPassword',
    'pinVaultKeys',
    'refreshToken',
    'token',
    'tokenStore',
  ]);
  assert.deepEqual([first.session, first.canRefresh, first.encryption], ['open', true, 'sealed']);
  await client.version();
  await client.getVault('v');
  await client.searchPasswords({ query: 'pass-canary of a search' });
  clean(client, 'with a session');
  await client.login('the-token-canary', 'the-master-canary').catch(() => {});
  clean(client, 'after a login');
  const pending = client.getTags();
  assert.equal(clean(client, 'during a call').callsUnderWay, 1);
  await pending;
  await client.logout();
  assert.equal(clean(client, 'after logout').session, 'none');
  await client.close();
  const last = clean(client, 'after close');
  assert.deepEqual([last.session, last.canRefresh, last.keysHeld >= 0], ['closed', false, true]);
  assert.ok(asked.length > 6);
});

test('on Passwork 7 too', async (t) => {
  const world = world7('cse');
  const server = await start7({ world });
  t.after(() => server.close());
  const client = new Passwork(server.origin);
  assert.equal(client.diagnostics().generation, undefined);
  await client.login(`${world.tokens.access}:${world.tokens.refresh}`, world.masterPassword);
  server.expire();
  await client.getVaults();
  const told = client.diagnostics();
  const text = all(client);
  assert.equal(told.generation, 7);
  assert.equal(typeof told.sessionEndsAt, 'number');
  for (const secret of [...Object.values(world.tokens), world.masterPassword, world.masterKeyHash])
    assert.ok(!text.includes(secret));
});

test('it is taken off the instance, not enumerable, and no odd argument tells more', async (t) => {
  const { client } = await session(t, 'plain');
  const { diagnostics } = client;
  assert.equal(diagnostics().session, 'open');
  assert.ok(!Object.keys(client).includes('diagnostics'));
  const odd = [
    {
      get redact() {
        throw new Error('mine');
      },
    },
    new Proxy(
      {},
      {
        get() {
          throw new Error('mine');
        },
      },
    ),
    { redact: 1 },
    { redact: 'yes' },
  ];
  for (const one of [...odd, true, 'x']) assert.equal(diagnostics(one).host, undefined);
  for (const one of [undefined, null, {}, { redact: false }]) assert.equal(typeof diagnostics(one).host, 'string');
});

test('nothing that a program has replaced makes it throw, or breaks the engine', async (t) => {
  const { client } = await session(t, 'plain');
  const { push } = Array.prototype;
  t.after(() => {
    Array.prototype.push = push;
  });
  Array.prototype.push = function (...entries) {
    client.setTokens('a', 'b');
    return push.apply(this, entries);
  };
  client.diagnostics();
  Array.prototype.push = push;
  assert.equal(client.diagnostics().session, 'open');
  await client.getTags().catch(() => {});

  const odd = ['process', 'navigator', 'crypto', 'fetch'];
  const were = odd.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
  try {
    for (const name of odd.slice(1)) {
      Object.defineProperty(globalThis, name, {
        configurable: true,
        get() {
          throw new Error('mine');
        },
      }); // prettier-ignore
    }
    assert.equal(client.diagnostics().session, 'open');
    Object.defineProperty(globalThis, 'process', { configurable: true, writable: true, value: undefined });
    assert.match(client.diagnostics().runtime, /^(node .*|unknown)$/);
  } finally {
    for (const [name, was] of were) {
      if (was) Object.defineProperty(globalThis, name, was);
      else delete globalThis[name];
    }
  }
});

test('a password that ends the address too early is not shown', async () => {
  for (const host of [
    'https://svc:p#ss-canary@pw.example.com',
    'https://svc:Secr/et-canary@pw.example.com',
    'https:/svc:canary@h',
    '//svc:canary@h',
    'https://svc:a?canary@h/api/v4',
  ]) {
    const told = [];
    const client = new Passwork({
      host,
      hooks: { onRequest: (event) => told.push(event), onResponse: (event) => told.push(event) },
    });
    const error = await client.getTags().catch((e) => e);
    const text = `${JSON.stringify([client.diagnostics(), told, error])} ${error.message} ${error.stack} ${error.cause}`;
    assert.ok(!text.includes('canary') && !text.includes('Secr'), text);
  }
});
