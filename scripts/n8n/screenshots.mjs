// Pictures of the form in n8n, to be looked at: target/n8n/screenshots.
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { ensureChromium } from '../test/browsers.mjs';
import { home } from './install.mjs';

/** Nodes by workflow and number: what the builder of tests/n8n calls them. */
const NODES = [
  'read/read-1',
  'read/read-2',
  'lists/lists-4',
  'secrets/secrets-3',
  'references/references-2',
  'write/write-1',
  'write/write-3',
  'files/files-1',
];

export async function takeScreenshots({ address, cookie }) {
  const folder = path.join(home, 'screenshots');
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: ['--no-sandbox'] });
  try {
    const context = await browser.newContext({ viewport: { width: 1400, height: 1000 } });
    const [name, value] = cookie.split('=');
    await context.addCookies([{ name, value, url: address }]);
    await context.addInitScript(() => localStorage.setItem('n8n-browserId', 'test'));
    const page = await context.newPage();
    const picture = (name) => page.screenshot({ path: path.join(folder, `${name}.png`) });
    for (const node of NODES) {
      await page.goto(`${address}/workflow/${node}`);
      const form = page
        .getByText('Fields to Return')
        .or(page.getByText('Resource', { exact: true }))
        .first();
      await form.waitFor({ timeout: 60_000 }).catch(() => {});
      await page.waitForTimeout(1500);
      await picture(node.split('/')[1]);
    }
    await page.goto(`${address}/home/credentials/v4`);
    await page.waitForTimeout(4000);
    await picture('credentials');
    return `${NODES.length + 1} in ${path.relative(process.cwd(), folder)}`;
  } finally {
    await browser.close();
  }
}
