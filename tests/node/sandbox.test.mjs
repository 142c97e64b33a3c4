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

/** What `npm run sandbox` prints until it is ready. */
async function started(t, ...args) {
  const child = spawn(process.execPath, [script, '--port', '0', ...args]);
  t.after(() => child.kill());
  let out = '';
  child.stdout.on('data', (d) => {
    out += d;
  });
  while (!out.includes('Ctrl-C')) await once(child.stdout, 'data');
  return { child, output: () => out };
}

/** A value as the lines to paste give it to the shell. */
const pasted = (out, name) =>
  [...out.matchAll(new RegExp(`export ${name}=(?:'([^']*)'|(\\S+))`, 'g'))].map((m) => m[1] ?? m[2]);

const asUser = (host, path, pair) =>
  fetch(`${host}${path}`, {
    headers: { Authorization: `Bearer ${pair.split(':')[0]}`, 'X-Response-Format': 'raw' },
  });

test('npm run sandbox -- --generation 7 is Passwork 7, with a pair of tokens where the API key stood', async (t) => {
  const { child, output } = await started(t, '--generation', '7');
  const hosts = pasted(output(), 'HOST');
  assert.equal(hosts.length, 2);
  for (const host of hosts) assert.match(host, /^http:\/\/127\.0\.0\.1:\d+\/api\/v1$/);
  const [pair, same] = pasted(output(), 'API_KEY');
  assert.equal(pair, same);
  assert.match(pair, /^[\w+/]{43}=:[\w+/]{43}=$/, 'two tokens of the form of real ones');
  assert.deepEqual(pasted(output(), 'USER_MASTER_PASS'), ['correct horse battery staple']);
  assert.match(output(), /guesses/);

  const options = async (host) => (await asUser(host, '/users/master-key/options', pair)).json();
  assert.match((await options(hosts[0])).masterKeyOptions, /^pbkdf:sha256:300000:64:/);
  assert.equal((await options(hosts[1])).masterKeyOptions, null, 'without client-side encryption');
  assert.equal((await asUser(hosts[1], '/users/info', 'wrong')).status, 401);
  assert.equal((await asUser(hosts[1], '/inbox-items', pair)).status, 200, 'a guessed address');
  const item = await (await asUser(hosts[1], '/items/github', pair)).json();
  assert.deepEqual([item.id, item.vaultId], ['github', 'infrastructure'], 'the ids of the sandbox of API v4');
  for (const token of pair.split(':'))
    assert.equal(output().split(token).length, 3, 'tokens stand in the lines to paste only');

  child.kill('SIGINT');
  const [status] = await once(child, 'close');
  assert.equal(status, process.platform === 'win32' ? null : 0);
});

test('--known-only takes the guessed addresses away, --plain the first server', async (t) => {
  const { output } = await started(t, '--generation', '7', '--known-only', '--plain');
  const [host, ...others] = pasted(output(), 'HOST');
  assert.deepEqual(others, []);
  const [pair] = pasted(output(), 'API_KEY');
  assert.equal((await asUser(host, '/inbox-items', pair)).status, 404);
  assert.equal((await asUser(host, '/vaults', pair)).status, 200);
});

test('a generation that does not exist, and an option that it does not have, are explained', async () => {
  for (const [args, message] of [
    [['--generation', '5'], /4 or 7/],
    [['--known-only'], /generation 4/],
  ]) {
    const child = spawn(process.execPath, [script, ...args]);
    let errors = '';
    child.stderr.on('data', (d) => {
      errors += d;
    });
    const [status] = await once(child, 'close');
    assert.equal(status, 2);
    assert.match(errors, message);
  }
});

test('both sandboxes hold the same, sealed by the kit of each', async (t) => {
  const [old, current] = await Promise.all([4, 7].map((generation) => startSandbox({ generation })));
  t.after(() => Promise.all([old.close(), current.close()]));
  const ids = (list) => list.map((one) => one.id).sort();
  assert.deepEqual(ids(current.state.items), ids(old.state.passwords));
  assert.deepEqual(ids(current.state.vaults), ids(old.state.vaults));
  assert.deepEqual(ids(current.state.folders), ids(old.state.folders));
  assert.deepEqual(ids(current.state.shortcuts), ids(old.state.shortcuts));
  assert.deepEqual(
    current.state.inbox.map((one) => one.inbox.id),
    ids(old.state.inbox),
  );
  assert.equal(old.env.USER_MASTER_PASS, current.env.USER_MASTER_PASS);
  assert.equal(old.secrets.masterKey, current.secrets.masterKey, 'the same derivation');
  const written = JSON.stringify(current.state);
  for (const secret of [current.secrets.vaultKey('marketing'), current.secrets.passwordKey('github'), 'Tr0ub4dor'])
    assert.ok(secret && !written.includes(secret), 'the server holds it sealed only');
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
