// How the platform's fetch is called.
import assert from 'node:assert/strict';
import { test } from 'node:test';
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
