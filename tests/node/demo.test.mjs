// The demo's judgement: what it calls sealed must be found when it is not. And the demo itself, over the installed package.

import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { expectations } from '../../scripts/demo/expected.mjs';
import { printSteps, wrong } from '../../scripts/demo/print.mjs';
import { session } from '../../scripts/demo/session.mjs';
import { inspect } from '../../scripts/demo/wire.mjs';
import { execute } from '../../scripts/lib/process.mjs';
import { sha256 } from '../conformance-7/crypto.mjs';
import { startSandbox } from '../sandbox/sandbox.mjs';
import { folder } from './support/installed.mjs';

/** What is recorded of a login and of a write, in each generation. */
const TRAFFIC = {
  4: ({ env, state }) => [
    { method: 'POST', path: `/api/v4/auth/login/${env.API_KEY}` },
    { method: 'POST', path: '/api/v4/passwords', requestBody: state.passwords.find((p) => p.id === 'newsletter') },
  ],
  7: ({ env, state, world }) =>
    [
      { method: 'GET', path: '/api/v1/users/info' },
      { method: 'POST', path: '/api/v1/items', requestBody: state.items.find((i) => i.id === 'newsletter') },
    ].map((x) => ({
      ...x,
      requestHeaders: {
        authorization: `Bearer ${env.API_KEY.split(':')[0]}`,
        'x-master-key-hash': world.masterKeyHash,
      },
    })),
};

/** Traffic as it would be recorded, with one leak; the checks of a heading that fail. */
async function checksWith(generation, leak, heading = 'Sealed') {
  const sandbox = await startSandbox({ generation });
  try {
    const complete = ({ requestBody, responseBody, ...exchange }) => ({
      requestHeaders: {},
      status: 200,
      ...exchange,
      requestBody: requestBody ? JSON.stringify(requestBody) : '',
      responseBody: responseBody ? JSON.stringify(responseBody) : '',
    });
    const traffic = TRAFFIC[generation](sandbox);
    const { requestHeaders = {} } = traffic[0];
    const leaking = { method: 'GET', path: '/api/any/newsletter', requestHeaders, ...leak(sandbox) };
    const wire = [...traffic, leaking].map(complete);
    return inspect(wire, sandbox)
      .find((part) => part.heading.startsWith(heading))
      .lines.filter((line) => line.ok === false)
      .map((line) => line.text);
  } finally {
    await sandbox.close();
  }
}

const answered = (text) => () => ({ responseBody: { text } });

for (const generation of [4, 7]) {
  test(`nothing leaked: nothing is reported (generation ${generation})`, async () => {
    assert.deepEqual(await checksWith(generation, () => ({})), []);
  });

  test(`a secret on the wire is noticed, readable or encoded (generation ${generation})`, async () => {
    const found = (leak) => checksWith(generation, leak);
    const told = (pick) => (sandbox) => answered(pick(sandbox.secrets))();
    assert.deepEqual(await found(told((s) => s.masterPassword)), ['the master password']);
    assert.deepEqual(await found(told((s) => s.masterKey)), ['the master key derived from it']);
    assert.deepEqual(await found(told((s) => s.vaultKey('infrastructure'))), ['the keys of vaults']);
    assert.deepEqual(await found(told((s) => s.passwordKey('github'))), ['the keys of passwords']);
    assert.deepEqual(await found(answered(Buffer.from('Tr0ub4dor&3-github').toString('base64'))), [
      'the password that was read',
    ]);
    assert.deepEqual(await found(answered(Buffer.from('JBSWY3DPEHPK3PXP').toString('hex'))), ['the TOTP secret']);
    assert.deepEqual(await found(answered('f3a9-11c7\n8d02-77be\nc4e1-90aa\n5b6f-23d8\n')), [
      'the contents of the file',
    ]);
  });
}

test('what only Passwork 7 has is looked for too, inside an envelope as well', async () => {
  const found = (leak, heading) => checksWith(7, leak, heading);
  assert.deepEqual(await found(({ env }) => ({ path: `/api/v1/x?${env.API_KEY.split(':')[1]}` })), [
    'the refresh token, which was not needed yet',
  ]);
  assert.deepEqual(await found(({ secrets }) => ({ requestBody: sha256(secrets.masterPassword) })), [
    'any hash of the master password',
  ]);
  assert.deepEqual(await found(({ secrets }) => ({ responseBody: { key: secrets.privateKey } })), [
    "the user's private key",
  ]);
  const content = Buffer.from(JSON.stringify({ value: 'made-up-deploy-token-42' })).toString('base64');
  assert.deepEqual(await found(() => ({ responseBody: { format: 'base64', content } })), ['custom fields']);
  const inAddress = await found(({ env }) => ({ path: `/api/v1/x?${env.API_KEY.split(':')[0]}` }), 'Not sealed');
  assert.ok(inAddress.some((line) => line.startsWith('the access token')));
});

test('a write that is not sealed is noticed', async () => {
  const sandbox = await startSandbox({ generation: 7 });
  const requestBody = JSON.stringify({ name: 'x', passwordEncrypted: 'b25seS1ldmVy', keyEncrypted: '' });
  const exchange = {
    method: 'POST',
    path: '/api/v1/items',
    requestHeaders: {},
    requestBody,
    responseBody: '',
    status: 200,
  };
  const [, part] = inspect([exchange], sandbox);
  await sandbox.close();
  assert.deepEqual(
    part.lines.map(({ ok }) => ok).filter((ok) => ok !== undefined),
    [false],
  );
});

test('one program on both generations: every call and every check is as expected, side by side', async (t) => {
  const project = await mkdtemp(join(tmpdir(), 'passwork-demo-test-'));
  t.after(() => rm(project, { recursive: true }));
  await cp(folder, join(project, 'node_modules/passwork-wasm'), { recursive: true });
  const log = t.mock.method(console, 'log', () => {});
  const out = async (...args) => {
    log.mock.resetCalls();
    await session(project, ...args);
    return log.mock.calls.map(({ arguments: [line] }) => stripVTControlCharacters(line)).join('\n');
  };
  const sealed = await out([4, 7], { clientSideEncryption: true });
  const plain = await out([4, 7], { clientSideEncryption: false, brief: true });
  const alone = await out([7], { clientSideEncryption: true });
  t.mock.restoreAll();
  assert.equal(wrong, 0);
  for (const text of [sealed, plain, alone]) assert.doesNotMatch(text, /not as expected/);

  assert.match(sealed, /^ +API v4 +Passwork 7$/m);
  assert.match(sealed, /✓ await passwork\.login\(API_KEY, masterPassword\) +[\d.]+ m?s +[\d.]+ m?s$/m);
  assert.equal(sealed.match(/→ "Tr0ub4dor&3-github"$/gm).length, 1, 'one line for a result that both gave');
  for (const label of ['API v4', 'Passwork 7']) assert.match(sealed, new RegExp(`→ ${label}: stored as \\w+$`, 'm'));
  assert.match(sealed, /GET {3}\/api\/v4\/info\/version {2}→ 200 +GET {3}\/api\/v1\/users\/info {2}→ 200$/m);
  assert.match(sealed, /✓ Passwork 7: the refresh token/);
  assert.doesNotMatch(sealed, /sandbox-api-key|sandbox\/access/, 'no key in a path that is shown');
  assert.equal(plain.match(/13 calls, \d+ requests, .*: the same results$/gm).length, 2);
  assert.doesNotMatch(alone, /API v4|Passwork 7/, 'with one server nothing needs its name');
  assert.match(alone, /✓ the refresh token/);
});

test('what one generation did otherwise is told, with its name', async (t) => {
  const log = t.mock.method(console, 'log', () => {});
  const step = (value) => ({ call: 'f()', ms: 1, value });
  const expected = [{ ok: (value) => value === 1, say: () => 'one' }];
  const run = (generation, steps) => ({ generation, steps, expected, wire: [], took: 1, findings: [] });
  const before = wrong;
  printSteps([run(4, [step(1)]), run(7, [step(2)])], true);
  printSteps([run(4, [step(1)]), run(7, [])], true);
  const lines = log.mock.calls.map(({ arguments: [line] }) => stripVTControlCharacters(line));
  t.mock.restoreAll();
  assert.equal(wrong - before, 3, 'a wrong value; a call that is missing, and the count of calls');
  assert.match(lines[0], /not as expected: f\(\)/);
  assert.deepEqual(lines.slice(1, 3), ['      → API v4: one', '      → Passwork 7: 2']);
});

test('npm run demo refuses a generation that does not exist', async () => {
  const script = fileURLToPath(new URL('../../scripts/demo.mjs', import.meta.url));
  const { code, output } = await execute([process.execPath, script, '--generation', '6'], { allowFailure: true });
  assert.equal(code, 2);
  assert.match(output, /4 or 7/);
});

test('a wrong result of a step is noticed', () => {
  const steps = expectations({ env: {} });
  assert.equal(steps[4].ok('Tr0ub4dor&3-github'), true);
  assert.equal(steps[4].ok('Tr0ub4dor'), false);
  assert.equal(steps[6].ok({ code: '000000', at: 1_600_000_000_000 }), false);
});
