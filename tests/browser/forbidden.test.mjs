// What a page may forbid: WebAssembly by its policy, the server by CORS. One clear error, at the first use.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { after, before, test } from 'node:test';
import { openBrowser, POLICY, servePackage } from './support/browser.mjs';

const PAGES = {
  'script tag': `<script src="/passwork/web/dist/passwork-web-api.js"></script>`,
  'ES module': `<script type="module" src="/module.mjs"></script>`,
};
const SCRIPTS = {
  '/module.mjs': `import Passwork, { PassworkError } from '/passwork/index.mjs';
globalThis.passwork = (options) => new Passwork(options);
globalThis.passwork.PassworkError = PassworkError;`,
  '/worker.js': `importScripts('/passwork/web/dist/passwork-web-api.js');
try {
  self.passwork('http://localhost/api/v4');
  postMessage({});
} catch ({ kind, message }) {
  postMessage({ kind, message });
}`,
  '/start.js': `new Worker('/worker.js').onmessage = ({ data }) => { globalThis.said = data; };`,
};

let browser;

before(async () => {
  browser = await openBrowser();
});

after(() => browser?.close());

async function openPage(t, html, policy) {
  const site = await servePackage(SCRIPTS, policy);
  t.after(() => site.close());
  const page = await browser.newPage();
  t.after(() => page.close());
  const uncaught = [];
  page.on('pageerror', (error) => uncaught.push(error.message));
  await page.goto(await site.page(html));
  return { page, uncaught };
}

const NO_WASM = POLICY.replace(" 'wasm-unsafe-eval'", '');
const SAYS = /WebAssembly may not be compiled here\..*add 'wasm-unsafe-eval' to script-src .*Content-Security-Policy/;

for (const [name, html] of Object.entries(PAGES)) {
  test(`${name}: under a policy without 'wasm-unsafe-eval' it loads, and the first client says what is missing`, async (t) => {
    const { page, uncaught } = await openPage(t, html, NO_WASM);
    await page.waitForFunction(() => typeof globalThis.passwork === 'function');
    assert.deepEqual(uncaught, [], 'at import');
    const seen = await page.evaluate(() =>
      [1, 2].map(() => {
        try {
          return globalThis.passwork('http://localhost/api/v4');
        } catch (error) {
          const ours = error instanceof globalThis.passwork.PassworkError;
          return { ours, kind: error.kind, message: error.message, cause: error.cause?.name };
        }
      }),
    );
    for (const { message, ...rest } of seen) {
      assert.deepEqual(rest, { ours: true, kind: 'engine', cause: 'CompileError' });
      assert.match(message, SAYS);
    }
  });

  test(`${name}: a server that does not allow the page's origin is explained`, async (t) => {
    const server = http.createServer((_, res) => res.end('{"status":"success","data":1}'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => server.close());
    const { page } = await openPage(t, html);
    await page.waitForFunction(() => typeof globalThis.passwork === 'function');
    const seen = await page.evaluate(
      (host) =>
        globalThis
          .passwork(host)
          .login('an-api-key')
          .catch(({ kind, message, httpStatus }) => ({ kind, message, httpStatus })),
      `http://127.0.0.1:${server.address().port}/api/v4`,
    );
    assert.deepEqual([seen.kind, seen.httpStatus], ['network', 'serverError']);
    assert.match(seen.message, /server allows this origin \(CORS\)/);
    assert.doesNotMatch(seen.message, /an-api-key/);
  });
}

test("a worker under a policy without 'wasm-unsafe-eval'", async (t) => {
  const policy = `${NO_WASM}; worker-src 'self'`;
  const { page } = await openPage(t, '<script src="/start.js"></script>', policy);
  await page.waitForFunction(() => globalThis.said);
  const { kind, message } = await page.evaluate(() => globalThis.said);
  assert.equal(kind, 'engine');
  assert.match(message, SAYS);
});
