// The server for users' tests and pages: Playwright hands it what a page asks, as docs/testing.md has it; and it runs in the page.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { openBrowser, servePackage } from './support/browser.mjs';

const { createTestServer } = createRequire(import.meta.url)(path.resolve(process.env.PASSWORK_PACKAGE, 'testing.js'));

const document = fs.readFileSync(new URL('../../docs/testing.md', import.meta.url), 'utf8');
const [, code] = /^```js\n\/\/ route\.mjs\n([\s\S]*?)^```$/m.exec(document);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'testing-route-'));
fs.writeFileSync(path.join(folder, 'route.mjs'), code);
const { routeTo } = await import(pathToFileURL(path.join(folder, 'route.mjs')).href);

const contents = { Infrastructure: { Databases: { orders: { login: 'app', password: 's3cret' } } } };

const READ = `window.read = async ({ host, key, masterPassword }) => {
  const client = window.passwork(host);
  try {
    await client.login(key, masterPassword);
    return await client.resolve('pw://Infrastructure/Databases/orders/password');
  } catch (error) {
    return error.kind;
  }
};`;

const IN_PAGE = `import { Passwork } from '/passwork/index.mjs';
import { createTestServer } from '/passwork/testing.mjs';
window.inPage = async (generation) => {
  const server = createTestServer({ generation, contents: ${JSON.stringify(contents)} });
  const passwork = new Passwork({ host: server.host, fetch: server.fetch });
  const { apiKey, tokens, masterPassword } = server;
  await passwork.login(apiKey ?? tokens.accessToken + ':' + tokens.refreshToken, masterPassword);
  const { id } = server.read('Infrastructure/Databases/orders');
  await passwork.editPassword(id, { password: 'changed' });
  server.fail({ times: 1, with: 'cutOff' });
  const error = await passwork.getPassword(id).catch((e) => e.kind);
  const listen = await server.listen().catch((e) => e.kind);
  return [server.read(id).password, (await passwork.getPassword(id)).getPassword(), error, listen];
};`;

let browser;
let site;
before(async () => {
  site = await servePackage({ '/read.js': READ, '/in-page.js': IN_PAGE });
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await site.close();
  fs.rmSync(folder, { recursive: true });
});

const keysOf = ({ host, apiKey, tokens, masterPassword }) => {
  return { host, key: apiKey ?? `${tokens.accessToken}:${tokens.refreshToken}`, masterPassword };
};

for (const generation of [4, 7]) {
  test(`what a page asks is answered by the server: ${generation}`, async (t) => {
    const server = createTestServer({ generation, contents });
    const page = await browser.newPage();
    t.after(() => page.close());
    await routeTo(server, page);
    const tags = '<script src="/passwork/web/dist/passwork-web-api.js"></script><script src="/read.js"></script>';
    await page.goto(await site.page(tags));
    const read = () => page.evaluate((given) => window.read(given), keysOf(server));
    assert.equal(await read(), 's3cret');
    server.change('Infrastructure/Databases/orders', { password: 'changed' });
    assert.equal(await read(), 'changed');
    server.fail({ path: generation === 4 ? '/vaults/list' : '/vaults', times: 1, with: 'reset' });
    assert.equal(await read(), 'network');
    assert.ok(server.requests.length > 6);
  });

  test(`it runs in a page: ${generation}`, async (t) => {
    const page = await browser.newPage();
    t.after(() => page.close());
    await page.goto(await site.page('<script type="module" src="/in-page.js"></script>'));
    await page.waitForFunction(() => window.inPage);
    const seen = await page.evaluate((given) => window.inPage(given), generation);
    assert.deepEqual(seen, ['changed', 'changed', 'network', 'usage']);
  });

  test(`a page asks the port: ${generation}`, async (t) => {
    const server = createTestServer({ generation, contents });
    t.after(() => server.close());
    await server.listen();
    const page = await browser.newPage();
    t.after(() => page.close());
    const tags = '<script src="/passwork/web/dist/passwork-web-api.js"></script><script src="/read.js"></script>';
    await page.goto(await site.page(tags));
    assert.equal(await page.evaluate((given) => window.read(given), keysOf(server)), 's3cret');
  });
}
