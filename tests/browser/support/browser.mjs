// A headless Chromium, and a site that serves the installed package to it.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { chromium } from 'playwright-core';

const { PASSWORK_PACKAGE, PASSWORK_CHROMIUM } = process.env;
if (!PASSWORK_PACKAGE || !PASSWORK_CHROMIUM) {
  throw new Error('PASSWORK_PACKAGE or PASSWORK_CHROMIUM is missing: run these tests by `npm test -- --only browser`');
}

/** Chromium has no sandbox for root. */
export const openBrowser = () =>
  chromium.launch({
    executablePath: PASSWORK_CHROMIUM,
    args: ['--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });

const TYPES = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.map': 'application/json' };

// What a careful site allows: its own scripts, and wasm; nothing inline, no eval.
export const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src *";

/**
 * @param {Record<string, string>} scripts further scripts, by their address
 * @param {string} policy Content-Security-Policy of every answer
 * @returns {Promise<{page: (html: string) => Promise<string>, close: () => Promise<void>}>} `page` puts up a page and
 *   gives its address
 */
export async function servePackage(scripts = {}, policy = POLICY) {
  const pages = [];
  const server = http.createServer((req, res) => {
    const { pathname } = new URL(req.url, 'http://localhost');
    const send = (type, contents) => {
      res.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': policy });
      res.end(contents);
    };
    if (pathname.startsWith('/page/')) return send('text/html', pages[Number(pathname.slice(6))]);
    if (Object.hasOwn(scripts, pathname)) return send('text/javascript', scripts[pathname]);
    const file = path.join(PASSWORK_PACKAGE, pathname.replace(/^\/passwork\//, ''));
    if (pathname.startsWith('/passwork/') && TYPES[path.extname(file)] && fs.existsSync(file)) {
      return send(TYPES[path.extname(file)], fs.readFileSync(file));
    }
    res.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
  });
  await new Promise((resolve, reject) => server.on('error', reject).listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    async page(html) {
      pages.push(`<!doctype html><meta charset="utf-8"><title>passwork-wasm</title>${html}`);
      return `${origin}/page/${pages.length - 1}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
