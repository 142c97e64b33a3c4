// What is left in linear memory, in pages of Chromium and Firefox. The same in Node: tests/node/heap.test.mjs.
import fs from 'node:fs';
import { after, before } from 'node:test';
import { heapTests } from '../heap/suite.mjs';
import { openBrowser, servePackage } from './support/browser.mjs';
import { findFirefox, openFirefox } from './support/firefox.mjs';
import { until } from './support/until.mjs';

const MODULE = `import { inside } from '/heap/inside.mjs';
import Passwork from '/passwork/index.mjs';
globalThis.heap = inside(Passwork);`;
const PAGE = '<script type="module" src="/module.mjs"></script>';

const scripts = Object.fromEntries(
  ['inside', 'capture', 'scan', 'situations', 'use'].map((name) => {
    const file = new URL(`../heap/${name}.mjs`, import.meta.url);
    return [`/heap/${name}.mjs`, fs.readFileSync(file, 'utf8')];
  }),
);

let site;
let chromium;
let firefox;

before(async () => {
  site = await servePackage({ ...scripts, '/module.mjs': MODULE });
});

after(async () => {
  await chromium?.close();
  await firefox?.close();
  await site?.close();
});

heapTests('Chromium', async (t) => {
  chromium ??= await openBrowser();
  const page = await chromium.newPage();
  t.after(() => page.close());
  await page.goto(await site.page(PAGE));
  await page.waitForFunction(() => typeof globalThis.heap === 'function');
  return (text) => page.evaluate((json) => globalThis.heap(json), text);
});

const skip = findFirefox() ? false : 'no Firefox here: apt-get install firefox-esr, or set PASSWORK_FIREFOX';

heapTests(
  'Firefox',
  async () => {
    firefox ??= await openFirefox();
    await firefox.go(await site.page(PAGE));
    await until('the page is loaded', () => firefox.evaluate(() => typeof globalThis.heap === 'function'));
    return (text) => firefox.evaluate((json) => globalThis.heap(json), text);
  },
  { skip },
);
