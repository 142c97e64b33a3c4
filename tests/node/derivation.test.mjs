// Where the master key comes from: what the server may ask for, what the caller demands, and runtimes without a derivation of
// their own (D43). Each program runs in a process of its own, in which the runtime is what a case makes of it.
import assert from 'node:assert/strict';
import { pbkdf2Sync } from 'node:crypto';
import http from 'node:http';
import { after, before, test } from 'node:test';
import { session } from './support/client.mjs';
import { inProject } from './support/installed.mjs';

/** Stretches take 16 ms; a machine that runs other tests at the same time adds to that. */
const LONGEST_GAP = 150;

let server;
let host;
let options;
before(async () => {
  server = http.createServer((request, response) => {
    const answers = { '/info/version': { version: '6' }, '/user/get-master-key-options': { mkOptions: options } };
    const data = answers[request.url.replace('/api/v4', '')] ?? { token: 't', refreshToken: 'r' };
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ status: 'success', data }));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `http://127.0.0.1:${server.address().port}/api/v4`;
});
after(() => server.close());

/** What a program tells: its key or the kind of its failure, how long it took, and how long nothing else could run. */
async function derive(mkOptions, { runtime = '', settings = {} } = {}) {
  options = mkOptions;
  return inProject(
    'commonjs',
    `
    ${runtime}
    const Passwork = require('passwork-wasm');
    const settings = ${JSON.stringify(settings)};
    const client = new Passwork({ host: ${JSON.stringify(host)}, ...settings });
    client.setTokens('t', 'r');
    (async () => {
      await client.version(); // the engine is there, the connection too
      let last = performance.now();
      let gap = 0;
      const beat = () => { const now = performance.now(); gap = Math.max(gap, now - last); last = now; };
      const beats = setInterval(beat, 1);
      const from = performance.now();
      const of = { useMasterPassword: true, refreshToken: 'r', masterPassword: 'master password' };
      const said = await client.loadMasterKey(of).then((key) => ({ key }), ({ kind, message }) => ({ kind, message }));
      beat();
      clearInterval(beats);
      print({ ...said, ms: performance.now() - from, gap });
    })();
  `,
  );
}

const expected = (digest, rounds, bytes) =>
  pbkdf2Sync('master password', 'salt', rounds, bytes, digest).toString('base64');

const runtimes = {
  'no crypto.subtle, as on a page over plain http':
    "Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined });",
  'a subtle that takes 100,000 rounds at most, as some Workers': `
    const real = globalThis.crypto.subtle.deriveBits;
    globalThis.crypto.subtle.deriveBits = function (algorithm, ...rest) {
      if (algorithm.iterations > 100_000) throw new DOMException('Pbkdf2 failed: iteration counts above 100000 are not supported', 'NotSupportedError');
      return real.call(this, algorithm, ...rest);
    };`,
  'a subtle that rejects': "globalThis.crypto.subtle.deriveBits = () => Promise.reject(new Error('no'));",
  'a subtle that gives too little': 'globalThis.crypto.subtle.deriveBits = async () => new ArrayBuffer(8);',
};
for (const [name, runtime] of Object.entries(runtimes)) {
  test(`${name}: the same key, and the process lives`, async () => {
    const { key, gap } = await derive('pbkdf:sha256:120000:64:salt', { runtime });
    assert.equal(key, expected('sha256', 120_000, 64));
    assert.ok(gap < LONGEST_GAP, `nothing else could run for ${gap} ms`);
  });
}

for (const digest of ['md5', 'ripemd160', 'sha224']) {
  test(`${digest}, which WebCrypto does not know: the same key, and the process lives`, async () => {
    const { key, gap } = await derive(`pbkdf:${digest}:100000:64:salt`);
    assert.equal(key, expected(digest, 100_000, 64));
    assert.ok(gap < LONGEST_GAP, `nothing else could run for ${gap} ms`);
  });
}

test('totalTimeout ends a derivation of ours, and the process with it', async () => {
  const runtime = "Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined });";
  for (const [mkOptions, given] of [
    ['pbkdf:md5:2500000:64:salt', {}],
    ['pbkdf:sha512:10000000:64:salt', { runtime }],
  ]) {
    const { kind, ms } = await derive(mkOptions, { ...given, settings: { totalTimeout: 200 } });
    assert.equal(kind, 'timeout');
    assert.ok(ms < 400, `${ms} ms`);
  }
});

test('a signal ends it too', async (t) => {
  const { client } = await session(t, 'pbkdf', { login: false });
  options = 'pbkdf:sha224:3000000:64:salt';
  const abort = new AbortController();
  const limited = new client.constructor({ host }).with({ signal: abort.signal });
  setTimeout(() => abort.abort(), 100);
  const from = performance.now();
  await assert.rejects(limited.login('key', 'master password'), { kind: 'aborted' });
  assert.ok(performance.now() - from < 1000);
});

test('what is refused is refused at once', async () => {
  for (const refused of ['sha256:400000000:64', 'md5:2500001:64', 'sha256:1000:15', 'sha256:0:64', 'sha256:1e3:64']) {
    const { kind, ms } = await derive(`pbkdf:${refused}:salt`);
    assert.equal(kind, 'crypto', refused);
    assert.ok(ms < 500, `${refused}: ${ms} ms`);
  }
});

test('minimumRounds: fewer do not count as a login, and the session stays', async (t) => {
  const { world, client } = await session(t, 'pbkdf', { options: { minimumRounds: 50_000_000 }, login: false });
  client.setTokens('before', 'before');
  const told = [];
  client.listenEvent('tokensChanged', ({ token }) => told.push(token));
  await assert.rejects(client.login(world.apiKey, world.masterPassword), (error) => {
    assert.equal(error.kind, 'crypto');
    assert.match(error.message, /asks for \d+ rounds of key derivation.*'minimumRounds' demands at least 50000000/);
    return true;
  });
  assert.equal(told.at(-1), 'before');
  const enough = await session(t, 'pbkdf', { options: { minimumRounds: 1 } });
  assert.ok((await enough.client.getVaults()).length);
  const none = await session(t, 'mp', { options: { minimumRounds: 1 }, login: false });
  await assert.rejects(none.client.login(none.world.apiKey, none.world.masterPassword), { kind: 'crypto' });
});

const stubs = {
  'does nothing': '(array) => array',
  'does nothing and returns nothing': '() => undefined',
  'fills with one value': '(array) => array.fill(7)',
  'fills with zeros': '(array) => array.fill(0)',
  'returns another array': '(array) => new Uint8Array(array.length).map(() => Math.random() * 256)',
  'fills eight bytes': '(array) => { array.subarray(0, 8).fill(3); return array; }',
};
for (const [name, stub] of Object.entries(stubs)) {
  test(`a getRandomValues that ${name} is refused, and nothing is sent`, async (t) => {
    const { world, server: emulated } = await session(t, 'pbkdf', { login: false });
    const said = await inProject(
      'commonjs',
      `
      const Passwork = require('passwork-wasm');
      (async () => {
        const client = new Passwork(${JSON.stringify(emulated.url)});
        await client.login(${JSON.stringify(world.apiKey)}, ${JSON.stringify(world.masterPassword)});
        const [vault] = await client.getVaults();
        globalThis.crypto.getRandomValues = ${stub};
        const outcome = (call) => call.then(() => 'sent', ({ kind }) => kind);
        const add = client.addPassword({ vaultId: vault.id, name: 'n', password: 'p' });
        print([await outcome(add), await outcome(client.addVault('v'))]);
      })();
    `,
    );
    assert.deepEqual(said, ['crypto', 'crypto']);
    assert.ok(!emulated.log.some(({ method, path }) => method === 'POST' && /^\/(passwords|vaults)$/.test(path)));
  });
}
