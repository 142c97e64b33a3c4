// Every command, with and without faults of the server: no secret anywhere but where it is the result.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { passwork, SECRET, WORLDS, world } from './support/cli.mjs';

const ORDERS = 'Infrastructure/Databases/orders';
const PASSWORD = 'canary-orders-password';
const NEW = 'canary-new-password-7';
const TEMPLATE = `a: {{ pw://${ORDERS}/password }}\n`;
const SHELL = ['sh', '-c', 'printf %s "$P"'];

/**
 * Name, words, stdin; `shows`: the secrets that are the result, on stdout. `-` in front of a name: `--json` is no option for it, since its
 * result is a text for somebody else.
 */
const COMMANDS = [
  ['get', ['get', ORDERS], '', [PASSWORD, 'canary-orders-api-key', SECRET]],
  ['get a field', ['get', ORDERS, '--field', 'API_KEY'], '', ['canary-orders-api-key']],
  ['show', ['show', ORDERS], '', []],
  ['ls', ['ls', '-r'], '', []],
  ['search', ['search', 'orders'], '', []],
  ['totp', ['totp', ORDERS], '', []],
  ['attachment ls', ['attachment', 'ls', ORDERS], '', []],
  ['exec', ['exec', '--env', `P=pw://${ORDERS}/password`, '--', ...SHELL], '', []],
  ['-exec unmasked', ['exec', '--mask', 'never', '--env', `P=pw://${ORDERS}/password`, '--', ...SHELL], '', [PASSWORD]],
  ['-inject', ['inject'], TEMPLATE, [PASSWORD]],
  ['env', ['env', '--format', 'json', '--env', `P=pw://${ORDERS}/password`], '', [PASSWORD]],
  ['status', ['status'], '', []],
  ['add', ['add', '--vault', 'Mail', '--name', 'new', '--password-stdin'], NEW, []],
  ['update', ['update', ORDERS, '--password-stdin', '--dry-run'], NEW, []],
  ['update a field', ['update', 'Infrastructure/Databases/stock', '--field', 'k=-'], NEW, []],
  ['rotate', ['rotate', 'Mail/postmaster', '--password-stdin', '--', 'true'], NEW, []],
  ['rm', ['rm', '--yes', 'Infrastructure/top'], '', []],
  ['doctor', ['doctor'], '', []],
];

const FAULTS = [undefined, 403, 'html', 'cutOff', 'reset'];

/** All files below a folder. */
const filesIn = (folder) =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));

for (const one of WORLDS.filter(({ clientSideEncryption }) => clientSideEncryption)) {
  test(`no secret is anywhere but in the result: ${one.name}`, async (t) => {
    for (const fault of FAULTS) {
      let failed = 0;
      for (const [label, words, input, shows] of COMMANDS) {
        const { env, server, home } = await world({ after: (end) => t.after(end) }, one);
        const isText = label.startsWith('-');
        const credentials = Object.entries(server.env)
          .filter(([name]) => name !== 'PASSWORK_HOST')
          .map(([, value]) => value);
        const secrets = [PASSWORD, NEW, 'canary-orders-api-key', 'canary-stock-password', 'canary-mail-password'];
        const all = [...secrets, 'canary-top', SECRET, ...credentials];
        // Deep in the work of the command, where it holds the most.
        if (fault) server.fail({ path: '/*', nth: one.generation === 4 ? 5 : 4, times: 99, with: fault });
        const temporary = path.join(home, 'tmp');
        fs.mkdirSync(temporary);
        const flags = ['--debug', '--retry', '0', '--timeout', '5', ...(isText ? [] : ['--json'])];
        const seen = await passwork({ ...env, TMPDIR: temporary }, [...flags, ...words], { input });
        const what = `${label}, ${fault ?? 'no fault'}: `;
        for (const secret of all) {
          assert.ok(!seen.stderr.includes(secret), `${what}${secret} on stderr`);
          const mayShow = shows.includes(secret) && (seen.code === 0 || !fault);
          if (!mayShow) assert.ok(!seen.stdout.includes(secret), `${what}${secret} on stdout`);
          for (const file of filesIn(home)) {
            assert.ok(!fs.readFileSync(file, 'latin1').includes(secret), `${what}${secret} in ${file}`);
          }
        }
        if (seen.code !== 0) failed += 1;
        if (!fault && label !== 'doctor') assert.equal(seen.code, 0, `${what}${seen.stderr}`);
        if (!fault) for (const secret of shows) assert.ok(seen.stdout.includes(secret), `control: ${what}${secret}`);
        assert.deepEqual(fs.readdirSync(temporary), [], `${what}nothing is left`);
      }
      if (fault) assert.ok(failed > 10, `control: ${failed} commands met ${fault}`);
    }
  });
}

test('no secret of the environment or of stdin is in the words of any process', {
  skip: !fs.existsSync('/proc/self/cmdline'),
}, async (t) => {
  const { env, home, server } = await world(t, WORLDS[0]);
  const report = path.join(home, 'words');
  // The child looks at everybody who was started in this home.
  const look = `for f in /proc/[0-9]*; do tr '\\0' ' ' < $f/cmdline 2>/dev/null; echo; done > '${report}'`;
  const words = ['rotate', ORDERS, '--password-stdin', '--', 'sh', '-c', look];
  assert.equal((await passwork(env, words, { input: NEW })).code, 0);
  const seen = fs.readFileSync(report, 'utf8');
  assert.match(seen, /passwork\.js rotate Infrastructure/, 'control: passwork is among them');
  for (const secret of [NEW, PASSWORD, server.apiKey, server.masterPassword]) {
    assert.ok(!seen.includes(secret), `a secret is in the words of a process (${os.platform()})`);
  }
});
