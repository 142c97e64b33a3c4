// Node's HTTP client in the place of its fetch: what it sends and understands, and when it stands back.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { test } from 'node:test';
import zlib from 'node:zlib';
import { inProject } from './support/installed.mjs';

/** A server that answers with what `answer(request, body)` gives: `{status, headers, body}`, or nothing. */
async function serve(t, answer) {
  const asked = [];
  const server = http.createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url, headers } = request;
    asked.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
    const { status = 200, headers: more, body = '{"status":"success","data":"x"}' } = answer(request, response) ?? {};
    if (response.destroyed) return;
    response.writeHead(status, { 'content-type': 'application/json', ...more });
    response.end(body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { asked, server, host: `http://127.0.0.1:${server.address().port}` };
}

const run = (host, code, prelude = '') =>
  inProject(
    'commonjs',
    `${prelude}
     const Passwork = require('passwork-wasm');
     const passwork = new Passwork({ host: ${JSON.stringify(host)}, token: 'T', masterPassword: 'm' });
     const failed = (error) => ({ kind: error.kind, message: error.message });
     (async () => print(await (async () => { ${code} })()))();`,
  );

test('requests are as those of fetch: their bodies have a length, whatever the method', async (t) => {
  const { asked, host } = await serve(t, () => {});
  await run(
    host,
    `await passwork.userInfo(); await passwork.logout().catch(() => {});
     await passwork.addVault('é', false).catch(() => {}); await passwork.editVault('v', 'ü'); await passwork.deleteVault('v'); return 1;`,
  );
  assert.ok(asked.length >= 4);
  for (const { method, headers, body } of asked) {
    if (method !== 'GET') assert.equal(headers['content-length'] ?? '0', String(Buffer.byteLength(body)));
    assert.equal(headers['transfer-encoding'], undefined);
    assert.deepEqual([headers.connection, headers.accept, headers['user-agent']], ['keep-alive', '*/*', 'node']);
  }
  const put = asked.find(({ method }) => method === 'PUT');
  assert.deepEqual([put.body, put.headers['content-type']], ['{"name":"ü"}', 'application/json']);
});

test('answers may be compressed, more than once, and empty; what is spoilt is a failure', async (t) => {
  const text = JSON.stringify({ status: 'success', data: 'é😀'.repeat(100_000) });
  const answers = {
    gzip: { headers: { 'content-encoding': 'gzip' }, body: zlib.gzipSync(text) },
    br: { headers: { 'content-encoding': 'BR' }, body: zlib.brotliCompressSync(text) },
    twice: { headers: { 'content-encoding': 'br, x-gzip' }, body: zlib.gzipSync(zlib.brotliCompressSync(text)) },
    mark: { body: `\uFEFF${text}` },
    spoilt: { headers: { 'content-encoding': 'gzip' }, body: zlib.gzipSync(text).fill(0, 30, 60) },
    empty: { status: 204, headers: { 'content-encoding': 'gzip' }, body: '' },
  };
  const { host } = await serve(t, (request) => answers[request.url.split('/').at(-1)]);
  const seen = await run(
    host,
    `const read = (id) => passwork.getFolder(id).then((data) => data.length, failed);
     return Promise.all(['gzip', 'br', 'twice', 'mark', 'spoilt', 'empty'].map(read));`,
  );
  assert.deepEqual(seen.slice(0, 4), [300_000, 300_000, 300_000, 300_000]);
  assert.equal(seen[4].kind, 'network');
  assert.equal(seen[5].kind, 'notApi');
});

test('nothing is repeated, even if a kept connection had been closed', async (t) => {
  const { asked, host } = await serve(t, (request) => {
    if (request.socket.answered) request.socket.destroy();
    request.socket.answered = true;
  });
  for (const second of ['passwork.userInfo()', `passwork.editVault('v', 'n')`]) {
    asked.length = 0;
    const seen = await run(host, `await passwork.userInfo(); return ${second}.then(() => 'fine', failed);`);
    assert.match(seen.message, /closed before the answer was complete.*ECONNRESET/);
    assert.equal(asked.length, 2);
  }
});

test('an aborted call takes its request along', async (t) => {
  const { server, host } = await serve(t, () => ({ body: '{}' }));
  server.removeAllListeners('request');
  const gone = new Promise((resolve) => server.on('request', (_, response) => response.on('close', resolve)));
  const seen = await run(
    host,
    `const abort = new AbortController();
     setTimeout(() => abort.abort(), 100);
     return passwork.with({ signal: abort.signal }).userInfo().catch((error) => error.kind);`,
  );
  assert.equal(seen, 'aborted');
  await gone;
});

test('the global agent of the program is used, as with the original', async (t) => {
  const { asked, host } = await serve(t, () => {});
  const prelude = `
    const http = require('node:http');
    http.globalAgent = new (class extends http.Agent {
      addRequest(request, ...rest) { request.setHeader('x-agent', 'own'); return super.addRequest(request, ...rest); }
    })();`;
  await run(host, 'return passwork.userInfo();', prelude);
  assert.equal(asked[0].headers['x-agent'], 'own');
});

for (const [what, prelude] of [
  ['a dispatcher of undici', `globalThis[Symbol.for('undici.globalDispatcher.1')] = DISPATCHER;`],
  ['a fetch in the place of Node’s', `globalThis.fetch = async () => Response.json({ data: 'mine' });`],
]) {
  test(`it stands back for ${what}`, async () => {
    const dispatcher = `({ dispatch(options, handler) {
      handler.onConnect?.(() => {});
      handler.onHeaders?.(200, [Buffer.from('content-type'), Buffer.from('application/json')], () => {}, 'OK');
      handler.onData?.(Buffer.from('{"data":"mine"}'));
      handler.onComplete?.([]);
      return true;
    } })`;
    assert.equal(
      await run('http://127.0.0.1:65001', 'return passwork.userInfo();', prelude.replace('DISPATCHER', dispatcher)),
      'mine',
    );
  });
}
