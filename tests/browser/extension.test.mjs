// examples/extension, loaded unpacked into a real Chromium, against the sandbox.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { startSandbox } from '../sandbox/sandbox.mjs';
import { buildForTest, fillIn, openWithExtension } from './support/extension.mjs';
import { startSite } from './support/login-site.mjs';
import { savePicture, saveTogether, wanted } from './support/pictures.mjs';
import { until } from './support/until.mjs';

const { PASSWORK_PACKAGE } = process.env;
const Passwork = createRequire(import.meta.url)(PASSWORK_PACKAGE);

const SITE = 'intranet.example.org';
const ENTRY = { name: 'Intranet', login: 'ada.example', password: 'p4per-trail & <tags>', url: `http://${SITE}/login` };
const SECRET = 'JBSWY3DPEHPK3PXP';

let sandbox;
let site;
let folder;
let chrome;

before(async () => {
  sandbox = await startSandbox();
  site = await startSite();
  await addEntries();
  folder = buildForTest(PASSWORK_PACKAGE);
  chrome = await openWithExtension(folder, { [`${SITE}:80`]: site.address, 'elsewhere.example.net:80': site.address });
  await chrome.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: sandbox.origin });
});

after(async () => {
  await chrome?.close();
  await site?.close();
  await sandbox?.close();
  if (folder) fs.rmSync(folder, { recursive: true, force: true });
});

async function addEntries() {
  const passwork = new Passwork(sandbox.url);
  await passwork.login(sandbox.env.API_KEY, sandbox.env.USER_MASTER_PASS);
  const common = { vaultId: 'infrastructure', folderId: null, description: '', tags: [] };
  await passwork.addPassword({
    ...common,
    ...ENTRY,
    description: 'Ask Grace before changing it.',
    tags: ['shared'],
    custom: [
      { name: 'Second factor', value: SECRET, type: 'totp' },
      { name: 'Room', value: '4.12', type: 'text' },
    ],
  });
  await passwork.addPassword({
    ...common,
    name: 'Intranet, administrator',
    login: 'root',
    password: 'not-for-daily-use',
    url: `http://${SITE}`,
  });
  await passwork.addPassword({
    ...common,
    name: 'Travel booking',
    login: 'ada@example.org',
    password: 'window-seat',
    url: SITE,
  });
  await passwork.addPassword({ ...common, name: 'Other site', login: 'x', password: 'y', url: `http://not-${SITE}` });
  await passwork.logout();
}

async function openSite(t, address = `http://${SITE}/login`) {
  const page = await chrome.context.newPage();
  t.after(() => page.close());
  await page.goto(address);
  return page;
}

async function openPopup(t, page) {
  const popup = await chrome.openPopup(page);
  t.after(async () => {
    await popup.close().catch(() => {});
    assert.deepEqual(popup.problems, []);
  });
  return popup;
}

const logIn = async (popup, master = sandbox.env.USER_MASTER_PASS, key = sandbox.env.API_KEY) => {
  await fillIn(popup, [sandbox.url, key, master]);
  await popup.click('button[type=submit]');
};

const shots = { light: [], dark: [] };
async function shoot(popup) {
  for (const scheme of ['light', 'dark']) {
    await popup.colours(scheme);
    shots[scheme].push(await popup.picture());
  }
  await popup.colours('light');
}

test('what does not work is said: address, key, master password', async (t) => {
  const popup = await openPopup(t, await openSite(t));
  await popup.has('form.login');
  await fillIn(popup, ['http://passwork.example.com', 'key', '']);
  await popup.click('button[type=submit]');
  await popup.shows('must begin with https://');
  await logIn(popup, 'wrong', sandbox.env.API_KEY);
  await popup.shows('Is the master password right?');
  await logIn(popup, sandbox.env.USER_MASTER_PASS, 'wrong');
  await popup.shows('does not know this API key');
});

test('logs in and shows the entries for the page', async (t) => {
  const popup = await openPopup(t, await openSite(t));
  await fillIn(popup, ['passwork.example.com', sandbox.env.API_KEY, sandbox.env.USER_MASTER_PASS]);
  await popup.evaluate(() => document.activeElement.blur());
  await shoot(popup);
  await logIn(popup);
  await popup.shows(`For ${SITE}`);
  await popup.has('.row');
  const names = await popup.evaluate(() =>
    [...document.querySelectorAll('.row .two-lines > :first-child')].map((n) => n.textContent),
  );
  assert.deepEqual(
    names,
    ['Intranet', 'Intranet, administrator', 'Travel booking'],
    'and not the one of not-intranet.example.org',
  );
  await shoot(popup);
  const kept = await popup.evaluate(async () =>
    JSON.stringify([await chrome.storage.local.get(), await chrome.storage.session.get(), { ...localStorage }]),
  );
  assert.ok(!kept.includes(sandbox.env.USER_MASTER_PASS), 'the master password is not kept');
  assert.ok(!kept.includes(sandbox.env.API_KEY), 'nor the API key');
});

test('the worker is stopped, and goes on without any password', async (t) => {
  const page = await openSite(t);
  await chrome.stopWorker();
  const logins = () => sandbox.log.filter((entry) => entry.path?.includes('/auth/login')).length;
  const before = logins();
  const popup = await openPopup(t, page);
  await popup.shows('Intranet, administrator');
  assert.equal(logins(), before);
});

test('the worker is stopped after a session was refreshed: the new tokens are there', async (t) => {
  const page = await openSite(t);
  sandbox.expireAll();
  const popup = await openPopup(t, page);
  await popup.shows('Intranet, administrator');
  await popup.close();
  await chrome.stopWorker();
  const again = await openPopup(t, page);
  await again.shows('Intranet, administrator');
});

test('an entry: reveal, copy, second factor, clipboard emptied', async (t) => {
  const page = await openSite(t);
  const popup = await openPopup(t, page);
  await popup.has('.row');
  const html = () => popup.evaluate(() => document.documentElement.outerHTML);
  await popup.click('.row .open');
  await popup.has('.totp');
  assert.ok(!(await html()).includes('p4per'), 'not in the page before it is asked for');
  await until('a code', async () =>
    /^\d{3} \d{3}$/.test(await popup.evaluate(() => document.querySelector('.totp-code').textContent)),
  );
  assert.match(await popup.evaluate(() => document.querySelector('.totp-left').textContent), /^\d+ s$/);
  if (wanted) await aWhole(popup);
  await shoot(popup);
  await popup.click('[aria-label="Show Password"]');
  await popup.shows(ENTRY.password);
  await popup.click('[aria-label="Hide Password"]');
  await until('it is covered', async () => !(await html()).includes('p4per'));
  await chrome.stopWorker(); // while the popup is open
  await popup.click('[aria-label="Copy Password"]');
  await popup.shows('Copied.');
  await popup.close();
  const reader = await openSite(t, `${sandbox.origin}/sandbox.json`); // only secure origins have a clipboard
  const read = () => reader.evaluate(() => navigator.clipboard.readText());
  assert.equal(await read(), ENTRY.password);
  await until('the clipboard is empty', async () => (await read()).trim() === '');
});

test('fills the form of the page', async (t) => {
  const page = await openSite(t);
  const popup = await openPopup(t, page);
  await popup.click('.row .open');
  if (wanted) await aWhole(popup);
  await popup.click('footer .primary');
  await popup.shows('Filled in: login, password, code');
  const seen = await page.evaluate(() => ({
    ...Object.fromEntries(new FormData(document.querySelector('form'))),
    heard: document.body.dataset.heard,
  }));
  const code = seen.code;
  assert.deepEqual(
    { ...seen, code: '' },
    { user: ENTRY.login, pass: ENTRY.password, code: '', heard: 'user pass code' },
  );
  assert.match(code, /^\d{6}$/);
  const picture = await popup.picture();
  savePicture('extension-fill.png', await together(page, picture));
});

/** A picture shows the code better while its time is not nearly over. */
const aWhole = (popup) =>
  until(
    'time',
    () => popup.evaluate(() => Number.parseInt(document.querySelector('.totp-left').textContent, 10) > 12),
    30,
  );

/** The page as it is, with the popup where the browser shows it. */
async function together(page, { data, width }) {
  const shot = (await page.screenshot()).toString('base64');
  const stage = await chrome.context.newPage();
  await stage.setContent(`<style>body { margin: 0 } div { position: relative; width: 960px } img { display: block }
    img + img { position: absolute; top: 8px; right: 12px; border-radius: 10px; box-shadow: 0 8px 30px rgb(0 0 0 / 35%) }
    </style><div><img src="data:image/png;base64,${shot}"><img width="${width}" src="data:image/png;base64,${data}"></div>`);
  const bytes = await stage.locator('div').screenshot();
  await stage.close();
  return bytes;
}

test('elsewhere: nothing is offered, and what is searched cannot be filled in', async (t) => {
  const popup = await openPopup(t, await openSite(t, 'http://elsewhere.example.net/'));
  await popup.shows('Nothing for this page');
  await popup.click('input[type=search]');
  await popup.type('intranet');
  await popup.has('.row');
  await popup.press('ArrowDown', 'ArrowDown', 40);
  assert.equal(await popup.evaluate(() => document.activeElement.className), 'open', 'by keyboard');
  await popup.click('.row .open');
  await popup.shows('saved for another address');
  assert.equal(await popup.evaluate(() => document.querySelector('footer .primary').disabled), true);
});

test('lock: nothing is left, here and at the server', async (t) => {
  const popup = await openPopup(t, await openSite(t));
  await popup.click('[aria-label="Lock"]');
  await popup.shows('Locked.');
  assert.deepEqual(await popup.evaluate(() => chrome.storage.session.get()), {});
  assert.deepEqual(await popup.evaluate(() => chrome.storage.local.get()), { host: sandbox.url });
  const open = [...sandbox.state.sessions.values()].filter(({ expired }) => !expired);
  assert.deepEqual(open, []);
  await saveTogether(chrome.context, 'extension-light.png', shots.light, '#e6e9ee');
  await saveTogether(chrome.context, 'extension-dark.png', shots.dark, '#07090c');
});

test('a server without client-side encryption: no master password, and it goes on after a stop', async (t) => {
  const plain = await startSandbox({ clientSideEncryption: false });
  t.after(() => plain.close());
  const page = await openSite(t);
  const popup = await openPopup(t, page);
  const submit = async (master) => {
    await popup.has('form.login');
    await fillIn(popup, [plain.url, plain.env.API_KEY, master]);
    await popup.click('button[type=submit]');
  };
  await submit('some password');
  await popup.shows('leave the master password empty');
  await popup.evaluate(() => {
    document.querySelector('label:nth-of-type(3) input').value = '';
  });
  await submit('');
  await popup.shows('Nothing for this page');
  await chrome.stopWorker();
  await popup.click('input[type=search]');
  await popup.type('registrar');
  await popup.click('.row .open');
  await popup.click('[aria-label="Show Password"]');
  await popup.shows('zone-file-dreams-1987');
});
