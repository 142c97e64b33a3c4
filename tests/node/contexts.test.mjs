// One client serves many tenants at once, each in an AsyncLocalStorage of its own. Whatever the client calls out to runs in
// the context of the call that it belongs to, also after the calls have waited for each other.
import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import http from 'node:http';
import { test } from 'node:test';
import { Passwork, session } from './support/client.mjs';
import { inProject } from './support/installed.mjs';

const tenant = new AsyncLocalStorage();
const here = () => tenant.getStore();

/** Reads, each with the part of its address by which a request is known. */
const READS = {
  A: ['getVault', 'vMain'],
  B: ['getPassword', 'pFull'],
  C: ['getFolder', 'f1'],
  D: ['getVaultFolders', 'vMain'],
  E: ['getPassword', 'pPlainKey'],
};

/** Runs them all at once, each in a context of its name; failures do not matter. */
const inContexts = (client) =>
  Promise.all(
    Object.entries(READS).map(([name, [method, id]]) => tenant.run(name, () => client[method](id).catch(String))),
  );

/** A server within a fetch: the session has expired, and is renewed when `open` is called. */
function expiring() {
  const sent = [];
  let open;
  const gate = new Promise((resolve) => {
    open = resolve;
  });
  const answer = (status, body) => ({
    status,
    headers: new Headers({ 'content-type': 'application/json' }),
    text: async () => JSON.stringify(body),
  });
  const data = (value) => answer(200, { status: 'success', data: value });
  const fetch = async (url, { headers }) => {
    const [, name] = /\/(\w+)$/.exec(url);
    sent.push([name, here()]);
    if (url.includes('refreshToken')) {
      await gate;
      return data({ token: 'new', refreshToken: 'new' });
    }
    if (headers['Passwork-Auth'] === 'old') return answer(401, { status: 'failed', code: 'apiSessionExpired' });
    return data({ id: name, name });
  };
  return { sent, fetch, open };
}

const client = (options, services) =>
  new Passwork({ host: 'http://localhost/api/v4', token: 'old', refreshToken: 'old', ...options }, services);

/** Waits until a condition holds. */
async function until(holds) {
  for (let i = 0; !holds(); i++) {
    assert.ok(i < 500, 'it never comes to that');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

test('through http: every request leaves in the context of its call, repetitions and those of one call after another too', async (t) => {
  const { client, server } = await session(t, 'pbkdf');
  const agent = http.globalAgent;
  const seen = [];
  agent.addRequest = function addRequest(request, ...rest) {
    seen.push([`${request.method} ${request.path}`, here()]);
    return http.Agent.prototype.addRequest.call(this, request, ...rest);
  };
  t.after(() => delete agent.addRequest);
  const alone = {};
  for (const [name, [method, id]] of Object.entries(READS)) {
    seen.length = 0;
    await client[method](id).catch(String);
    alone[name] = seen.map(([line]) => line);
  }
  seen.length = 0;
  server.expireAll();
  await inContexts(client);
  const isRefresh = ([line]) => line.includes('refreshToken');
  assert.equal(seen.filter(isRefresh).length, 1);
  assert.ok(
    seen.filter(isRefresh).every(([, name]) => name in READS),
    'the renewal has the context of one of the calls',
  );
  for (const [name, lines] of Object.entries(alone)) {
    const own = seen.filter((entry) => entry[1] === name && !isRefresh(entry)).map(([line]) => line);
    assert.deepEqual(own, [lines[0], ...lines], `${name}: once refused, then as alone`);
  }
});

test('an own fetch, and tokensChanged: the renewal belongs to the call that began it', async () => {
  const { sent, fetch, open } = expiring();
  const passwork = client({ fetch });
  const told = [];
  passwork.listenEvent('tokensChanged', () => told.push(here()));
  const all = ['A', 'B', 'C'].map((name) => tenant.run(name, () => passwork.getFolder(name)));
  await until(() => sent.length === 4);
  const late = tenant.run('D', () => passwork.getFolder('D')); // waits before it sends anything
  tenant.run('E', open);
  await Promise.all([...all, late]);
  assert.deepEqual(told, ['A']);
  assert.deepEqual(
    sent.filter(([name]) => name === 'old'),
    [['old', 'A']],
  );
  const own = sent.filter(([name]) => name !== 'old');
  assert.equal(own.length, 7);
  for (const [name, context] of own) assert.equal(context, name);
});

test('the call that began a renewal is called off: it goes on, in that context, and the others are served', async () => {
  const { sent, fetch, open } = expiring();
  const passwork = client({ fetch });
  const told = [];
  passwork.listenEvent('tokensChanged', () => told.push(here()));
  const controller = new AbortController();
  const first = tenant.run('A', () =>
    passwork
      .with({ signal: controller.signal })
      .getFolder('A')
      .catch((e) => e.kind),
  );
  await until(() => sent.length === 2);
  const second = tenant.run('B', () => passwork.getFolder('B'));
  controller.abort();
  assert.equal(await first, 'aborted');
  open();
  assert.equal((await second).id, 'B');
  assert.deepEqual(told, ['A']);
  assert.deepEqual(sent, [
    ['A', 'A'],
    ['old', 'A'],
    ['B', 'B'],
  ]);
});

test('an own agent, a file manager and progress', async () => {
  const seen = [];
  const note = (what) => void seen.push([what, here()]);
  const folder = { id: 'f', vaultId: 'v', name: 'f' };
  const data = (endpoint) => {
    if (endpoint.endsWith('/passwords'))
      return [
        { id: 'p1', name: 'a' },
        { id: 'p2', name: 'b' },
      ];
    if (endpoint.endsWith('/children')) return [];
    if (endpoint.includes('/folders/')) return folder;
    if (endpoint.includes('/passwords/'))
      return { id: endpoint.split('/').pop(), vaultId: 'v', cryptedPassword: 'cGxhaW4=' };
    return { id: 'v', name: 'v' };
  };
  class agent {
    request = Object.fromEntries(
      ['get', 'post', 'put', 'delete'].map((method) => [
        method,
        async (endpoint) => {
          note('agent');
          await new Promise((resolve) => setTimeout(resolve, 1));
          return data(endpoint);
        },
      ]),
    );
  }
  const fileManager = {
    canUseFs: true,
    readFile: () => note('readFile') ?? new Uint8Array([1, 2, 3]),
    getFileBasename: (path) => note('getFileBasename') ?? path,
    saveToFile() {},
  };
  const passwork = client({}, { agent, fileManager });
  const add = () =>
    passwork.addPassword({ vaultId: 'v', name: 'n', password: 'p', attachments: [{ path: '/a' }, { path: '/b' }] });
  const move = () => passwork.with({ onProgress: () => note('onProgress') }).copyFolder('f', 'v');
  const both = ['A', 'B', 'C', 'D'].map((name, i) => tenant.run(name, i % 2 ? add : move));
  const outcomes = await Promise.allSettled(both);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    Array(4).fill('fulfilled'),
  );
  const of = (name) => [...new Set(seen.filter(([, context]) => context === name).map(([what]) => what))].sort();
  assert.deepEqual(of('A'), ['agent', 'onProgress']);
  assert.deepEqual(of('D'), ['agent', 'getFileBasename', 'readFile']);
  const counts = Object.fromEntries(
    ['A', 'B', 'C', 'D'].map((name) => [name, seen.filter(([, context]) => context === name).length]),
  );
  assert.equal(counts.A, counts.C);
  assert.equal(counts.B, counts.D);
  assert.equal(counts.A + counts.B + counts.C + counts.D, seen.length, 'nothing ran without a context');
});

test('getPasswordsById and retries, at once, over an expiry', async () => {
  const { sent, fetch, open } = expiring();
  let refused = 0;
  const flaky = async (url, init) => {
    const answer = await fetch(url, init);
    if (init.headers['Passwork-Auth'] !== 'new' || refused++ > 3) return answer;
    return { ...answer, status: 429 };
  };
  const passwork = client({ fetch: flaky });
  const all = ['A', 'B', 'C'].map((name) =>
    tenant.run(name, () => passwork.with({ retry: 3 }).getPasswordsById([1, 2, 3].map((n) => `${name}${n}`))),
  );
  open();
  await Promise.all(all);
  const own = sent.filter(([name]) => /^[A-C]\d$/.test(name));
  assert.ok(own.length > 18, `${own.length} requests`);
  for (const [name, context] of own) assert.equal(context, name[0]);
});

test('a context is let go with its call', async () => {
  const left = await inProject(
    'commonjs',
    `const P = require('passwork-wasm');
     const { AsyncLocalStorage } = require('node:async_hooks');
     const store = new AsyncLocalStorage();
     const fetch = async () => ({ status: 200, headers: new Headers(), text: async () => '{"status":"success","data":{}}' });
     const client = new P({ host: 'http://localhost/api/v4', fetch });
     (async () => {
       const refs = [];
       for (let i = 0; i < 50; i++) {
         let tenant = { i };
         refs.push(new WeakRef(tenant));
         await store.run(tenant, () => client.getVault('x'));
         tenant = undefined;
       }
       await new Promise((resolve) => setTimeout(resolve, 10));
       gc();
       await new Promise((resolve) => setTimeout(resolve, 10));
       gc();
       print(refs.filter((ref) => ref.deref()).length);
     })();`,
    ['--expose-gc'],
  );
  assert.ok(left <= 1, `${left} of 50 contexts are kept`);
});
