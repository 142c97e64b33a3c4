// docs/start.md: the page that it shows, word for word, under the policy of docs/loading.md, in Chromium and in Firefox.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { startServer } from '../conformance/server.mjs';
import { buildWorld } from '../conformance/world.mjs';
import { openBrowser } from './support/browser.mjs';
import { openFirefox } from './support/firefox.mjs';

const read = (name) => fs.readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
const start = read('start.md');
const [, page] = /^```html\n([\s\S]*?)^```$/m.exec(start);
const [, script] = /^```js\n(\/\/ vaults\.js\n[\s\S]*?)^```$/m.exec(start);
const [, policy] = /^Content-Security-Policy: (script-src .*)$/m.exec(read('loading.md'));

let site;
let origin;

before(async () => {
  site = http.createServer((req, res) => {
    const { pathname } = new URL(req.url, 'http://localhost');
    const send = (type, contents) =>
      res.writeHead(200, { 'content-type': type, 'content-security-policy': rule }).end(contents);
    const rule = policy.replace('https://passwork.example.com', 'http://127.0.0.1:*');
    if (pathname === '/') return send('text/html', page);
    if (pathname === '/vaults.js') return send('text/javascript', script);
    const file = path.join(process.env.PASSWORK_PACKAGE, pathname.replace('/node_modules/passwork-wasm/', ''));
    if (/\.m?js$/.test(pathname) && fs.existsSync(file)) return send('text/javascript', fs.readFileSync(file));
    res.writeHead(404).end();
  });
  await new Promise((resolve) => site.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${site.address().port}/`;
});

after(() => {
  site?.closeAllConnections();
  return new Promise((resolve) => site?.close(resolve));
});

const BROWSERS = {
  async Chromium() {
    const browser = await openBrowser();
    const tab = await browser.newPage();
    const evaluate = (fn, ...args) => tab.evaluate(`(${fn})(...${JSON.stringify(args)})`);
    return { go: (address) => tab.goto(address), evaluate, close: () => browser.close() };
  },
  Firefox: () => openFirefox(),
};

/** Fills the form in; what the page shows after that. */
const logIn = async (values) => {
  const form = document.querySelector('form');
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
  form.requestSubmit();
  for (let tries = 0; tries < 400; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const status = document.querySelector('[role=status]').textContent;
    const rows = [...document.querySelectorAll('li')].map((row) => row.textContent);
    if (status || rows.length) return { status, rows, form: Boolean(document.querySelector('form')) };
  }
  throw new Error('nothing came of it');
};

for (const [name, open] of Object.entries(BROWSERS))
  test(`${name}: the page logs in and lists the vaults; what fails is told, without the key`, async (t) => {
    const world = buildWorld('pbkdf');
    const server = await startServer({ world });
    t.after(() => server.close());
    const browser = await open();
    t.after(() => browser.close());
    await browser.go(origin);
    const key = 'no-key-of-this-server-at-all';
    const failed = await browser.evaluate(logIn, { host: server.url, key, master: world.masterPassword });
    assert.ok(failed.status.length > 10 && failed.form, failed.status);
    assert.ok(!failed.status.includes(key) && !failed.status.includes(world.masterPassword));

    await browser.go(origin);
    const seen = await browser.evaluate(logIn, { host: server.url, key: world.apiKey, master: world.masterPassword });
    assert.deepEqual(
      { ...seen, rows: seen.rows.toSorted() },
      {
        status: '',
        rows: world.state.vaults
          .filter(({ inboxOnly }) => !inboxOnly)
          .map((vault) => vault.name)
          .toSorted(),
        form: false,
      },
    );
  });
