// An unpacked extension in a real Chromium, and its popup as it opens from the toolbar.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { buildExtension } from '../../../examples/extension/build.mjs';
import { until } from './until.mjs';

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * The extension, but for what nobody can click here, or wait for: the browser's question for the server's address; the
 * clipboard's half minute.
 * @returns {string} its folder
 */
export function buildForTest(packageFolder) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-extension-'));
  buildExtension({ packageFolder, out: folder });
  const edit = (name, change) => {
    const file = path.join(folder, name);
    const before = fs.readFileSync(file, 'utf8');
    const changed = change(before);
    assert.notEqual(changed, before, name);
    fs.writeFileSync(file, changed);
  };
  edit('manifest.json', (text) => JSON.stringify({ ...JSON.parse(text), host_permissions: ['http://127.0.0.1/*'] }));
  edit('clipboard/later.js', (text) => text.replace('SECONDS = 30', 'SECONDS = 2'));
  return folder;
}

/** Into the fields of the login, in their order. */
export async function fillIn(popup, values) {
  for (const [at, value] of values.entries()) {
    const selector = `label:nth-of-type(${at + 1}) input`;
    await popup.has(selector);
    await popup.evaluate((s) => document.querySelector(s).select(), selector);
    await popup.evaluate((s) => document.querySelector(s).focus(), selector);
    await popup.type(value);
  }
}

/** @returns the browser with the extension of this folder; `names`: host names that lead to ports of this computer */
export async function openWithExtension(folder, names = {}) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-profile-'));
  const rules = Object.entries(names).map(([name, target]) => `MAP ${name} ${target}`);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.PASSWORK_CHROMIUM,
    headless: false, // the new headless, by the argument below: the old one has no extensions
    viewport: { width: 960, height: 640 },
    args: [
      '--headless=new',
      '--disable-dev-shm-usage',
      '--hide-scrollbars',
      '--screen-info={1600x1200}', // popups must fit on the screen
      `--load-extension=${folder}`,
      `--disable-extensions-except=${folder}`,
      '--enable-unsafe-extension-debugging', // for Extensions.triggerAction: the click in the toolbar
      `--host-resolver-rules=${rules.join(',')}`,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const id = new URL(worker.url()).host;
  const devtools = await context.browser().newBrowserCDPSession();
  const targets = async (type) => {
    const { targetInfos } = await devtools.send('Target.getTargets', { filter: [{ type, exclude: false }] });
    return targetInfos;
  };
  const workers = async () => (await targets('service_worker')).filter(({ url }) => url.includes(id));

  return {
    context,
    id,
    workers,
    /** As the browser does it when it wants memory back. */
    async stopWorker() {
      for (const { targetId } of await workers()) await devtools.send('Target.closeTarget', { targetId });
      await until('the worker ends', async () => (await workers()).length === 0);
    },
    /** Clicks the extension's button while this page is in front. */
    async openPopup(page) {
      await page.bringToFront();
      const tab = (await targets('tab')).find(({ url }) => url === page.url());
      await devtools.send('Extensions.triggerAction', { id, targetId: tab.targetId });
      const isPopup = ({ url }) => url.startsWith(`chrome-extension://${id}/popup/`);
      const { targetId } = await until('the popup opens', async () => (await targets('page')).find(isPopup));
      return attach(devtools, targetId);
    },
    async close() {
      await context.close();
      fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** playwright has no popups of extensions, so this speaks to it by the protocol. */
async function attach(devtools, targetId) {
  const { sessionId } = await devtools.send('Target.attachToTarget', { targetId, flatten: false });
  const waiting = new Map();
  const problems = [];
  let last = 0;
  const onMessage = ({ sessionId: from, message }) => {
    if (from !== sessionId) return;
    const { id, result, error, method, params } = JSON.parse(message);
    if (method === 'Runtime.exceptionThrown') problems.push(params.exceptionDetails.exception?.description);
    if (method === 'Log.entryAdded' && params.entry.level === 'error') problems.push(params.entry.text);
    if (!waiting.has(id)) return;
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(new Error(error.message));
    else resolve(result);
  };
  devtools.on('Target.receivedMessageFromTarget', onMessage);

  function send(method, params = {}) {
    last += 1;
    const id = last;
    const answer = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    devtools.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) });
    return answer;
  }

  await Promise.all([send('Runtime.enable'), send('Log.enable'), send('Page.enable')]);

  async function evaluate(fn, ...args) {
    const expression = `(${fn})(...${JSON.stringify(args)})`;
    const { result, exceptionDetails } = await send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  const text = () => evaluate(() => document.body.textContent);
  const has = (selector) =>
    until(`${selector} in the popup`, () => evaluate((s) => Boolean(document.querySelector(s)), selector)).catch(
      async (error) => {
        throw new Error(`${error.message}; it shows:\n${await text()}`);
      },
    );

  return {
    problems,
    evaluate,
    text,
    has,
    shows: (words) =>
      until(`the popup shows ${words}`, async () => (await text()).includes(words)).catch(async (error) => {
        throw new Error(`${error.message}; it shows:\n${await text()}`);
      }),
    async click(selector) {
      await has(selector);
      const { x, y } = await evaluate((s) => {
        const box = document.querySelector(s).getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      }, selector);
      for (const type of ['mousePressed', 'mouseReleased']) {
        await send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
      }
    },
    /** Into whatever has the focus. */
    type: (words) => send('Input.insertText', { text: words }),
    async press(key, code = key, windowsVirtualKeyCode = 0) {
      for (const type of ['rawKeyDown', 'keyUp']) {
        await send('Input.dispatchKeyEvent', { type, key, code, windowsVirtualKeyCode });
      }
    },
    colours: (scheme) =>
      send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] }),
    /** @returns {Promise<{data: string, width: number, height: number}>} a PNG of twice the size, in base64 */
    async picture() {
      await wait(300); // what fades in is there
      await until('the popup has its size', () =>
        evaluate(() => innerHeight + 1 >= document.documentElement.offsetHeight),
      );
      const [width, height] = await evaluate(() => [document.body.offsetWidth, document.documentElement.offsetHeight]);
      const clip = { x: 0, y: 0, width, height, scale: 2 };
      const { data } = await send('Page.captureScreenshot', { format: 'png', clip, captureBeyondViewport: true });
      return { data, width, height };
    },
    async close() {
      devtools.off('Target.receivedMessageFromTarget', onMessage);
      await devtools.send('Target.closeTarget', { targetId });
    },
  };
}
