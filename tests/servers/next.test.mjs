// examples/server-next against the sandboxes, built as its README says. Its own tests, and the other ways to bundle it, take six minutes:
// npm run test:next.
import { before, test } from 'node:test';
import { copyExample, install, NEXT_START, npmIn } from './support/example.mjs';
import { signsWhatTheSandboxHolds } from './support/signing.mjs';

let folder;

before(
  async () => {
    folder = copyExample('server-next');
    await install(folder);
    await npmIn(folder, 'run', 'build');
  },
  { timeout: 600_000 },
);

for (const generation of [4, 7])
  test(`it signs with what the sandbox holds (${generation})`, { timeout: 120_000 }, (t) => {
    const server = { command: NEXT_START, folder, end: 143 };
    return signsWhatTheSandboxHolds(t, server, { generation, clientSideEncryption: true });
  });
