// The option `headers`, through a gateway that lets nobody pass without its token.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Passwork, PassworkError } from './support/client.mjs';
import { run, serve } from './support/http.mjs';
import { inEngine } from './support/in-engine.mjs';
import { leak } from './support/leaks.mjs';
import { STRANGERS, startGateway } from './support/networks.mjs';
import { SCENES, scene } from './support/references-scene.mjs';

const TOKEN = 'gateway-token-0123456789';
const headers = { 'X-Gate-Token': TOKEN, Cookie: `gate=${TOKEN}; theme=dark` };
const wants = { 'x-gate-token': TOKEN, cookie: headers.Cookie };

/** How a client of either generation is made and logged in. */
function behind({ server, world }, generation, gateway) {
  const path = new URL(server.url).pathname;
  return {
    host: generation === 4 ? gateway.origin + path : gateway.origin,
    pair: generation === 4 ? world.apiKey : { token: world.tokens.access, refreshToken: world.tokens.refresh },
    masterPassword: world.masterPassword ?? null,
  };
}

for (const one of SCENES)
  test(`every request has them, from the question which server it is to the farewell: ${one.name}`, async (t) => {
    const there = await scene(t, one);
    const gateway = await startGateway(t, there.server.origin, { wants });
    const { host, pair, masterPassword } = behind(there, one.generation, gateway);
    const given = { ...headers };
    const client = new Passwork({ host, headers: given });
    given['X-Gate-Token'] = 'changed later';
    await client.login(pair, masterPassword);
    const other = client.with({ retry: 1, concurrency: 2 });
    const id = there.id('top');
    const item = await other.getPassword(id);
    assert.equal(item.getPassword(), 'S3cret of top');
    assert.ok((await client.getAttachment(id, item.attachments[0].id)).getData().length > 0);
    const { vaultId } = item;
    const added = await client.addPassword({
      vaultId,
      name: 'n',
      password: 'new',
      attachments: [{ path: Buffer.from('abc'), name: 'a.txt' }],
    });
    await client.editPassword(added.id, { password: 'newer' });
    await client.getPasswordsById([id, added.id]);
    await client.deletePassword(added.id);
    // The session expires: its renewal goes through the gateway too.
    const before = gateway.passed.length;
    if (one.generation === 7) there.server.expire();
    await client.getVaults();
    await client.close();
    const late = gateway.passed.slice(before).map(({ url }) => url);
    if (one.generation === 7) assert.ok(late.includes('/api/v1/sessions/refresh'));
    else assert.ok(late.includes('/api/v4/auth/logout'));
    assert.deepEqual(gateway.asked.length, gateway.passed.length, 'somebody came without');
    for (const { rawHeaders } of gateway.asked) {
      const names = rawHeaders.filter((_, i) => i % 2 === 0).map((name) => name.toLowerCase());
      assert.equal(new Set(names).size, names.length, `one is there twice: ${names}`);
    }
  });

for (const [what, stranger] of Object.entries(STRANGERS))
  for (const one of SCENES.slice(1, 3))
    test(`who has no token is told what to do: ${what}, ${one.name}`, async (t) => {
      const there = await scene(t, one);
      const gateway = await startGateway(t, there.server.origin, { wants, stranger });
      const { host, pair, masterPassword } = behind(there, one.generation, gateway);
      for (const options of [
        { host },
        { host, apiVersion: one.generation },
        { host, headers: { 'X-Gate-Token': 'wrong-token' } },
      ]) {
        const error = await new Passwork(options).login(pair, masterPassword).catch((e) => e);
        assert.ok(error instanceof PassworkError);
        assert.equal(
          leak(error, ['wrong-token', ...(typeof pair === 'string' ? [pair] : Object.values(pair))]),
          undefined,
        );
        if (what === 'a refusal') assert.match(error.message, /403/);
        else assert.match(error.message, /token.* by the option 'headers'/);
        if (what === 'a redirect') assert.match(error.message, /https:\/\/login\.example\.org/);
      }
      assert.equal(gateway.passed.length, 0);
    });

test('they go along within the origin, and with no redirect that leads out of it', async (t) => {
  const stranger = await serve(t, () => {});
  const there = await serve(t, ({ url }) => {
    if (url.endsWith('/user/info')) return { status: 307, headers: { location: '/api/v4/hop' }, body: '' };
    if (url.endsWith('/hop')) return { status: 302, headers: { location: '/api/v4/end' }, body: '' };
    if (url.includes('/vaults/blob'))
      return { status: 302, headers: { location: `blob:${there.host}/api/v4/end` }, body: '' };
    if (url.includes('/vaults/out'))
      return { status: 307, headers: { location: `${stranger.host}/api/v4/x` }, body: '' };
    return undefined;
  });
  const client = new Passwork({ host: `${there.host}/api/v4`, apiVersion: 4, token: 'T', headers });
  assert.equal(await client.userInfo(), 'x');
  assert.deepEqual(
    there.asked.map(({ url }) => url),
    ['/api/v4/user/info', '/api/v4/hop', '/api/v4/end'],
  );
  for (const { headers: sent } of there.asked) assert.equal(sent['x-gate-token'], TOKEN);
  for (const call of [client.getVault, (id) => client.editVault(id, 'n')]) {
    await assert.rejects(call('out'), (error) => error.kind === 'notApi' && leak(error, [TOKEN]) === undefined);
  }
  // Its origin is that of the server, but it is no address of HTTP.
  await assert.rejects(client.getVault('blob'), { kind: 'notApi', message: /redirect, which cannot be followed/ });
  // Back again is no way either: the one in between would learn them.
  assert.equal(stranger.asked.length, 0);
});

test('what the gateway repeats of them is not shown', async (t) => {
  const there = await serve(t, () => ({
    status: 403,
    body: JSON.stringify({
      code: TOKEN,
      data: { errorMessage: `unknown: gate=${TOKEN}`, [TOKEN]: encodeURIComponent(headers.Cookie) },
    }),
  }));
  const client = new Passwork({ host: there.host, apiVersion: 4, token: 'T', headers });
  const error = await client.userInfo().catch((e) => e);
  assert.equal(error.kind, 'api');
  const shown = [
    ...Object.values(error),
    error.message,
    JSON.stringify(error.data && Object.values(error.data)),
  ].join();
  assert.ok(!shown.includes(TOKEN) && shown.includes('***'), shown);
});

test('debug output and the console show none', async (t) => {
  const { host } = await serve(t, () => {});
  const prelude = `
    const lines = [];
    for (const name of ['log', 'debug', 'error', 'warn']) console[name] = (...args) => lines.push(args.join(' '));`;
  const code = `
    await passwork.userInfo();
    return [...lines, require('util').inspect(passwork, { depth: 9, showHidden: true })];`;
  const seen = await run(host, code, { prelude, options: `debug: true, headers: ${JSON.stringify(headers)}` });
  assert.ok(seen.length > 1);
  assert.ok(!seen.join().includes(TOKEN));
});

/** What each kind of object means: the headers that are sent, or words of the error. */
const symbol = Symbol('X-Gate');
const throwing = {
  get 'X-Gate'() {
    throw new Error('a getter');
  },
};
const GIVEN = {
  'no object': [5, /must be an object/],
  'a text': [`X-Gate: ${TOKEN}`, /must be an object/],
  'a String object': [new String(TOKEN), /must be an object/],
  'a function': [() => headers, /must be an object/],
  'a list': [[['X-Gate', TOKEN]], /must be an object/],
  Headers: [new Headers({ 'x-gate': TOKEN }), /Object\.fromEntries/],
  'a Map': [new Map([['x-gate', TOKEN]]), /Object\.fromEntries/],
  'a revoked proxy': [revoked(), /must be an object/],
  'a proxy that names nothing': [
    new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('a trap');
        },
      },
    ),
    /must be an object/,
  ],
  'a thousand': [Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`x-${i}`, TOKEN])), /at most 100/],
  'a getter that throws': [throwing, /can be read/],
  'names of Object.prototype': [
    { constructor: 'a', toString: 'b' },
    { constructor: 'a', tostring: 'b' },
  ],
  'a symbol beside': [{ 'X-Gate': 'a', [symbol]: TOKEN }, { 'x-gate': 'a' }],
  'without a prototype': [Object.assign(Object.create(null), { 'X-Gate': 'a' }), { 'x-gate': 'a' }],
  'a class of its own': [
    new (class {
      'X-Gate' = 'a';
    })(),
    { 'x-gate': 'a' },
  ],
  frozen: [Object.freeze({ 'X-Gate': 'a' }), { 'x-gate': 'a' }],
  'Latin-1': [{ 'X-Gate': 'Zoë ÿ' }, { 'x-gate': 'Zoë ÿ' }],
  'white space around it': [{ 'X-Gate': '\t a token of a file\r\n' }, { 'x-gate': 'a token of a file' }],
  'a User-Agent': [{ 'User-Agent': 'mine/1.0' }, { 'user-agent': 'mine/1.0' }],
  'a line break': [{ 'X-Gate': `${TOKEN}\r\nX-Evil: 1` }, /X-Gate must have a text/],
  'beyond Latin-1': [{ 'X-Gate': `${TOKEN} 密` }, /X-Gate must have a text/],
  'half a character': [{ 'X-Gate': `${TOKEN} \ud800` }, /X-Gate must have a text/],
  'no value': [{ 'X-Gate': undefined }, /X-Gate must have a text/],
  'a String object as value': [{ 'X-Gate': new String(TOKEN) }, /X-Gate must have a text/],
  'a line break in a name': [{ [`X-Gate: ${TOKEN}\r\nX-Evil`]: '1' }, /the name of its header 1/],
  'half a character in a name': [{ 'X-\ud800': TOKEN }, /the name of its header 1/],
  'the letter K of Kelvin': [{ 'Passwor\u212a-Auth': TOKEN }, /the name of its header 1/],
  'in capitals and small letters': [{ 'X-Gate': 'a', 'x-gATE': TOKEN }, /x-gATE is there twice/],
};
for (const name of [
  'passwork-auth',
  'PASSWORK_AUTH',
  'Passwork.Auth',
  'Passwork-New',
  'authorization',
  'X-Master-Key-Hash',
  'x_master_key_hash',
  'Content-Type',
  'content-length',
  'Host',
  'HOST',
  'Transfer-Encoding',
  'TE',
  'Proxy-Authorization',
  'Expect',
  'Upgrade',
  'Accept-Encoding',
  'If-None-Match',
  'Range',
  'X-HTTP-Method-Override',
  'X-Response-Format',
])
  GIVEN[name] = [{ [name]: TOKEN }, new RegExp(`${name.replaceAll('.', '\\.')} is a header of the client's own`)];

function revoked() {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

test('what can be given, and what is refused before anything is sent', async (t) => {
  const there = await serve(t, () => {});
  const usual = async (options) => {
    await new Passwork({ host: there.host, apiVersion: 4, token: 'T', ...options }).userInfo();
    return Object.fromEntries(Object.entries(there.asked.pop().headers).filter(([name]) => name !== 'connection'));
  };
  const ours = await usual({});
  for (const [what, [given, wanted]] of Object.entries(GIVEN)) {
    if (wanted instanceof RegExp) {
      const client = new Passwork({ host: there.host, token: 'T', headers: given });
      const calls = [client.userInfo(), client.login('key', 'm'), client.with({ retry: 2 }).getVaults()];
      for (const { reason: error } of await Promise.allSettled(calls)) {
        assert.equal(error.kind, 'usage', what);
        assert.match(error.message, wanted, what);
        assert.equal(leak(error, [TOKEN]), undefined, what);
      }
      assert.equal(there.asked.length, 0, what);
    } else {
      const sent = await usual({ headers: given });
      assert.deepEqual(JSON.stringify(sent), JSON.stringify({ ...sent, ...wanted }), what);
      assert.deepEqual(
        Object.keys(sent).sort(),
        [...new Set([...Object.keys(ours), ...Object.keys(wanted)])].sort(),
        what,
      );
    }
  }
});

test('a name that objects have too reaches the server', async (t) => {
  const { server, host } = await serve(t, () => {});
  const raw = new Promise((resolve) => server.on('request', ({ rawHeaders }) => resolve(rawHeaders)));
  const given = JSON.parse(`{"__proto__":"${TOKEN}","hasOwnProperty":"b"}`);
  await new Passwork({ host, apiVersion: 4, token: 'T', headers: given }).userInfo();
  const sent = await raw;
  for (const [name, value] of Object.entries(given)) assert.equal(sent[sent.indexOf(name) + 1], value);
});

test('a fetch of the caller gets them as plain members, and another client none', async () => {
  const asked = [];
  const fetch = async (_url, init) => {
    asked.push(init.headers);
    return new Response('{"data":"x"}', { headers: { 'content-type': 'application/json' } });
  };
  const options = { host: 'http://passwork.test/api/v4', apiVersion: 4, token: 'T', fetch };
  await new Passwork({ ...options, headers }).userInfo();
  await new Passwork(options).userInfo();
  assert.deepEqual(Object.keys(asked[0]).sort(), ['Cookie', 'Passwork-Auth', 'Passwork-MasterHash', 'X-Gate-Token']);
  assert.ok(Object.getOwnPropertyNames(asked[0]).every((name) => typeof asked[0][name] === 'string'));
  assert.deepEqual(Object.keys(asked[1]).sort(), ['Passwork-Auth', 'Passwork-MasterHash']);
});

test('with an agent of the caller they are neither checked nor acted on, and it sees them', async () => {
  const given = { Host: '\r\n', [symbol]: 1 };
  let seen;
  class Agent {
    constructor(options) {
      seen = options.headers;
      const get = async (endpoint) => endpoint;
      this.request = { get, post: get, put: get, delete: get };
    }
  }
  const client = new Passwork({ host: 'http://passwork.test', headers: given, httpAgent: 5 }, { agent: Agent });
  assert.equal(await client.getVault('v'), '/vaults/v');
  assert.equal(seen, given);
});

test('after close() none is left in the memory of the engine', async () => {
  const values = { headers, tokens: [TOKEN] };
  const answers = { 'POST /auth/logout': true, 'GET /user/info': 'me' };
  const seen = await inEngine(
    `const client = new P({ ...host, token: 'session-token-1', headers });
     await client.userInfo();
     const before = found(engines[0], tokens);
     const failed = await client.getVault('nothing').catch((error) => error.kind);
     await client.close();
     await turn();
     return { failed, before, after: found(engines[0], tokens) };`,
    { values, answers },
  );
  assert.deepEqual(seen, { failed: 'api', before: [TOKEN], after: [] });
});
