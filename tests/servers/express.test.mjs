// examples/server-express: installed and tested as its README says, then against the sandboxes, whose servers are not ours.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { copyExample, install, testsOf } from './support/example.mjs';
import { signsWhatTheSandboxHolds } from './support/signing.mjs';

let folder;

before(
  async () => {
    folder = copyExample('server-express');
    await install(folder);
  },
  { timeout: 120_000 },
);

test('its own tests pass', { timeout: 300_000 }, async () => {
  const { passed, failed, skipped } = await testsOf(folder);
  assert.ok(passed > 30, `${passed}`);
  assert.deepEqual([failed, skipped], [0, 0]);
});

for (const generation of [4, 7])
  for (const clientSideEncryption of [true, false])
    test(`it signs with what the sandbox holds (${generation}, ${clientSideEncryption ? 'sealed' : 'plain'})`, (t) => {
      const server = { command: [process.execPath, 'server.mjs'], folder, end: 0 };
      return signsWhatTheSandboxHolds(t, server, { generation, clientSideEncryption });
    });
