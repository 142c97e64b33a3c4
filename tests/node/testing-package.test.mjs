// The server for users' tests as a part of the package: its entries, what it weighs, and that nobody gets it who does not ask.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import zlib from 'node:zlib';
import { build } from 'esbuild';
import { files, folder, inProject, manifest, project, read } from './support/installed.mjs';

const OWN = /^(?:test-server\.js|testing(?:-workerd)?\.(?:js|mjs|d\.ts|d\.mts)|types\/testing\.d\.ts)$/;

/** What stands in the server and nowhere else. */
const MARKS = ['createTestServer', 'https://passwork.test'];

const bundled = async (code, conditions = []) => {
  const stdin = { contents: code, resolveDir: project, loader: 'js' };
  const options = { stdin, bundle: true, write: false, format: 'esm', logLevel: 'silent', conditions };
  const { outputFiles } = await build({ ...options, platform: 'browser', loader: { '.wasm': 'copy' }, outdir: folder });
  return outputFiles.map(({ text }) => text).join('\n');
};

test('require and import give the same function, and do nothing before it is called', async () => {
  const seen = await inProject(
    'module',
    `import { createRequire } from 'node:module';
     const compile = WebAssembly.Module;
     let compiled = 0;
     WebAssembly.Module = class extends compile { constructor(bytes) { super(bytes); compiled += 1; } };
     const all = await import('passwork-wasm/testing');
     const required = createRequire(process.cwd() + '/x.js')('passwork-wasm/testing');
     const before = compiled;
     const server = all.createTestServer({ contents: { V: { item: { password: 'p' } } } });
     print({
       names: Object.keys(all), same: required.createTestServer === all.createTestServer, before, after: compiled > 0,
       password: server.read('V/item').password, path: Object.keys(required),
     });`,
  );
  assert.deepEqual(seen, {
    names: ['createTestServer'],
    same: true,
    before: 0,
    after: true,
    password: 'p',
    path: ['createTestServer'],
  });
});

test('a page that does not ask for it gets nothing of it', async () => {
  const page = await bundled("import Passwork from 'passwork-wasm'; new Passwork('x');");
  const tests = await bundled("import { createTestServer } from 'passwork-wasm/testing'; createTestServer();");
  // The sandbox of the command line loads it by its name; no page gets that file.
  const isOther = (name) => /\.(?:js|mjs)$/.test(name) && !OWN.test(name) && name !== 'cli/tools.js';
  const others = files.filter(isOther).map(read);
  for (const mark of MARKS) {
    assert.ok(tests.includes(mark), `control: ${mark}`);
    assert.equal(page.includes(mark), false, mark);
    for (const text of others) assert.equal(text.includes(mark), false, mark);
  }
  assert.ok(others.length >= 7, 'control: the files are found');
  for (const [name, conditions] of Object.entries(manifest.exports)) {
    if (name !== './testing') assert.doesNotMatch(JSON.stringify(conditions), /test/, name);
  }
});

test('it weighs at most 40 kB of the tarball', () => {
  const own = files.filter((name) => OWN.test(name));
  assert.equal(own.length, 7, own.join());
  const bytes = Buffer.concat(own.map((name) => fs.readFileSync(path.join(folder, name))));
  const packed = zlib.gzipSync(bytes, { level: 9 }).length;
  assert.ok(packed <= 40_000, `${packed} bytes`);
});

test('a test environment that takes globals away does not matter', async () => {
  const seen = await inProject(
    'commonjs',
    `for (const name of ['Response', 'Request', 'Headers', 'ReadableStream', 'fetch', 'TextEncoder', 'TextDecoder', 'atob', 'btoa', 'crypto', 'structuredClone'])
       delete globalThis[name];
     const Passwork = require('passwork-wasm');
     const { createTestServer } = require('passwork-wasm/testing');
     (async () => {
       const seen = [];
       for (const generation of [4, 7]) {
         const item = { password: 'p', attachments: { file: 'x' } };
         const server = createTestServer({ generation, contents: { V: { item } } });
         const passwork = new Passwork({ host: server.host, fetch: server.fetch });
         const { apiKey, tokens, masterPassword } = server;
         await passwork.login(apiKey ?? tokens.accessToken + ':' + tokens.refreshToken, masterPassword);
         seen.push(await passwork.resolve('pw://V/item/password'), await passwork.resolve('pw://V/item/file'));
         await passwork.editPassword(server.read('V/item').id, { password: 'q' });
         seen.push(server.read('V/item').password);
         server.fail({ times: 1, with: 'cutOff' });
         seen.push(await passwork.getPassword(server.read('V/item').id).catch((error) => error.kind));
       }
       print([typeof Response, ...seen]);
     })();`,
  );
  assert.deepEqual(seen, ['undefined', 'p', 'x', 'q', 'network', 'p', 'x', 'q', 'network']);
});

test('a Worker gets the engine by its static import', () => {
  assert.equal(manifest.exports['./testing'].workerd, './testing-workerd.mjs');
  assert.match(read('testing-workerd.mjs'), /^import wasm from '\.\/passwork\.wasm';$/m);
  assert.doesNotMatch(read('testing-workerd.mjs'), /engine\.js/);
});
