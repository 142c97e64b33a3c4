// examples/extension in a real Chromium, against a server of Passwork 7.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { startServer } from '../conformance-7/server.mjs';
import { buildWorld } from '../conformance-7/world.mjs';
import { buildForTest, fillIn, openWithExtension } from './support/extension.mjs';
import { startHolding } from './support/holding.mjs';
import { startSite } from './support/login-site.mjs';
import { keepPopup } from './support/pictures.mjs';
import { until } from './support/until.mjs';

const { PASSWORK_PACKAGE } = process.env;
const Passwork = createRequire(import.meta.url)(PASSWORK_PACKAGE);

const SITE = 'intranet.example.org';
const PASSWORD = 'p4per-trail of seven';
const world = buildWorld('cse');
const textOf = ({ access, refresh }) => `${access}:${refresh}`;
const shoot = (popup, name) => keepPopup(`extension-7-${name}`, popup);

let site;
let folder;
let chrome;

before(async () => {
  site = await startSite();
  folder = buildForTest(PASSWORK_PACKAGE);
  chrome = await openWithExtension(folder, { [`${SITE}:80`]: site.address });
});

after(async () => {
  await chrome?.close();
  await site?.close();
  if (folder) fs.rmSync(folder, { recursive: true, force: true });
});

/** A server with an entry for the site, behind a proxy that can keep answers back; nobody is logged in. */
async function scene(t, options = {}) {
  const server = await startServer({ world, ...options });
  t.after(() => server.close());
  const front = await startHolding(server.origin);
  t.after(() => front.close());
  const passwork = new Passwork(server.origin);
  await passwork.login(textOf(server.tokens), options.world ? null : world.masterPassword);
  const [vault] = await passwork.getVaults();
  await passwork.addPassword({
    vaultId: vault.id,
    name: 'Intranet',
    login: 'ada.example',
    password: PASSWORD,
    url: `http://${SITE}/login`,
    custom: [{ name: 'Second factor', value: 'JBSWY3DPEHPK3PXP', type: 'totp' }],
  });
  await passwork.close();
  server.log.length = 0;
  const page = await chrome.context.newPage();
  t.after(() => page.close());
  await page.goto(`http://${SITE}/login`);
  const popup = await chrome.openPopup(page);
  await popup.evaluate(() => chrome.runtime.sendMessage({ type: 'lock' }));
  await popup.close();
  return { server, front, page };
}

async function openPopup(t, page) {
  const popup = await chrome.openPopup(page);
  t.after(async () => {
    await popup.close().catch(() => {});
    assert.deepEqual(popup.problems, []);
  });
  return popup;
}

async function logIn(popup, front, key, master = world.masterPassword) {
  await fillIn(popup, [front.origin, key, master]);
  await popup.click('button[type=submit]');
}

async function loggedIn(t, options) {
  const { server, front, page } = await scene(t, options);
  const popup = await openPopup(t, page);
  await logIn(popup, front, textOf(server.tokens));
  await popup.shows(`For ${SITE}`);
  await popup.has('.row');
  return { server, front, page, popup };
}

const kept = (popup) => popup.evaluate(() => chrome.storage.session.get());
const reveal = async (popup) => {
  await popup.click('.row .open');
  await popup.click('[aria-label="Show Password"]');
  await popup.shows(PASSWORD);
};

test('logs in with a pair, lists, opens, fills; nobody is asked which server it is', async (t) => {
  const { server, page, popup } = await loggedIn(t);
  assert.ok(!server.log.some(({ api }) => api !== 'v1'), server.log.map(({ url }) => url).join(' '));
  const all = await kept(popup);
  assert.deepEqual(all.tokens, { token: server.tokens.access, refreshToken: server.tokens.refresh });
  assert.equal(all.session.apiVersion, 7);
  assert.ok(!JSON.stringify(all).includes(world.masterPassword), 'the master password is not kept');
  await popup.shows('Test User');
  await shoot(popup, 'list');
  await popup.click('.row .open');
  await until('a code', async () =>
    /^\d{3} \d{3}$/.test(await popup.evaluate(() => document.querySelector('.totp-code')?.textContent)),
  );
  await shoot(popup, 'entry');
  await popup.click('[aria-label="Show Password"]');
  await popup.shows(PASSWORD);
  await popup.click('footer .primary');
  await popup.shows('Filled in: login, password, code');
  assert.equal(await page.evaluate(() => document.querySelector('[name=pass]').value), PASSWORD);
});

test('a renewed pair is kept before it is used; a stopped worker goes on with it', async (t) => {
  const { server, page, popup } = await loggedIn(t);
  server.expire();
  await reveal(popup);
  assert.equal(server.stats.refreshes, 1);
  assert.deepEqual((await kept(popup)).tokens, {
    token: server.tokens.access,
    refreshToken: server.tokens.refresh,
  });
  await popup.close();
  await chrome.stopWorker();
  const again = await openPopup(t, page);
  await again.has('.row');
  await reveal(again);
  assert.equal(server.stats.refreshes, 1);
  assert.equal(server.log.filter(({ path }) => path === '/users/info').length, 1, 'no second login');
});

/** Opens the popup with an expired token, ends the worker where an answer was kept back, and opens it again. */
async function endedAt(t, is) {
  const { server, front, page, popup } = await loggedIn(t);
  await popup.close();
  await chrome.stopWorker();
  server.expire();
  const held = front.hold(is);
  const during = await openPopup(t, page);
  await held;
  const { refreshes } = server.stats;
  await chrome.stopWorker();
  await during.shows('has stopped this extension');
  await during.close();
  return { server, refreshes, popup: await openPopup(t, page) };
}

test('the worker ends before the renewal is sent: the next call renews', async (t) => {
  const { server, refreshes, popup } = await endedAt(t, ({ status }) => status === 401);
  assert.equal(refreshes, 0);
  await popup.has('.row');
  await reveal(popup);
  assert.equal(server.stats.refreshes, 1);
});

test('the worker ends after the new pair was kept: the next call uses it', async (t) => {
  let renewed = false;
  const { server, refreshes, popup } = await endedAt(t, ({ path }) => {
    if (renewed) return true; // the repeated request
    renewed = path.endsWith('/sessions/refresh');
    return false;
  });
  assert.equal(refreshes, 1);
  await popup.has('.row');
  await reveal(popup);
  assert.equal(server.stats.refreshes, 1);
});

for (const rotatedCode of ['notFound', 'accessTokenExpired']) {
  test(`the worker ends in between: the popup asks for new tokens (the server says ${rotatedCode})`, async (t) => {
    const { server, front, page, popup } = await loggedIn(t, { rotatedCode });
    await popup.close();
    await chrome.stopWorker();
    server.expire();
    const held = front.hold(({ path }) => path.endsWith('/sessions/refresh'));
    await openPopup(t, page);
    await held;
    await chrome.stopWorker();
    const after = await openPopup(t, page);
    await after.shows('New tokens are needed');
    await after.has('form.login');
    assert.deepEqual(await kept(after), {}, 'nothing of the dead session is left');
    await shoot(after, `new-tokens-${rotatedCode}`);
    await logIn(after, front, textOf(server.openSession()));
    await after.has('.row');
    await reveal(after);
  });
}

test('an access token alone works until it has expired', async (t) => {
  const { server, front, page } = await scene(t);
  const popup = await openPopup(t, page);
  await logIn(popup, front, server.tokens.access);
  await popup.has('.row');
  await chrome.stopWorker();
  await reveal(popup);
  server.expire();
  await chrome.stopWorker();
  const again = await openPopup(t, page);
  await again.shows('New tokens are needed');
  assert.equal(server.stats.refreshes, 0);
});

test('a slip in the master password while the pair is renewed does not lose it', async (t) => {
  const { server, front, page } = await scene(t);
  const typed = textOf(server.tokens);
  server.expire();
  const popup = await openPopup(t, page);
  await logIn(popup, front, typed, 'wrong');
  await popup.shows('Is the master password right?');
  assert.equal(server.stats.refreshes, 1);
  await popup.close();
  await chrome.stopWorker();
  const again = await openPopup(t, page);
  await logIn(again, front, typed);
  await again.has('.row');
  await again.click('[aria-label="Lock"]');
  await again.shows('The tokens were renewed meanwhile');
  assert.deepEqual(await kept(again), {});
  await logIn(again, front, typed);
  await again.shows('New tokens are needed');
  assert.deepEqual(await kept(again), {}, 'of a login that failed nothing is left either');
});

test('the worker ends while it logs in, after the pair was renewed: the same text leads to the new one', async (t) => {
  const { server, front, page } = await scene(t);
  const typed = textOf(server.tokens);
  server.expire();
  const popup = await openPopup(t, page);
  let renewed = false;
  const held = front.hold(({ path }) => {
    if (renewed) return true;
    renewed = path.endsWith('/sessions/refresh');
    return false;
  });
  await logIn(popup, front, typed);
  await held;
  await chrome.stopWorker();
  await popup.shows('has stopped this extension');
  await popup.click('button[type=submit]');
  await popup.has('.row');
  assert.equal(server.stats.refreshes, 1);
  assert.equal((await kept(popup)).typed, undefined);
});

test('locked while the pair is renewed: nothing comes back', async (t) => {
  const { server, front, page, popup } = await loggedIn(t);
  server.expire();
  const held = front.hold(({ path }) => path.endsWith('/sessions/refresh'));
  await popup.evaluate(() => void document.querySelector('.row .open').click());
  await held;
  await popup.evaluate(() => chrome.runtime.sendMessage({ type: 'lock' }));
  front.release();
  await new Promise((resolve) => setTimeout(resolve, 300)); // in which it would have been kept
  assert.deepEqual(await kept(popup), {});
  const again = await openPopup(t, page);
  await again.has('form.login');
});

test('half an hour without use: locked, and it says that the tokens are others now', async (t) => {
  const { server, page, popup } = await loggedIn(t);
  server.expire();
  await reveal(popup);
  await popup.evaluate(() => chrome.storage.session.set({ usedAt: Date.now() - 31 * 60_000 }));
  await popup.close();
  const again = await openPopup(t, page);
  await again.has('form.login');
  await again.shows('The tokens were renewed meanwhile');
  assert.deepEqual(await kept(again), {});
});

test('the API key of the old server: new tokens are needed', async (t) => {
  const { front, page } = await scene(t);
  const popup = await openPopup(t, page);
  await logIn(popup, front, 'x'.repeat(60));
  await popup.shows('New tokens are needed');
  assert.deepEqual(await kept(popup), {});
});

test('without client-side encryption: no master password, and it goes on after a stop', async (t) => {
  const plain = buildWorld('plain');
  const { server, front, page } = await scene(t, { world: plain });
  const popup = await openPopup(t, page);
  await logIn(popup, front, textOf(server.tokens), 'some password');
  await popup.shows('leave the master password empty');
  await popup.evaluate(() => {
    document.querySelector('label:nth-of-type(3) input').value = '';
  });
  await logIn(popup, front, textOf(server.tokens), '');
  await popup.has('.row');
  await chrome.stopWorker();
  await reveal(popup);
});
