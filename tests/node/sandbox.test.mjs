// The sandbox itself: that it starts, says what to paste, and serves nothing that it should not.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '../sandbox/sandbox.mjs';

const script = fileURLToPath(new URL('../../scripts/sandbox.mjs', import.meta.url));

test('npm run sandbox prints the lines to paste, serves both modes, and ends on Ctrl-C', async () => {
  const child = spawn(process.execPath, [script, '--port', '0']);
  let out = '';
  child.stdout.on('data', (d) => {
    out += d;
  });
  while (!out.includes('Ctrl-C')) await once(child.stdout, 'data');
  assert.match(out, /export API_KEY=sandbox-api-key/);
  assert.match(out, /export USER_MASTER_PASS='correct horse battery staple'/);
  assert.match(out, /require\('passwork-wasm'\)/);
  assert.ok(!out.includes('\x1b['), 'no colours without a terminal');

  const hosts = [...out.matchAll(/export HOST=(\S+)/g)].map((m) => m[1]);
  assert.equal(hosts.length, 2);
  const login = (host, useMasterPassword) =>
    fetch(`${host}/auth/login/sandbox-api-key`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ useMasterPassword }),
    });
  assert.equal((await login(hosts[0], true)).status, 200);
  assert.equal((await login(hosts[1], false)).status, 200);
  assert.equal((await (await login(hosts[1], true)).json()).code, 'clientSideEncryptionDisabled');
  assert.ok(!/login\/sandbox-api-key/.test(out), 'the log shows no API key');

  child.kill('SIGINT');
  const [status] = await once(child, 'close');
  assert.equal(status, process.platform === 'win32' ? null : 0);
});

test('a taken port and a wrong one are explained', async (t) => {
  const sandbox = await startSandbox();
  t.after(sandbox.close);
  for (const [port, expected, message] of [
    [sandbox.port, 1, /is taken/],
    ['http', 2, /not a port/],
  ]) {
    const child = spawn(process.execPath, [script, '--port', String(port)]);
    let errors = '';
    child.stderr.on('data', (d) => {
      errors += d;
    });
    const [status] = await once(child, 'close');
    assert.equal(status, expected);
    assert.match(errors, message);
  }
});

test('pages are served, the rest of the project is not', async (t) => {
  const sandbox = await startSandbox();
  t.after(sandbox.close);
  const get = (path) =>
    new Promise((resolve, reject) => {
      http
        .get({ host: '127.0.0.1', port: sandbox.port, path }, (res) => {
          res.resume();
          resolve(res.statusCode);
        })
        .on('error', reject);
    });
  assert.equal(await get('/'), 302);
  assert.equal(await get('/examples/web-run/'), 200);
  assert.equal(await get('/examples/vaults.mjs'), 200);
  assert.equal((await (await fetch(`${sandbox.origin}/sandbox.json`)).json()).HOST, sandbox.url);
  for (const path of [
    '/package.json',
    '/examples/../package.json',
    '/pkg/..%2fpackage.json',
    '/examples/%00',
    '/examples/%',
    '/examples/node_modules/',
    '/.git/config',
    '/examples',
  ]) {
    assert.equal(await get(path), 404, path);
  }
});
