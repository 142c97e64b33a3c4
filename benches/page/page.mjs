// The targets that are about pages, in headless Chromium: a download against the same steps on WebCrypto, and how long
// an upload keeps the page from anything else.
import fs from 'node:fs';
import { ensureChromium } from '../../scripts/test/browsers.mjs';
import { keyAndIv, openText } from '../floor/crypto.mjs';
import { median } from '../jobs/measure.mjs';
import { number } from '../lib/table.mjs';
import { API_KEY, MASTER_PASSWORD } from '../server/names.mjs';

const SIZE = 5_242_880;

const SCRIPT = `globalThis.login = async (host, apiKey, masterPassword) => {
  globalThis.client = globalThis.passwork(host);
  await globalThis.client.login(apiKey, masterPassword);
};
globalThis.ourDownload = async (attachment) => {
  const found = await globalThis.client.getAttachment('pMain', attachment);
  const opened = performance.now();
  const bytes = found.getData();
  return { bytes, getData: performance.now() - opened };
};
/** The longest time between two turns of the event loop while 'work' is under way, and the long tasks that the browser saw. */
globalThis.longestBlock = async (work) => {
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration)));
  observer.observe({ type: 'longtask' });
  const gaps = [];
  const channel = new MessageChannel();
  let last = performance.now();
  let running = true;
  channel.port1.onmessage = () => {
    const now = performance.now();
    gaps.push(now - last);
    last = now;
    if (running) channel.port2.postMessage(0);
  };
  channel.port2.postMessage(0);
  await new Promise((resolve) => setTimeout(resolve, 50));
  gaps.length = 0;
  const start = performance.now();
  await work();
  const wall = performance.now() - start;
  await new Promise((resolve) => setTimeout(resolve, 50));
  running = false;
  observer.disconnect();
  return { wall, longest: Math.max(...gaps), tasks };
};
globalThis.upload = (bytes) => globalThis.longestBlock(() => globalThis.client.addPasswordWebAttachment('pMain', new Blob([bytes]), 'file.bin'));
`;

async function keysOfFile(server) {
  const json = async (path) => (await fetch(server.origin + path)).json();
  const { passwordKey } = await json('/stats');
  const { data } = await json(`/api/v4/passwords/pMain/attachment/a${SIZE}`);
  const head = Buffer.from(decoded(data.encryptedData.slice(0, 320)), 'base64');
  const { key, iv } = keyAndIv(openText(data.encryptedKey, passwordKey), head.subarray(8, 16));
  return { key: [...key], iv: [...iv] };
}

const decoded = (armour) => {
  const letters = '0123456789abcdefghjkmnpqrtuvwxyz';
  const bits = [...armour].map((c) => letters.indexOf(c).toString(2).padStart(5, '0')).join('');
  return bits
    .match(/.{8}/g)
    .map((byte) => String.fromCharCode(Number.parseInt(byte, 2)))
    .join('');
};

export async function pages(bench) {
  process.env.PASSWORK_PACKAGE = bench.pkg;
  process.env.PASSWORK_CHROMIUM = await ensureChromium();
  const { openBrowser, servePackage } = await import('../../tests/browser/support/browser.mjs');
  const floor = fs.readFileSync(new URL('floor.js', import.meta.url), 'utf8');
  const site = await servePackage({ '/floor.js': floor, '/bench.js': SCRIPT });
  const browser = await openBrowser();
  try {
    const html = ['/passwork/web/dist/passwork-web-api.js', '/floor.js', '/bench.js'].map(
      (src) => `<script src="${src}"></script>`,
    );
    const address = await site.page(html.join(''));
    const keys = await keysOfFile(bench.server);
    const host = bench.server.url();
    const seen = { floor: [], ours: [], getData: [], uploads: [] };
    for (let round = 0; round < bench.rounds(3); round += 1) {
      const page = await browser.newPage();
      await page.goto(address);
      await page.evaluate((given) => globalThis.login(...given), [host, API_KEY, MASTER_PASSWORD]);
      for (let i = 0; i < (bench.quick ? 2 : 4); i += 1) {
        const result = await page.evaluate(
          async ([host, attachment, keys, size]) => {
            const timed = async (run) => {
              const start = performance.now();
              const value = await run();
              return { wall: performance.now() - start, value };
            };
            const floor = await timed(() => globalThis.floorDownload(host, attachment, keys));
            await new Promise((resolve) => setTimeout(resolve, 100));
            const ours = await timed(() => globalThis.ourDownload(attachment));
            const { bytes, getData } = ours.value;
            if (bytes.length !== size || bytes.some((byte, i) => byte !== floor.value[i]))
              throw new Error('wrong bytes');
            await new Promise((resolve) => setTimeout(resolve, 100));
            return { floor: floor.wall, ours: ours.wall, getData };
          },
          [host, `a${SIZE}`, keys, SIZE],
        );
        for (const name of ['floor', 'ours', 'getData']) seen[name].push(result[name]);
        seen.uploads.push(
          await page.evaluate((size) => {
            const bytes = new Uint8Array(size);
            for (let i = 0; i < size; i += 1) bytes[i] = (i * 2654435761) >>> 13;
            return globalThis.upload(bytes);
          }, SIZE),
        );
      }
      await page.close();
    }
    const [floorTime, ours] = [median(seen.floor), median(seen.ours)];
    const longest = median(seen.uploads.map((u) => u.longest));
    const rows = [
      {
        job: 'page: download and getData() of 5 MB',
        unit: 'ms',
        floor: floorTime,
        ours,
        measured: `${number(ours / floorTime)} of WebCrypto`,
        target: '≤ 3 of WebCrypto',
        met: ours <= 3 * floorTime,
      },
      {
        job: 'page: upload of 5 MB, longest block',
        unit: 'ms',
        ours: longest,
        measured: `worst ${number(Math.max(...seen.uploads.map((u) => u.longest)))} ms, whole ${number(median(seen.uploads.map((u) => u.wall)))} ms`,
        target: '< 50 ms',
        met: longest < 50,
      },
    ];
    return { rows, raw: seen };
  } finally {
    await browser.close();
    await site.close();
  }
}
