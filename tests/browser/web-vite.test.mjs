// examples/web-vite: installed, type-checked and built as its README says, then used in Chromium against servers of both generations.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startServer } from '../conformance-7/server.mjs';
import { buildWorld } from '../conformance-7/world.mjs';
import { startSandbox } from '../sandbox/sandbox.mjs';
import { openBrowser } from './support/browser.mjs';

const run = promisify(execFile);
const example = fileURLToPath(new URL('../../examples/web-vite/', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' };

let folder;
let site;
let browser;

before(
  async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-vite-'));
    await buildIn(folder);
    site = await serve(path.join(folder, 'dist'));
    browser = await openBrowser();
  },
  { timeout: 300_000 },
);

after(async () => {
  await browser?.close();
  await site?.close();
  if (folder) fs.rmSync(folder, { recursive: true, force: true });
});

/** The page after `Connect` was pressed. */
async function connect(t, { host, key, master }) {
  const page = await browser.newPage();
  t.after(() => page.close());
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  await page.goto(site.origin);
  await page.getByLabel('Server').fill(host);
  await page.getByLabel('API key').fill(key);
  await page.getByLabel('Master password').fill(master);
  await page.getByRole('button', { name: 'Connect' }).click();
  return { page, problems };
}

async function reveal(page, name, secret) {
  await page.getByLabel('Search').fill(name);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('button', { name: 'Show' }).click();
  await page.getByText(secret).waitFor();
}

test('npm install, npm run build, and it finds a password', async (t) => {
  const sandbox = await startSandbox();
  t.after(() => sandbox.close());
  const { API_KEY: key, USER_MASTER_PASS: master } = sandbox.env;
  const { page, problems } = await connect(t, { host: sandbox.url, key, master });
  await page.getByText('Connected as Ada Example').waitFor();
  await reveal(page, 'registrar', 'zone-file-dreams-1987');
  assert.deepEqual(problems, []);
});

test('the same on Passwork 7', async (t) => {
  const world = buildWorld('cse');
  const server = await startServer({ world });
  t.after(() => server.close());
  const key = `${world.tokens.access}:${world.tokens.refresh}`;
  const { page, problems } = await connect(t, { host: server.origin, key, master: world.masterPassword });
  await page.getByText('Connected as Test User').waitFor();
  await reveal(page, 'Old key', 'key of thirty-two');
  assert.deepEqual(problems, []);
});

test('a server that does not let the page ask it', async (t) => {
  const strict = http.createServer((_, res) => res.writeHead(404).end());
  await new Promise((resolve) => strict.listen(0, '127.0.0.1', resolve));
  t.after(() => strict.close());
  t.after(() => strict.closeAllConnections());
  const host = `http://127.0.0.1:${strict.address().port}`;
  const { page } = await connect(t, { host, key: 'access:refresh', master: '' });
  await page.getByText('a proxy that passes /api on').waitFor();
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
