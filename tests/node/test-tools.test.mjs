// The package inside other people's tests: clocks that are moved by hand, globals that a pretended page does not have, and
// switches of Node that take some away.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from '../conformance/server.mjs';
import { buildWorld } from '../conformance/world.mjs';
import { inProject } from './support/installed.mjs';

/**
 * A clock as jest, sinon and vitest put it in the place of the real one: nothing runs unless `tick` says so. `real` has
 * what was there before.
 */
const CLOCK = `
  const real = { setTimeout, clearTimeout, setImmediate, queueMicrotask, MessageChannel, Date };
  const waiting = new Map();
  let now = 0;
  let next = 1;
  const fake = {
    setTimeout(run, ms = 0) { waiting.set(next, { run, at: now + (ms > 2 ** 31 - 1 ? 1 : ms) }); return next++; },
    clearTimeout(id) { waiting.delete(id); },
    setImmediate() {}, queueMicrotask() {}, setInterval() {}, requestAnimationFrame() {},
    MessageChannel: class { constructor() { throw new Error('faked'); } },
  };
  const install = () => Object.assign(globalThis, fake);
  const uninstall = () => Object.assign(globalThis, real);
  /** Lets the real world go on for a while. */
  const settled = (ms = 20) => new Promise((resolve) => real.setTimeout(resolve, ms));
  const tick = async (ms) => {
    now += ms;
    for (const [id, { run, at }] of [...waiting]) if (at <= now) { waiting.delete(id); run(); }
    await settled();
  };
  const outcome = (promise) => promise.then(() => 'fine', (error) => error.kind ?? String(error));
  const first = (promise) => Promise.race([promise, settled(2000).then(() => 'never')]);
`;

/** Answers at once, unless \`hold\`. */
const FETCH = `
  let hold = false;
  let status = 200;
  let asked = 0;
  const fetch = (url, { signal } = {}) => {
    asked++;
    if (hold) return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    const data = url.endsWith('/children') ? [] : url.endsWith('/passwords') ? [{ id: 'p' }] : { id: 'x', vaultId: 'x', cryptedPassword: 'cA==' };
    return Promise.resolve({ status, headers: new Headers({ 'content-type': 'application/json' }), text: async () => JSON.stringify({ status: 'success', data }) });
  };
  const make = () => new (require('passwork-wasm'))({ host: 'http://localhost/api/v4', token: 't', fetch });
`;

const run = (code, flags) => inProject('commonjs', `(async () => {${CLOCK}${FETCH}${code}})();`, flags);

const CALLS = `[() => client.getVault('x'), () => client.copyFolder('f', 'x'), () => client.getPasswordsById(['a', 'b', 'c'])]`;

for (const [when, [before, between]] of Object.entries({
  'after the package was loaded': ['', 'install();'],
  'before the package is loaded': ['install();', ''],
})) {
  test(`fake timers, put in place ${when}: calls end, and go on doing so when the real ones are back`, async () => {
    const seen = await run(`
      ${before}
      const client = make();
      ${between}
      const during = [];
      for (const call of ${CALLS}) during.push(await first(outcome(call())));
      const left = waiting.size;
      uninstall();
      const after = await first(outcome(client.getVault('x')));
      print({ during, left, after, anew: await first(outcome(make().getVault('x'))) });`);
    assert.deepEqual(seen, { during: ['fine', 'fine', 'fine'], left: 0, after: 'fine', anew: 'fine' });
  });
}

test("limits and pauses are the caller's: its fake clock drives them", async () => {
  const seen = await run(`
    const client = make();
    install();
    hold = true;
    const log = {};
    for (const limits of [{ timeout: 1000 }, { totalTimeout: 1000 }]) {
      let ended;
      const call = outcome(client.with(limits).getVault('x')).then((kind) => (ended = kind));
      await tick(900);
      const early = ended;
      await tick(200);
      log[Object.keys(limits)[0]] = [early ?? 'under way', await first(call)];
    }
    hold = false;
    status = 429;
    asked = 0;
    const call = outcome(client.with({ retry: 1 }).getVault('x'));
    await tick(0);
    const before = asked;
    status = 200;
    await tick(10_000);
    log.retry = [before, await first(call), asked];
    log.left = waiting.size;
    uninstall();
    log.real = await first(outcome(client.with({ timeout: 5000 }).getVault('x')));
    print(log);`);
  assert.deepEqual(seen, {
    timeout: ['under way', 'timeout'],
    totalTimeout: ['under way', 'timeout'],
    retry: [1, 'fine', 2],
    left: 0,
    real: 'fine',
  });
});

test('a time limit may be longer than a timer can be', async () => {
  const seen = await run(`
    const client = make();
    const unlimited = [];
    for (const ms of [2 ** 31 - 1, 2 ** 31, 2 ** 32 + 5, 1e15, 1e300, Infinity]) {
      unlimited.push(await first(outcome(client.with({ timeout: ms, totalTimeout: ms }).getVault('x'))));
    }
    install();
    hold = true;
    let ended = 'under way';
    outcome(client.with({ totalTimeout: 2 ** 31 + 5000 }).getVault('x')).then((kind) => (ended = kind));
    const log = [];
    for (const ms of [10_000, 2 ** 31 - 10_000, 4000, 2000]) {
      await tick(ms);
      log.push(ended);
    }
    print({ unlimited, log });`);
  assert.deepEqual(seen.unlimited, Array(6).fill('fine'));
  assert.deepEqual(seen.log, ['under way', 'under way', 'under way', 'timeout']);
});

/** Logs in with a derived key, writes and reads, through an own `fetch` that needs no global. */
async function roundTrip(t, before, flags) {
  const world = buildWorld('pbkdf');
  const server = await startServer({ world });
  t.after(() => server.close());
  return inProject(
    'commonjs',
    `(async () => {
       ${before}
       const http = require('node:http');
       const fetch = (url, { method, headers, body }) => new Promise((resolve, reject) => {
         const sent = http.request(url, { method, headers }, async (answer) => {
           const text = (await answer.toArray()).join('');
           resolve({ status: answer.statusCode, headers: { get: (name) => answer.headers[name] ?? null }, text: async () => text });
         });
         sent.on('error', reject);
         sent.end(body);
       });
       const P = require('passwork-wasm');
       const client = new P({ host: '${server.url}', fetch });
       await client.login('${world.apiKey}', ${JSON.stringify(world.masterPassword)});
       const secret = '\u00fc'.repeat(100);
       const attachments = [{ path: new Uint8Array(70_000).fill(7), name: 'f' }];
       const { id } = await client.addPassword({ vaultId: 'vMain', name: 'n', password: secret, attachments });
       const password = await client.getPassword(id);
       const file = await client.getAttachment(id, password.attachments[0].id);
       print({ same: password.getPassword() === secret, file: file.getData().length });
     })();`,
    flags,
  );
}

const RIGHT = { same: true, file: 70_000 };

test('a pretended page without TextEncoder, TextDecoder, atob and crypto: what Node has as modules is taken from there', async (t) => {
  const names = ['TextEncoder', 'TextDecoder', 'atob', 'btoa', 'crypto', 'fetch', 'Response', 'Request', 'Headers'];
  const before = `for (const name of ${JSON.stringify(names)}) delete globalThis[name];
    globalThis.location = { href: 'http://localhost/' };`;
  assert.deepEqual(await roundTrip(t, before), RIGHT);
  // jsdom has a crypto without `subtle`.
  const half = `const all = crypto;
    Object.defineProperty(globalThis, 'crypto', { value: { getRandomValues: (view) => all.getRandomValues(view) } });`;
  assert.deepEqual(await roundTrip(t, half), RIGHT);
});

const SWITCHES = ['--no-experimental-fetch', '--no-experimental-global-webcrypto'];

for (const flag of SWITCHES.filter((flag) => process.allowedNodeEnvironmentFlags.has(flag))) {
  test(`node ${flag}`, async (t) => {
    assert.deepEqual(await roundTrip(t, '', [flag]), RIGHT);
  });
}
