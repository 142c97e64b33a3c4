// examples/web in a real Chromium, against the sandbox: what a person does, by what a person sees.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { startSandbox } from '../sandbox/sandbox.mjs';
import { openBrowser } from './support/browser.mjs';
import { savePicture } from './support/pictures.mjs';
import { textsBecome } from './support/texts.mjs';

let browser;
let sandbox;

before(async () => {
  sandbox = await startSandbox();
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await sandbox?.close();
});

async function openPage(t, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1240, height: 780 },
    deviceScaleFactor: 1,
    ...options,
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: sandbox.origin });
  const page = await context.newPage();
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && problems.push(message.text()));
  t.after(async () => {
    await context.close();
    assert.deepEqual(problems, []);
  });
  await page.goto(`${sandbox.origin}/examples/web/`);
  const server = page.getByLabel('Server');
  await server.waitFor();
  await page.waitForFunction(() => document.querySelector('[name=API_KEY]').value); // filled in from /sandbox.json
  return page;
}

async function connect(t, options) {
  const page = await openPage(t, options);
  await page.getByRole('button', { name: 'Connect' }).click();
  await page.getByRole('heading', { name: 'Recent' }).waitFor();
  return page;
}

const item = (page, name) => page.locator('.item', { hasText: name });

test('what does not work is said', async (t) => {
  const page = await openPage(t);
  await page.getByLabel('Master password').fill('wrong');
  await page.getByRole('button', { name: 'Connect' }).click();
  await page.getByText('Is the master password right?').waitFor();
});

test('vaults, folders in folders, search', async (t) => {
  const page = await connect(t);
  await page.getByRole('button', { name: 'Folders in Infrastructure' }).click();
  await page.getByRole('button', { name: 'Folders in Servers' }).click();
  await page.getByRole('button', { name: 'Databases', exact: true }).click();
  await page.getByRole('heading', { name: 'Databases' }).waitFor();
  await textsBecome(page.locator('.item .two-lines > :first-child'), ['PostgreSQL production', 'Redis']);
  await page.getByLabel('Search all passwords').fill('wi-fi');
  await item(page, 'Wi-Fi').nth(1).waitFor();
  await page.getByLabel('Search all passwords').fill('no such thing');
  await page.getByText('Nothing here.').waitFor();
});

test('a password: reveal, copy, second factor; nothing decrypted stays in the page', async (t) => {
  const page = await connect(t);
  await page.getByRole('button', { name: 'Folders in Infrastructure' }).click();
  await page.getByRole('button', { name: 'Infrastructure', exact: true }).click();
  await item(page, 'GitHub organisation').click();
  await page.getByText('recovery@example.org').waitFor();
  const secret = 'Tr0ub4dor&3-github';
  assert.ok(!(await page.locator('body').textContent()).includes(secret));
  await page.waitForFunction(() => /^\d{3} \d{3}$/.test(document.querySelector('.totp-code').textContent));
  savePicture('web-light.png', await page.screenshot());
  await page.getByRole('button', { name: 'Show Password' }).click();
  await page.getByText(secret).waitFor();
  await page.getByRole('button', { name: 'Hide Password' }).click();
  await page.waitForFunction((text) => !document.body.textContent.includes(text), secret);
  await page.getByRole('button', { name: 'Copy Deploy token' }).click();
  await page.getByText('Copied.').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'made-up-deploy-token-42');
  const stored = await page.evaluate(() => [{ ...localStorage }, { ...sessionStorage }, document.cookie]);
  assert.deepEqual(stored, [{}, {}, '']);
});

test('attachments: one is downloaded, one uploaded and downloaded again', async (t) => {
  const page = await connect(t);
  await page.getByRole('button', { name: 'Infrastructure', exact: true }).click();
  await item(page, 'DNS registrar').click();
  await page.getByRole('heading', { name: 'DNS registrar' }).waitFor();
  const bytes = Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 7) % 256));
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'zone.bin', mimeType: 'application/octet-stream', buffer: bytes });
  await page.getByText('Attached: zone.bin').waitFor();
  assert.deepEqual(await download(page, 'zone.bin'), bytes);

  await page.getByRole('button', { name: 'Marketing', exact: true }).click();
  await page.getByRole('button', { name: 'Folders in Marketing' }).click();
  await page.getByRole('button', { name: 'Campaigns', exact: true }).click();
  await item(page, 'GitHub organisation').click(); // a shortcut
  const codes = sandbox.world.state.passwords.find(({ id }) => id === 'github').attachments[0];
  assert.ok(codes);
  assert.equal((await download(page, 'recovery-codes.txt')).toString(), 'f3a9-11c7\n8d02-77be\nc4e1-90aa\n5b6f-23d8\n');
});

async function download(page, name) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
  assert.equal(file.suggestedFilename(), name);
  return readFile(await file.path());
}

test('a password is added, then edited', async (t) => {
  const page = await connect(t);
  await page.getByRole('button', { name: 'Ada, private', exact: true }).click();
  await page.getByRole('button', { name: 'New' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Rail card');
  await dialog.getByLabel('Login').fill('ada');
  await dialog.getByRole('button', { name: 'Random' }).click();
  const made = await dialog.getByLabel('Password', { exact: true }).inputValue();
  assert.equal(made.length, 20);
  await dialog.getByLabel('Address').fill('javascript:alert(1)');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await item(page, 'Rail card').waitFor();
  await page.getByText('javascript:alert(1)').waitFor();
  assert.equal(await page.locator('.details a').count(), 0, 'no link to what is no page');
  await page.getByRole('button', { name: 'Show Password' }).click();
  await page.getByText(made).waitFor();

  await page.getByRole('button', { name: 'Edit' }).click();
  await dialog.getByLabel('Name').fill('Rail card, first class');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await item(page, 'first class').waitFor();
  await page.getByRole('heading', { name: 'first class' }).waitFor();
});

test('log out: the session is over here and at the server', async (t) => {
  const page = await connect(t);
  const before = sandbox.state.sessions.size;
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByText('You are logged out.').waitFor();
  assert.equal(sandbox.state.sessions.size, before - 1);
  assert.equal(await page.getByLabel('Master password').count(), 1);
});

test('dark, and narrow as a telephone', async (t) => {
  const page = await connect(t, { colorScheme: 'dark' });
  await page.getByRole('button', { name: 'Folders in Marketing' }).click();
  await page.getByRole('button', { name: 'Campaigns', exact: true }).click();
  await item(page, 'Advertising account').click();
  await page.waitForFunction(() => /^\d{3} \d{3}$/.test(document.querySelector('.totp-code')?.textContent));
  savePicture('web-dark.png', await page.screenshot());
  await page.setViewportSize({ width: 390, height: 760 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing sticks out');
  savePicture('web-narrow.png', await page.screenshot());
  await page.getByRole('button', { name: 'Back' }).click();
  await item(page, 'Advertising account').waitFor();
});
