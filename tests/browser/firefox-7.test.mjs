// The extension and the vault browser in a real Firefox, against a server of Passwork 7. The popup is opened in a tab.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { buildExtension } from '../../examples/extension/build.mjs';
import { startServer } from '../conformance-7/server.mjs';
import { buildWorld } from '../conformance-7/world.mjs';
import { startFront } from '../sandbox/front.mjs';
import { findFirefox, openFirefox } from './support/firefox.mjs';
import { startHolding } from './support/holding.mjs';
import { keepFirefox } from './support/pictures.mjs';
import { until } from './support/until.mjs';

const { PASSWORK_PACKAGE } = process.env;
const ID = 'passwork-wasm-example@example.org';
const UUID = '6f1a52a0-3c5e-4c0e-9d9e-2f60a3f3a001';
const POPUP = `moz-extension://${UUID}/popup/popup.html`;
const SECRET = 'S3cret pass of full';

const skip = findFirefox() ? false : 'no Firefox here: apt-get install firefox-esr, or set PASSWORK_FIREFOX';
const world = buildWorld('cse');
const textOf = ({ access, refresh }) => `${access}:${refresh}`;

/** The browser, with short words for what a person does and sees. */
async function open(t, preferences) {
  const firefox = await openFirefox(preferences);
  t.after(() => firefox.close());
  const text = () => firefox.evaluate(() => document.body.textContent);
  const waitFor = (what, ask) =>
    until(what, ask).catch(async (error) => {
      throw new Error(`${error.message}; it shows:\n${await text()}`);
    });
  const has = (selector) =>
    waitFor(selector, () => firefox.evaluate((s) => Boolean(document.querySelector(s)), selector));
  return {
    firefox,
    has,
    shows: (words) => waitFor(words, async () => (await text()).includes(words)),
    click: async (selector) => {
      await has(selector);
      await (await firefox.element(selector)).click();
    },
    fillIn: async (values) => {
      for (const [at, value] of values.entries()) {
        const selector = `label:nth-of-type(${at + 1}) input`;
        await has(selector);
        await firefox.evaluate((s) => {
          document.querySelector(s).value = '';
        }, selector);
        await (await firefox.element(selector)).type(value);
      }
      await (await firefox.element('button[type=submit]')).click();
    },
  };
}

test('Firefox: the extension; its event page ends before, within and after a renewal', {
  skip,
  timeout: 180_000,
}, async (t) => {
  const server = await startServer({ world });
  t.after(() => server.close());
  const front = await startHolding(server.origin);
  t.after(() => front.close());
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-extension-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  buildExtension({ packageFolder: PASSWORK_PACKAGE, out: folder });
  const page = await open(t, {
    'extensions.webextensions.uuids': JSON.stringify({ [ID]: UUID }), // else it is another one each time
    'extensions.webextOptionalPermissionPrompts': false, // nobody can click the question for the server's address
  });
  const { firefox } = page;
  assert.equal(await firefox.install(folder), ID);
  const terminate = () => firefox.inBrowser((id) => WebExtensionPolicy.getByID(id).extension.terminateBackground(), ID);
  const kept = () => firefox.evaluate(() => browser.storage.session.get());
  /** At once: what is typed letter by letter may be searched for more than once. */
  const query = async () => {
    await page.has('input[type=search]');
    await firefox.evaluate(() => {
      const input = document.querySelector('input[type=search]');
      input.value = 'full';
      input.dispatchEvent(new Event('input'));
    });
  };
  const reveal = async () => {
    await query();
    await page.has('.row');
    await page.click('.row .open');
    await page.click('[aria-label="Show Password"]');
    await page.shows(SECRET);
  };
  /** Searches with an expired token; the event page ends where an answer is kept back. */
  const endedAt = async (is) => {
    await terminate(); // the next one begins with a single request
    server.expire();
    await firefox.go(POPUP);
    const held = front.hold(is);
    await query();
    await held;
    const { refreshes } = server.stats;
    await terminate();
    await page.shows('has stopped this extension');
    await firefox.go(POPUP);
    return refreshes;
  };

  await firefox.go(POPUP);
  await page.fillIn([front.origin, textOf(server.tokens), world.masterPassword]);
  await page.has('.browse');
  await reveal();
  await keepFirefox('firefox-7-extension-entry', firefox);
  assert.deepEqual((await kept()).tokens, { token: server.tokens.access, refreshToken: server.tokens.refresh });

  assert.equal(await endedAt(({ status }) => status === 401), 0);
  await reveal();
  assert.equal(server.stats.refreshes, 1);

  let renewed = false;
  const repeated = ({ path: at }) => {
    if (renewed) return true;
    renewed = at.endsWith('/sessions/refresh');
    return false;
  };
  assert.equal(await endedAt(repeated), 2);
  await reveal();
  assert.equal(server.stats.refreshes, 2);
  assert.deepEqual((await kept()).tokens, { token: server.tokens.access, refreshToken: server.tokens.refresh });

  assert.equal(await endedAt(({ path: at }) => at.endsWith('/sessions/refresh')), 3);
  await query();
  await page.shows('New tokens are needed');
  await page.has('form.login');
  assert.deepEqual(await kept(), {});
  await keepFirefox('firefox-7-extension-new-tokens', firefox);
  await page.fillIn([front.origin, textOf(server.openSession()), world.masterPassword]);
  await reveal();
  await page.click('[aria-label="Back"]');
  await page.click('[aria-label="Lock"]');
  await page.shows('Locked.');
  assert.deepEqual(await kept(), {});
});

test('Firefox: the vault browser', { skip, timeout: 120_000 }, async (t) => {
  const server = await startServer({ world, guessed: true });
  t.after(() => server.close());
  const env = { HOST: '', API_KEY: textOf(world.tokens), USER_MASTER_PASS: world.masterPassword };
  const site = await startFront({ target: server.origin, port: 0, env });
  t.after(() => site.close());
  const strict = http.createServer((_, res) => res.writeHead(404).end());
  await new Promise((resolve) => strict.listen(0, '127.0.0.1', resolve));
  t.after(() => strict.close());
  t.after(() => strict.closeAllConnections());
  const page = await open(t);
  const { firefox } = page;

  await firefox.go(`${site.origin}/examples/web/`);
  const filled = () => firefox.evaluate(() => Boolean(document.querySelector('[name=API_KEY]')?.value));
  await until('the settings', filled);
  await page.fillIn([`http://127.0.0.1:${strict.address().port}`]);
  await page.shows(`does not let pages of ${site.origin} ask it (CORS)`);
  await keepFirefox('firefox-7-web-cors', firefox);

  await page.fillIn([site.origin]);
  await page.shows('Company vault');
  server.expire();
  await page.click('.tree section:nth-of-type(1) .name');
  await page.has('.list li:nth-child(6) .item');
  await page.click('.list li:nth-child(6) .item');
  await page.shows('History');
  await keepFirefox('firefox-7-web-entry', firefox);
  await page.click('[aria-label="Show Password"]');
  await page.shows(SECRET);
  assert.equal(server.stats.refreshes, 1);
  await page.click('.more:last-child button');
  await page.shows('As it was until');
  await keepFirefox('firefox-7-web-former', firefox);
  await page.click('[aria-label="Log out"]');
  await page.shows('The tokens were renewed meanwhile');
});
