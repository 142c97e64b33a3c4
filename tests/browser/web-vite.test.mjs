// examples/web-vite: installed, type-checked and built as its README says, then used in Chromium against the sandbox.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startSandbox } from '../sandbox/sandbox.mjs';
import { openBrowser } from './support/browser.mjs';

const run = promisify(execFile);
const example = fileURLToPath(new URL('../../examples/web-vite/', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' };

test('npm install, npm run build, and it finds a password', { timeout: 300_000 }, async (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-vite-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  await buildIn(folder);
  const site = await serve(path.join(folder, 'dist'));
  t.after(site.close);
  const sandbox = await startSandbox();
  t.after(() => sandbox.close());
  const browser = await openBrowser();
  t.after(() => browser.close());

  const page = await browser.newPage();
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  await page.goto(site.origin);
  await page.getByLabel('Server').fill(sandbox.url);
  await page.getByLabel('API key').fill(sandbox.env.API_KEY);
  await page.getByLabel('Master password').fill(sandbox.env.USER_MASTER_PASS);
  await page.getByRole('button', { name: 'Connect' }).click();
  await page.getByText('Connected as Ada Example').waitFor();
  await page.getByLabel('Search').fill('registrar');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('button', { name: 'Show' }).click();
  await page.getByText('zone-file-dreams-1987').waitFor();
  assert.deepEqual(problems, []);
});

/** A copy of the example, so that nothing is left behind in it; with the package that is tested. */
async function buildIn(folder) {
  const own = (source) => !['node_modules', 'dist', 'package-lock.json'].includes(path.basename(source));
  fs.cpSync(example, folder, { recursive: true, filter: own });
  const file = path.join(folder, 'package.json');
  const description = JSON.parse(fs.readFileSync(file, 'utf8'));
  description.dependencies['passwork-wasm'] = `file:${process.env.PASSWORK_PACKAGE}`;
  fs.writeFileSync(file, JSON.stringify(description));
  for (const args of [
    ['install', '--no-audit', '--no-fund', '--prefer-offline'],
    ['run', 'build'],
  ]) {
    await run('npm', args, { cwd: folder, shell: process.platform === 'win32' }).catch((error) => {
      throw new Error(`npm ${args.join(' ')}: ${error.message}\n${error.stdout}${error.stderr}`);
    });
  }
}

async function serve(folder) {
  const server = http.createServer((req, res) => {
    const name = req.url === '/' ? 'index.html' : path.normalize(req.url).replace(/^[\\/]+/, '');
    const file = path.join(folder, name);
    if (!file.startsWith(folder) || !fs.existsSync(file)) return res.writeHead(404).end();
    return res.writeHead(200, { 'content-type': TYPES[path.extname(file)] }).end(fs.readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
