// examples/extension in a real Firefox, as a temporary add-on, against the sandbox. The popup is opened in a tab.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { buildExtension } from '../../examples/extension/build.mjs';
import { startSandbox } from '../sandbox/sandbox.mjs';
import { findFirefox, openFirefox } from './support/firefox.mjs';
import { until } from './support/until.mjs';

const { PASSWORK_PACKAGE } = process.env;
const ID = 'passwork-wasm-example@example.org';
const UUID = '6f1a52a0-3c5e-4c0e-9d9e-2f60a3f3a001';
const POPUP = `moz-extension://${UUID}/popup/popup.html`;

const skip = findFirefox() ? false : 'no Firefox here: apt-get install firefox-esr, or set PASSWORK_FIREFOX';

const waitFor = (firefox, fn, ...args) =>
  until(fn, () => firefox.evaluate(fn, ...args)).catch(async (error) => {
    throw new Error(`${error.message}; it shows:\n${await firefox.evaluate(() => document.body.textContent)}`);
  });

const has = (firefox, selector) => waitFor(firefox, (s) => Boolean(document.querySelector(s)), selector);
/** Of the extension's background, which is asked as the popup asks it. */
const ask = (firefox, message) => firefox.evaluate((m) => browser.runtime.sendMessage(m), message);

test('Firefox: log in, list, code, fill, event page stopped, lock', { skip, timeout: 120_000 }, async (t) => {
  const sandbox = await startSandbox();
  t.after(() => sandbox.close());
  const form = fs.readFileSync(new URL('./support/login-form.html', import.meta.url));
  const site = http.createServer((_, res) => res.setHeader('content-type', 'text/html; charset=utf-8').end(form));
  await new Promise((resolve) => site.listen(0, '127.0.0.1', resolve));
  t.after(() => site.close());
  t.after(() => site.closeAllConnections());
  const page = `http://127.0.0.1:${site.address().port}/login`;
  await addEntry(sandbox, page);

  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-extension-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  buildExtension({ packageFolder: PASSWORK_PACKAGE, out: folder });
  const later = path.join(folder, 'clipboard/later.js');
  fs.writeFileSync(later, fs.readFileSync(later, 'utf8').replace('SECONDS = 30', 'SECONDS = 3'));
  const firefox = await openFirefox({
    'extensions.webextensions.uuids': JSON.stringify({ [ID]: UUID }), // else it is another one each time
    'extensions.webextOptionalPermissionPrompts': false, // nobody can click the question for the server's address
  });
  t.after(() => firefox.close());
  assert.equal(await firefox.install(folder), ID);

  await firefox.go(page);
  const pageTab = await firefox.handle();
  const popupTab = await firefox.newTab();
  await firefox.switchTo(popupTab);
  await firefox.go(POPUP);
  await has(firefox, 'form.login');
  for (const [at, value] of [sandbox.url, sandbox.env.API_KEY, sandbox.env.USER_MASTER_PASS].entries()) {
    await (await firefox.element(`label:nth-of-type(${at + 1}) input`)).type(value);
  }
  await (await firefox.element('button[type=submit]')).click();
  await has(firefox, '.browse');
  await (await firefox.element('input[type=search]')).type('github');
  await has(firefox, '.row');
  await (await firefox.element('.row .open')).click();
  await waitFor(firefox, () => /^\d{3} \d{3}$/.test(document.querySelector('.totp-code')?.textContent));
  await (await firefox.element('[aria-label="Copy Password"]')).click();
  await waitFor(firefox, () => document.getElementById('toast').textContent.startsWith('Copied.'));
  const clipboard = () => firefox.inBrowser(() => navigator.clipboard.readText());
  assert.equal(await clipboard(), 'Tr0ub4dor&3-github');

  await until('the clipboard is empty', async () => (await clipboard()) === '');

  const list = await ask(firefox, { type: 'forPage', url: page });
  assert.deepEqual(
    list.value?.map(({ name }) => name),
    ['Own page'],
    list.error?.message,
  );
  const logins = () => sandbox.log.filter((entry) => entry.path?.includes('/auth/login')).length;
  const before = logins();
  await firefox.inBrowser((id) => WebExtensionPolicy.getByID(id).extension.terminateBackground(), ID);
  const tabId = await firefox.evaluate(
    async (url) => (await browser.tabs.query({})).find((tab) => tab.url === url)?.id,
    page,
  );
  const filled = await ask(firefox, { type: 'fill', ref: list.value[0].ref, tabId });
  assert.deepEqual(filled, { value: ['login', 'password'] });
  assert.equal(logins(), before, 'the stopped event page went on without a login');

  await firefox.switchTo(pageTab);
  const seen = await firefox.evaluate(() => Object.fromEntries(new FormData(document.querySelector('form'))));
  assert.deepEqual(seen, { user: 'ada', pass: 'fire & fox', code: '' });

  await firefox.switchTo(popupTab);
  await firefox.go(POPUP);
  await has(firefox, '.browse');
  await (await firefox.element('[aria-label="Lock"]')).click();
  await has(firefox, 'form.login');
  assert.deepEqual(await firefox.evaluate(() => browser.storage.session.get()), {});
  assert.equal(sandbox.state.sessions.size, 0);
});

async function addEntry(sandbox, url) {
  const Passwork = createRequire(import.meta.url)(PASSWORK_PACKAGE);
  const passwork = new Passwork(sandbox.url);
  await passwork.login(sandbox.env.API_KEY, sandbox.env.USER_MASTER_PASS);
  await passwork.addPassword({
    vaultId: 'infrastructure',
    name: 'Own page',
    login: 'ada',
    password: 'fire & fox',
    url,
  });
  await passwork.logout();
}
