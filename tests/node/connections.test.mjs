// Connections of Node's HTTP client: kept ones that the server has closed meanwhile, and such as end without an answer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeCertificate } from './support/certificates.mjs';
import { run, serve, serveRaw, WIRE } from './support/http.mjs';

const BUSY = 'const busy = (ms) => { for (const end = Date.now() + ms; Date.now() < end; ); };';
const CALLS = [`passwork.userInfo()`, `passwork.editVault('v', 'n')`, 'passwork.logout()'];

for (const kind of ['http', 'https']) {
  test(`calls after the thread was busy for longer than the server keeps connections (${kind})`, async (t) => {
    const tls = kind === 'https' ? makeCertificate('localhost', { names: ['localhost'], authority: true }) : undefined;
    const { server, host } = await serve(t, () => ({ headers: { 'keep-alive': 'max=100' } }), tls);
    server.keepAliveTimeout = 100;
    // From a timer, and from within the answer of something else; one kept connection, and several.
    const code = `
      ${BUSY}
      const seen = [];
      for (const before of [1, 4]) for (const inTimer of [true, false]) for (const call of [${CALLS.map((c) => `() => ${c}`)}]) {
        passwork.setTokens('T');
        await Promise.all(Array.from({ length: before }, () => passwork.version()));
        if (inTimer) await new Promise((resolve) => setTimeout(resolve, 20));
        busy(600);
        seen.push(await call().then(() => 'fine', failed));
      }
      return seen;`;
    const prelude = tls ? `require('https').globalAgent.options.ca = ${JSON.stringify(tls.cert)};` : '';
    assert.deepEqual(await run(host, code, { prelude }), Array(12).fill('fine'));
  });
}

/** A server that closes a connection when a second request comes on it, without an answer. */
const second = (t) =>
  serve(t, (request) => {
    if (request.socket.answered) request.socket.destroy();
    request.socket.answered = true;
  });

test('what reads is sent once more where a kept connection ends before any answer', async (t) => {
  const { asked, host } = await second(t);
  for (const call of [`passwork.userInfo()`, `passwork.searchPasswords({ query: 'q' })`]) {
    asked.length = 0;
    assert.equal(await run(host, `await passwork.userInfo(); return ${call};`), 'x');
    assert.equal(asked.length, 3, call);
  }
});

test('what writes never is', async (t) => {
  const { asked, host } = await second(t);
  for (const call of CALLS.slice(1)) {
    asked.length = 0;
    const seen = await run(host, `await passwork.userInfo(); return ${call}.then(() => 'fine', failed);`);
    assert.match(seen.message, /closed before the answer was complete.*ECONNRESET/);
    assert.equal(asked.length, 2, call);
  }
});

test('nothing is sent once more on a new connection, or when the answer had begun', async (t) => {
  const { asked, host } = await serve(t, (request, response) => {
    if (!request.url.endsWith('/v')) return request.socket.destroy();
    if (!request.socket.answered) request.socket.answered = true;
    else response.write('{', () => request.socket.destroy());
  });
  const read = (path) => `${path}.then(() => 'fine', (error) => error.kind)`;
  const code = `return [await ${read('passwork.userInfo()')}, await ${read(`passwork.getVault('v')`)}, await ${read(`passwork.getVault('v')`)}];`;
  assert.deepEqual(await run(host, code), ['network', 'fine', 'network']);
  assert.equal(asked.length, 3);
});

test('what writes is not sent on a connection that was idle for long, but through the same agent', async (t) => {
  const { host, connections } = await serve(t, () => {});
  const prelude = `
    const http = require('http');
    let through = 0;
    http.globalAgent = new (class extends http.Agent {
      addRequest(...args) { through += 1; return super.addRequest(...args); }
    })({ keepAlive: true, maxSockets: 1 });`;
  const code = `
    const idle = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    await passwork.userInfo(); await passwork.editVault('v', 'n');
    await idle(1200); await passwork.userInfo();
    await idle(1200); await passwork.editVault('v', 'n'); await passwork.userInfo();
    return through;`;
  // One request that was not sent on the old connection, and then went on a new one.
  assert.equal(await run(host, code, { prelude }), 6);
  assert.equal(connections(), 2);
});

test('a server that closes after each answer without saying so', async (t) => {
  const { host } = await serveRaw(t, (socket) => {
    socket.write(WIRE);
    socket.end();
  });
  const code = `
    const seen = [];
    for (let i = 0; i < 20; i += 1) for (const call of [${CALLS.slice(0, 2).map((c) => `() => ${c}`)}]) {
      seen.push(await call().then(() => 'fine', failed));
    }
    return seen;`;
  assert.deepEqual(await run(host, code), Array(40).fill('fine'));
});

const ENDS = {
  '101 with the header': 'HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n',
  '101 without': 'HTTP/1.1 101 Switching Protocols\r\n\r\n',
  'an answer that tells of early hints, and no more': 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n',
  'half a head': 'HTTP/1.1 200 OK\r\ncontent-type: app',
  'half a body': `${WIRE.slice(0, -5)}`,
  'half a large body': 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n{',
  nothing: '',
};

for (const end of ['end', 'destroy', 'resetAndDestroy']) {
  test(`every call settles whose connection ends without a whole answer (${end})`, async (t) => {
    let next;
    const { host } = await serveRaw(t, (socket) => socket.write(next, () => setTimeout(() => socket[end](), 10)));
    for (const [what, bytes] of Object.entries(ENDS)) {
      next = bytes;
      const seen = await run(host, `return passwork.userInfo().then(() => 'fine', failed);`);
      assert.equal(seen.kind, 'network', what);
      if (/^101/.test(what)) assert.match(seen.message, /switched to another protocol/);
    }
  });
}

test('an upgrade settles while the connection stays open', async (t) => {
  const { host } = await serveRaw(t, (socket) => socket.write(ENDS['101 without']));
  const seen = await run(host, 'return passwork.userInfo().catch(failed);');
  assert.equal(seen.kind, 'network');
});

test('a program does not end by itself while a call is open', async () => {
  const code = `
    passwork.userInfo();
    return new Promise((resolve) => setTimeout(resolve, 300, 'still here').unref());`;
  assert.equal(
    await run('http://passwork.test', code, { options: 'fetch: () => new Promise(() => {})' }),
    'still here',
  );
});
