// How the platform's fetch is called.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { run, serve } from './support/http.mjs';
import { inProject } from './support/installed.mjs';

// React and Next.js put a fetch of their own in the place of the platform's, which remembers answers: within a render
// by address (unless there is a signal), on disk (unless told not to). The real thing runs in `npm run test:matrix`.
test('answers are never taken from memory or disk, whatever a framework has put in the place of fetch', async () => {
  const seen = await inProject(
    'commonjs',
    `const Passwork = require('passwork-wasm');
     const memory = new Map(), asked = [];
     globalThis.fetch = async function (url, init) {
       if (init.method === 'GET' && !init.signal && memory.has(url)) return memory.get(url).clone();
       asked.push(init.cache + ' ' + (this === undefined || this === globalThis));
       const answer = Response.json({ status: 'success', data: asked.length });
       memory.set(url, answer.clone());
       return answer;
     };
     (async () => {
       const passwork = new Passwork({ host: 'http://localhost/api/v4', token: 'T' });
       print({ counts: [await passwork.getInboxPasswordsCount(), await passwork.getInboxPasswordsCount()], asked });
     })();`,
  );
  assert.deepEqual(seen, { counts: [1, 2], asked: ['no-store true', 'no-store true'] });
});

test('a fetch of the caller gets what is documented, and nothing of that', async () => {
  const seen = await inProject(
    'commonjs',
    `const Passwork = require('passwork-wasm');
     (async () => {
       let keys;
       const fetch = async (url, init) => {
         keys = Object.keys(init).sort();
         return Response.json({ status: 'success', data: 1 });
       };
       await new Passwork({ host: 'http://localhost/api/v4', token: 'T', fetch }).getInboxPasswordsCount();
       print(keys);
     })();`,
  );
  assert.deepEqual(seen, ['headers', 'method', 'redirect']);
});

test('what somebody has put on Object.prototype takes nothing out of a request', async () => {
  const seen = await inProject(
    'commonjs',
    `const names = ['method', 'headers', 'redirect', 'body', 'Passwork-Auth', 'Content-Type'];
     for (const name of names) {
       Object.defineProperty(Object.prototype, name, { set() {}, get: () => 'of the page', configurable: true });
     }
     const Passwork = require('passwork-wasm');
     (async () => {
       const asked = [];
       const fetch = async (url, init) => {
         asked.push(JSON.stringify(init));
         for (const name of names) delete Object.prototype[name]; // Node's Response does not bear it
         return Response.json({ status: 'success', data: 'id' });
       };
       await new Passwork({ host: 'http://localhost/api/v4', token: 'T', fetch }).addFolder('v1', 'new');
       print(JSON.parse(asked[0]));
     })();`,
  );
  assert.deepEqual([seen.method, seen.redirect, seen.headers['Passwork-Auth']], ['POST', 'manual', 'T']);
  assert.equal(seen.headers['Content-Type'], 'application/json');
  assert.equal(JSON.parse(seen.body).name, 'new');
});

test('an answer that nobody waits for any more is not left half read', async (t) => {
  const { host, server } = await serve(t, () => {});
  server.removeAllListeners('request');
  const ended = new Promise((resolve) => {
    server.on('request', ({ url }, response) => {
      if (url !== '/api/v4/vaults/list') return response.end('{"status":"success","data":true}');
      setTimeout(() => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write(Buffer.alloc(8_000_000, 0x20));
        response.end('{}');
      }, 200);
      response.on('close', () => resolve(Date.now()));
    });
  });
  const left = await run(
    host,
    `passwork.getVaults().catch(() => {});
     await new Promise((resolve) => setTimeout(resolve, 100));
     await passwork.close().catch(() => {});
     await new Promise((resolve) => setTimeout(resolve, 3_000));
     return Date.now();`,
    { options: 'fetch: (url, init) => fetch(url, init)' },
  );
  assert.ok((await ended) < left - 1_000, 'it holds the connection until the program ends');
});

test('apiVersion holds with an agent of the caller too', async () => {
  const seen = await inProject(
    'commonjs',
    `const Passwork = require('passwork-wasm');
     const asked = [];
     class Agent { request = { get: async (endpoint) => { asked.push(endpoint); return []; } }; }
     (async () => {
       const kinds = [];
       for (const apiVersion of [5, '4', null, undefined, 4]) {
         const passwork = new Passwork({ host: 'http://x', apiVersion }, { agent: Agent });
         kinds.push(await passwork.getVaults().then(() => 'done', (error) => error.kind));
       }
       print({ kinds, asked: asked.length });
     })();`,
  );
  assert.deepEqual(seen, { kinds: ['usage', 'usage', 'done', 'done', 'done'], asked: 3 });
});
