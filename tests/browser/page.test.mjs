// The package in a real page: script tag and ES module, against the kit's emulated server on another origin.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startServer } from '../conformance/server.mjs';
import { buildWorld } from '../conformance/world.mjs';
import { openBrowser, servePackage } from './support/browser.mjs';

const PAGES = {
  'script tag': `<script src="/passwork/web/dist/passwork-web-api.js"></script>`,
  'ES module': `<script type="module" src="/module.mjs"></script>`,
};
const MODULE = `import Passwork, { PassworkError } from '/passwork/index.mjs';
globalThis.passwork = (options) => new Passwork(options);
globalThis.PassworkError = PassworkError;`;

let browser;
let site;

before(async () => {
  site = await servePackage({ '/module.mjs': MODULE });
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await site?.close();
});

/** A page with the package loaded, and what went wrong in it. */
async function openPage(t, html) {
  const page = await browser.newPage();
  t.after(() => page.close());
  const problems = [];
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  await page.goto(await site.page(html));
  await page.waitForFunction(() => typeof globalThis.passwork === 'function');
  return { page, problems };
}

for (const [name, html] of Object.entries(PAGES)) {
  test(`${name}: loads under a policy of 'self' and 'wasm-unsafe-eval', and starts without waiting`, async (t) => {
    const { page, problems } = await openPage(t, html);
    const seen = await page.evaluate(() => {
      const client = globalThis.passwork('http://localhost/api/v4');
      return { client: typeof client, globals: Object.keys(globalThis).filter((key) => /passwork/i.test(key)) };
    });
    assert.equal(seen.client, 'object');
    const expected = name === 'script tag' ? ['passwork'] : ['PassworkError', 'passwork'];
    assert.deepEqual(seen.globals.sort(), expected);
    assert.deepEqual(problems, []);
  });

  for (const worldName of ['plain', 'pbkdf']) {
    test(`${name}: login, getPassword, logout (${worldName})`, async (t) => {
      const world = buildWorld(worldName);
      const server = await startServer({ world });
      t.after(() => server.close());
      const { page, problems } = await openPage(t, html);
      const seen = await page.evaluate(
        async ({ url, apiKey, masterPassword }) => {
          const client = globalThis.passwork(url);
          await client.login(apiKey, masterPassword);
          const entry = await client.getPassword('pFull');
          const attachment = await client.getAttachment('pFull', 'aAll');
          const bytes = Array.from(attachment.getData());
          await client.logout();
          return { name: entry.name, password: entry.getPassword(), customs: entry.getCustoms().length, bytes };
        },
        { url: server.url, apiKey: world.apiKey, masterPassword: world.masterPassword },
      );
      assert.deepEqual(seen, {
        name: 'Full',
        password: 'S3cret pass',
        customs: world.state.passwords.find(({ id }) => id === 'pFull').custom.length,
        bytes: Array.from({ length: 256 }, (_, i) => i),
      });
      assert.deepEqual(problems, []);
    });
  }
}

test('Files of another frame are read, also when that frame is gone; only the end of their name is stored', async (t) => {
  const server = await startServer({ world: buildWorld('plain') });
  t.after(() => server.close());
  const { page, problems } = await openPage(t, PAGES['ES module']);
  const seen = await page.evaluate(
    async ({ url, apiKey }) => {
      const client = globalThis.passwork(url);
      await client.login(apiKey);
      const fileOfFrame = (when, name) => {
        const frame = document.body.appendChild(document.createElement('iframe'));
        const file = new frame.contentWindow.File([Uint8Array.of(1, 2, 3)], name);
        if (when === 'gone') frame.remove();
        return { frame, file };
      };
      const ended = {};
      for (const when of ['there', 'gone', 'going']) {
        const { frame, file } = fileOfFrame(when, `C:\\fakepath/${when}.bin`);
        const adding = client.addPasswordWebAttachment('pMin', file);
        if (when === 'going') frame.remove();
        const late = new Promise((resolve) => setTimeout(resolve, 5000, 'never settled'));
        ended[when] = await Promise.race([
          adding.then(
            () => 'added',
            (error) => error.message,
          ),
          late,
        ]);
      }
      const { attachments } = await client.getPassword('pMin');
      const read = async ({ id, name }) => [name, ...(await client.getAttachment('pMin', id)).getData()];
      return { ended, stored: await Promise.all(attachments.map(read)) };
    },
    { url: server.url, apiKey: buildWorld('plain').apiKey },
  );
  assert.deepEqual(seen.ended, { there: 'added', gone: 'added', going: 'added' });
  assert.deepEqual(seen.stored.slice(-3), [
    ['there.bin', 1, 2, 3],
    ['gone.bin', 1, 2, 3],
    ['going.bin', 1, 2, 3],
  ]);
  assert.deepEqual(problems, []);
});
