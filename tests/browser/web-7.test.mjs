// examples/web in a real Chromium, against a server of Passwork 7.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { after, before, test } from 'node:test';
import { startServer } from '../conformance-7/server.mjs';
import { buildWorld, ids } from '../conformance-7/world.mjs';
import { startFront } from '../sandbox/front.mjs';
import { openBrowser } from './support/browser.mjs';
import { keepPicture } from './support/pictures.mjs';
import { textsBecome } from './support/texts.mjs';

const cse = buildWorld('cse');
const textOf = ({ access, refresh }) => `${access}:${refresh}`;

let browser;

before(async () => {
  browser = await openBrowser();
});

after(() => browser?.close());

/** The page before its login; `site` serves it and passes /api on. */
async function openPage(t, { world = cse, view = {}, elsewhere = false, expectErrors = false, ...options } = {}) {
  const server = await startServer({ world, ...options });
  t.after(() => server.close());
  const env = { HOST: '', API_KEY: textOf(world.tokens), USER_MASTER_PASS: world.masterPassword };
  const site = await startFront({ target: server.origin, port: 0, env });
  t.after(() => site.close());
  env.HOST = elsewhere ? server.origin : site.origin;
  const context = await browser.newContext({ viewport: { width: 1240, height: 780 }, ...view });
  const page = await context.newPage();
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    // A refusal of the server is told there by the browser itself.
    if (message.type() === 'error' && !/a status of 40\d/.test(message.text())) problems.push(message.text());
  });
  t.after(async () => {
    await context.close();
    if (!expectErrors) assert.deepEqual(problems, []);
  });
  await page.goto(`${site.origin}/examples/web/`);
  await page.waitForFunction(() => document.querySelector('[name=API_KEY]')?.value);
  return { page, server, site };
}

const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

async function connect(t, options) {
  const opened = await openPage(t, options);
  await press(opened.page, 'Connect');
  await opened.page.locator('.tree').getByText('Favourites').waitFor();
  return opened;
}

const item = (page, name) => page.locator('.item', { hasText: name });
const places = (page) => page.locator('.tree > ul .name');
const names = (page) => page.locator('.item .two-lines > :first-child');

test('vault types, folders in folders, shortcuts, search', async (t) => {
  const { page } = await connect(t, { guessed: true });
  await textsBecome(places(page), ['Recent', 'Favourites', 'Inbox']);
  const groups = page.locator('.tree section');
  await textsBecome(groups.locator('h2'), ['Company vault', 'Private vault', 'Finance only']);
  await textsBecome(groups.locator('.name'), ['Main', 'Target', 'alpha finance']);
  await press(page, 'Folders in Main');
  await press(page, 'Folders in Servers');
  await press(page, 'Folders in Linux');
  await press(page, 'arch boxes');
  await item(page, 'in arch').waitFor();
  await press(page, 'Folders in Empty');
  await page.getByText('No folders').waitFor();
  await press(page, 'Servers');
  await item(page, 'in target').locator('[title*="shortcut"]').waitFor();
  await item(page, 'in target').click();
  await press(page, 'Show Password');
  await page.getByText('password in target').waitFor();
  await page.getByLabel('Search all passwords').fill('in serv');
  await page.getByRole('heading', { name: '“in serv”' }).waitFor();
  await item(page, 'in servers').waitFor();
  await textsBecome(names(page), ['in servers']);
});

test('an entry with all that it has; what it was before, with its file', async (t) => {
  const { page } = await connect(t, { guessed: true });
  await press(page, 'Main');
  await item(page, 'Full').click();
  await page.getByText('www.example.org').waitFor();
  await page.getByText('One-time').waitFor();
  await page.locator('.more', { hasText: 'History' }).getByRole('button').first().waitFor();
  await keepPicture('web-7-entry', page);
  await page.locator('.more', { hasText: 'History' }).getByRole('button').click();
  await page.getByText('As it was until').waitFor();
  await press(page, 'Show Password');
  await page.getByText('password of last year').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Edit' }).count(), 0, 'it can only be looked at');
  assert.equal(await page.getByRole('button', { name: 'Attach a file' }).count(), 0);
  await keepPicture('web-7-former', page);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'was.txt' }).click(),
  ]);
  assert.equal(await readFile(await file.path(), 'utf8'), 'older file ü');
  await press(page, 'Back to the present');
  await page.getByText('notes.txt').waitFor();
});

test('the inbox: what was sent to be read, and what may be changed', async (t) => {
  const { page, server } = await connect(t, { guessed: true });
  await press(page, 'Inbox');
  const letter = page.locator('.item').filter({ has: page.getByText('Letter', { exact: true }) });
  await letter.getByText('From Colleague Ünï').waitFor();
  await keepPicture('web-7-inbox', page);
  await letter.click();
  await press(page, 'Show Password');
  await page.getByText('inbox secret one').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Edit' }).count(), 0);
  await item(page, 'second letter').click();
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('answered letter');
  await press(page, 'Save');
  await page.getByRole('heading', { name: 'answered letter' }).waitFor();
  assert.equal(server.item(ids['letter 2']).name, 'answered letter');
  await item(page, 'answered letter').waitFor();
});

test('what this server does not have is left out', async (t) => {
  const { page } = await connect(t);
  await textsBecome(places(page), ['Favourites']);
  await item(page, 'in bsd').waitFor();
  assert.equal(await page.locator('.notice.bad').count(), 0);
  await press(page, 'Main');
  await item(page, 'Full').click();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'more.bin', mimeType: 'application/octet-stream', buffer: Buffer.from('x') });
  await page.locator('#toast.shown.bad').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Attach a file' }).isVisible(), false);
});

test('nobody may see the types of vaults: one list of them', async (t) => {
  const { page } = await openPage(t, { noVaultTypes: true });
  await press(page, 'Connect');
  await textsBecome(page.locator('.tree section h2'), ['Vaults']);
  await textsBecome(page.locator('.tree section .name'), ['alpha finance', 'Main', 'Target']);
});

test('lists with hardly more than names', async (t) => {
  const { page } = await connect(t, { shortListings: true });
  await press(page, 'Main');
  await item(page, 'No password').click();
  await page.getByText('only field value').waitFor();
});

test('a password is added, edited, and has a history then; the first file', async (t) => {
  const { page } = await connect(t);
  await press(page, 'Target');
  await item(page, 'in target').waitFor();
  await page.getByRole('button', { name: 'New' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Rail card');
  await dialog.getByLabel('Password', { exact: true }).fill('first class');
  await press(page, 'Save');
  await item(page, 'Rail card').waitFor();
  await page.getByRole('button', { name: 'Edit' }).click();
  await dialog.getByLabel('Password', { exact: true }).fill('second class');
  await press(page, 'Save');
  await page.locator('.more', { hasText: 'History' }).getByRole('button').click();
  await press(page, 'Show Password');
  await page.getByText('first class').waitFor();
  await press(page, 'Back to the present');
  await press(page, 'Show Password');
  await page.getByText('second class').waitFor();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'card.bin', mimeType: 'application/octet-stream', buffer: Buffer.from([0, 255]) });
  await page.getByText('Attached: card.bin').waitFor();
  await page.getByRole('button', { name: 'card.bin' }).waitFor();
});

test('expired: it goes on by itself; at the end it says that the tokens are others now', async (t) => {
  const { page, server } = await connect(t);
  server.expire();
  await press(page, 'Main');
  await item(page, 'Full').click();
  await press(page, 'Show Password');
  await page.getByText('S3cret pass of full').waitFor();
  assert.equal(server.stats.refreshes, 1);
  server.killSessions();
  await press(page, 'Target');
  await page.getByText('New tokens are needed').waitFor();
  await press(page, 'Log out');
  await page.getByText('The tokens were renewed meanwhile').waitFor();
});

test('a slip in the master password while the pair is renewed does not lose it', async (t) => {
  const { page, server } = await openPage(t);
  server.expire();
  await page.getByLabel('Master password').fill('wrong');
  await press(page, 'Connect');
  await page.getByText('Is the master password right?').waitFor();
  assert.equal(await page.getByLabel('API key').inputValue(), textOf(server.tokens));
  await page.getByLabel('Master password').fill(cse.masterPassword);
  await press(page, 'Connect');
  await page.getByText('Favourites').first().waitFor();
  await press(page, 'Log out');
  await page.getByText('The tokens were renewed meanwhile').waitFor();
  await page.getByLabel('Server').fill(server.origin);
  await page.getByLabel('API key').fill(textOf(server.openSession()));
  await press(page, 'Connect');
  await press(page, 'Log out');
  await page.getByText('You are logged out.').waitFor();
  assert.equal(await page.getByText('renewed').count(), 0);
});

test('tokens that are dead are told', async (t) => {
  const { page, server } = await openPage(t);
  server.killSessions();
  await press(page, 'Connect');
  await page.getByText('New tokens are needed').waitFor();
});

test('an access token alone, without client-side encryption', async (t) => {
  const world = buildWorld('plain');
  const { page } = await openPage(t, { world });
  await page.getByLabel('API key').fill(world.tokens.access);
  await press(page, 'Connect');
  await press(page, 'Main');
  await item(page, 'Full').click();
  await press(page, 'Show Password');
  await page.getByText('S3cret pass of full').waitFor();
});

test('a preflight that is refused, and no server at all: what can be done', async (t) => {
  const { page, site } = await openPage(t, { expectErrors: true });
  const strict = http.createServer((_, res) => res.writeHead(404).end());
  await new Promise((resolve) => strict.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${strict.address().port}`;
  await page.getByLabel('Server').fill(address);
  await press(page, 'Connect');
  const told = page.getByText(`${address} answers, but does not let pages of ${site.origin} ask it (CORS)`);
  await told.waitFor();
  assert.match(await told.textContent(), /a proxy that passes \/api on.*or use the browser extension/s);
  await keepPicture('web-7-cors', page);
  strict.closeAllConnections();
  await new Promise((resolve) => strict.close(resolve));
  await press(page, 'Connect');
  await page.getByText(`${address} cannot be reached from here.`).waitFor();
});

test('a server that allows the page: from another origin', async (t) => {
  const { page } = await connect(t, { elsewhere: true });
  await item(page, 'in bsd').click();
  await press(page, 'Show Password');
  await page.getByText('漢字').waitFor();
});

test('dark, and narrow as a telephone', async (t) => {
  const { page } = await connect(t, { guessed: true, view: { colorScheme: 'dark' } });
  await press(page, 'Main');
  await item(page, 'Full').click();
  await page.locator('.more', { hasText: 'History' }).getByRole('button').click();
  await page.getByText('As it was until').waitFor();
  await page.setViewportSize({ width: 390, height: 760 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing sticks out');
  await keepPicture('web-7-narrow', page);
});
