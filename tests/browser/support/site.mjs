// The site of the documents, made anew by `npm run docs`' own command, and served below a path.
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { execute, npm } from '../../../scripts/lib/process.mjs';
import { namesBelow } from '../../../scripts/release/tarball.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Where the site is put: whatever it asks for outside of this is not there. */
const BASE = '/some/where/docs/';

/** An empty page, in which a page of the site can be put into a narrow frame. */
const FRAME = '<!doctype html><title>frame</title><body style="margin: 0"></body>';

/** Makes the site; a warning of typedoc is an error. */
export async function makeSite() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-site-'));
  await execute(npm('run', 'docs', '--', '--out', folder));
  const files = new Set(namesBelow(folder));
  const missed = [];
  const server = http.createServer((req, res) => {
    const { pathname } = new URL(req.url, 'http://localhost');
    const name = decodeURIComponent(pathname.slice(BASE.length)) || 'index.html';
    if (pathname === '/frame') return res.writeHead(200, { 'content-type': TYPES['.html'] }).end(FRAME);
    if (pathname.startsWith(BASE) && files.has(name)) {
      res.writeHead(200, { 'content-type': TYPES[path.extname(name)] ?? 'text/plain' });
      return res.end(fs.readFileSync(path.join(folder, name)));
    }
    if (pathname !== '/favicon.ico') missed.push(pathname);
    res.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
  });
  await new Promise((resolve, reject) => server.on('error', reject).listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;

  return {
    files,
    pages: [...files].filter((name) => name.endsWith('.html')).sort(),
    missed,
    frame: `${origin}/frame`,
    /** The addresses of a page, by HTTP and as a file. */
    served: (page) => `${origin}${BASE}${page}`,
    opened: (page) => `${pathToFileURL(folder)}/${page}`,
    isOurs(address) {
      return this.nameOf(address) !== null || [`${origin}/frame`, `${origin}/favicon.ico`].includes(address);
    },
    /** The name of a page or file from its address, or null where it is elsewhere. */
    nameOf(address) {
      for (const start of [`${origin}${BASE}`, `${pathToFileURL(folder)}/`])
        if (address.startsWith(start))
          return decodeURIComponent(address.slice(start.length).split('#')[0]) || 'index.html';
      return null;
    },
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
