// The demo's judgement: what it calls sealed must be found when it is not.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectations } from '../../scripts/demo/expected.mjs';
import { inspect } from '../../scripts/demo/wire.mjs';
import { startSandbox } from '../sandbox/sandbox.mjs';

/** Traffic as it would be recorded, with one leak. */
async function checksWith(leak) {
  const sandbox = await startSandbox();
  try {
    const { world, state } = sandbox;
    const password = state.passwords.find((p) => p.id === 'newsletter'); // sealed, in the vault that the demo writes to
    const exchange = (method, path, body = '', responseBody = '') => ({
      method,
      path: `/api/v4${path}`,
      requestHeaders: {},
      requestBody: body,
      responseBody,
      status: 200,
    });
    const wire = [
      exchange('POST', `/auth/login/${world.apiKey}`),
      exchange('POST', '/passwords', JSON.stringify(password)),
      exchange('GET', '/passwords/newsletter', '', JSON.stringify({ leak: leak(world) })),
    ];
    return inspect(wire, sandbox)
      .find((part) => part.heading.startsWith('Sealed'))
      .lines.filter((line) => !line.ok)
      .map((line) => line.text);
  } finally {
    await sandbox.close();
  }
}

test('nothing leaked: nothing is reported', async () => {
  assert.deepEqual(await checksWith(() => ''), []);
});

test('a secret on the wire is noticed, readable or encoded', async () => {
  assert.deepEqual(await checksWith((w) => w.masterPassword), ['the master password']);
  assert.deepEqual(await checksWith((w) => w.effectiveKey), ['the master key derived from it']);
  assert.deepEqual(await checksWith(() => Buffer.from('Tr0ub4dor&3-github').toString('base64')), [
    'the password that was read',
  ]);
  assert.deepEqual(await checksWith(() => Buffer.from('JBSWY3DPEHPK3PXP').toString('hex')), ['the TOTP secret']);
  assert.deepEqual(await checksWith(() => 'f3a9-11c7\n8d02-77be\nc4e1-90aa\n5b6f-23d8\n'), [
    'the contents of the file',
  ]);
});

test('a wrong result of a step is noticed', () => {
  const steps = expectations({ env: {} });
  assert.equal(steps[4].ok('Tr0ub4dor&3-github'), true);
  assert.equal(steps[4].ok('Tr0ub4dor'), false);
  assert.equal(steps[6].ok({ code: '000000', at: 1_600_000_000_000 }), false);
});
