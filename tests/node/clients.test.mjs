// Which client sends in Node: an own fetch; else a global fetch that is not Node's; else Node's, where somebody has set a
// dispatcher for it; else Node's HTTP client with the global agents.
import assert from 'node:assert/strict';
import http from 'node:http';
import { test } from 'node:test';
import { run, serve } from './support/http.mjs';

/** The program's own agent; `through` counts. */
const AGENT = `
  const http = require('http');
  let through = 0;
  http.globalAgent = new (class extends http.Agent {
    addRequest(...args) { through += 1; return super.addRequest(...args); }
  })();`;

/** Where Node's own fetch looks for its dispatcher. */
const PLACE = `Symbol.for('undici.globalDispatcher.' + (parseInt(process.versions.undici) > 7 ? 2 : 1))`;

for (const [what, code] of [
  ['Headers are read', 'new Headers();'],
  ['fetch is used elsewhere', `await fetch('http://127.0.0.1:1').catch(() => {});`],
  ['node:http is imported', `await import('node:http');`],
  [
    'its default is set again',
    `new Headers(); const d = globalThis[${PLACE}]; globalThis[${PLACE}] = new d.constructor();`,
  ],
]) {
  test(`the global agent stays in use when ${what}`, async (t) => {
    const { asked, host } = await serve(t, () => {});
    const code2 = `await passwork.userInfo(); ${code} await passwork.userInfo(); await passwork.editVault('v', 'n'); return through;`;
    assert.equal(await run(host, code2, { prelude: AGENT }), 3);
    assert.equal(asked.length, 3);
  });
}

test('a dispatcher that somebody has set is used from then on, and no longer', async (t) => {
  const { asked, host } = await serve(t, () => {});
  const makers = [
    'new Agent({ connections: 1 })',
    'new Agent({ connect: { timeout: 5000 } })',
    'new Agent({ factory: (origin, options) => new Pool(origin, options) })',
    'new (class extends Agent {})()',
    '(() => { const d = new Agent(); d.dispatch = (...args) => Agent.prototype.dispatch.apply(d, args); return d; })()',
  ];
  const code = `
    new Headers();
    const original = globalThis[${PLACE}];
    const Agent = original.constructor;
    await fetch(passwork_host);
    const client = (map) => [...map.values()][0];
    const part = (name) => original[Object.getOwnPropertySymbols(original).find((s) => s.description === name)];
    const made = client(part('clients'));
    const Pool = (made.dispatcher ?? made).constructor;
    const counts = [];
    for (const make of [${makers.map((m) => `() => ${m}`).join(', ')}]) {
      globalThis[${PLACE}] = make();
      through = 0;
      await passwork.userInfo();
      counts.push(through);
      globalThis[${PLACE}] = original;
      await passwork.userInfo();
      counts.push(through);
    }
    return counts;`;
  const seen = await run(host, code.replace('passwork_host', JSON.stringify(host)), { prelude: AGENT });
  assert.deepEqual(
    seen,
    makers.flatMap(() => [0, 1]),
  );
  assert.equal(asked.length, 2 * makers.length + 1);
});

test('whatever else is found in the place of the dispatcher has been set', async () => {
  const prelude = `
    let asked = 0;
    const dispatcher = { dispatch() { asked += 1; throw new Error('mine'); } };
    for (const number of [1, 2]) globalThis[Symbol.for('undici.globalDispatcher.' + number)] = dispatcher;`;
  assert.equal(
    await run('http://127.0.0.1:65001', 'await passwork.userInfo().catch(() => {}); return asked;', { prelude }),
    1,
  );
});

test('a fetch in the place of Node’s comes before both', async () => {
  const prelude = `${AGENT} globalThis.fetch = async () => Response.json({ data: 'mine' });`;
  const seen = await run('http://127.0.0.1:65001', 'return [await passwork.userInfo(), through];', { prelude });
  assert.deepEqual(seen, ['mine', 0]);
});

const canProxy = process.allowedNodeEnvironmentFlags.has('--use-env-proxy');

test('the proxy of the environment is used, before and after fetch was loaded', { skip: !canProxy }, async (t) => {
  const proxy = http.createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ data: request.url }));
  });
  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  t.after(() => proxy.close());
  const env = { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: `http://127.0.0.1:${proxy.address().port}`, NO_PROXY: '' };
  const code = `
    const seen = [await passwork.userInfo()];
    new Headers();
    seen.push(await passwork.userInfo());
    return [...seen, told];`;
  const prelude = 'const told = []; console.log = () => {}; console.debug = (line) => told.push(line);';
  const seen = await run('http://passwork.test/api/v4', code, { env, prelude, options: 'debug: true' });
  proxy.closeAllConnections();
  assert.deepEqual(seen.slice(0, 2), Array(2).fill('http://passwork.test/api/v4/user/info'));
  assert.equal(seen[2].length, 1);
});

test('without a fetch, and where a test environment has put the location of a page', async (t) => {
  const { asked, host } = await serve(t, () => {});
  const prelude = `
    for (const name of ['fetch', 'Response', 'Request', 'Headers']) delete globalThis[name];
    globalThis.location = { href: 'http://localhost/' };`;
  assert.equal(await run(host, 'return passwork.userInfo();', { prelude }), 'x');
  // No page: a host without a scheme is no path of it.
  assert.equal(await run(host.slice('http://'.length), 'return passwork.userInfo();', { prelude }), 'x');
  assert.equal(asked.length, 2);
});

test('debug output tells once by what requests leave, and again when that has changed', async (t) => {
  const { host } = await serve(t, () => {});
  const prelude = 'const told = []; console.log = () => {}; console.debug = (line) => told.push(line);';
  const code = `
    await passwork.userInfo(); await passwork.with({ timeout: 5000 }).userInfo();
    globalThis.fetch = async () => Response.json({ data: 'mine' });
    await passwork.userInfo(); await passwork.userInfo();
    return told;`;
  assert.deepEqual(await run(host, code, { prelude, options: 'debug: true' }), [
    "passwork-wasm: requests leave by Node's HTTP client and its global agents",
    'passwork-wasm: requests leave by the global fetch',
  ]);
  assert.deepEqual(await run(host, code, { prelude }), []);
});
