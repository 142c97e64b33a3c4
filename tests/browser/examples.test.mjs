// The example page: the same files that run in Node, in Chromium, against the sandbox.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startSandbox } from '../sandbox/sandbox.mjs';
import { openBrowser } from './support/browser.mjs';

let browser;

before(async () => {
  browser = await openBrowser();
});

after(() => browser?.close());

async function runPage(t, { clientSideEncryption, settings = {} }) {
  const sandbox = await startSandbox({ clientSideEncryption });
  t.after(() => sandbox.close());
  Object.assign(sandbox.env, settings);
  const page = await browser.newPage();
  t.after(() => page.close());
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  await page.goto(`${sandbox.origin}/examples/web-run/?run`);
  await page.waitForFunction(() => ['done', 'failed'].includes(document.documentElement.dataset.state));
  const [state, output] = await page.evaluate(() => [
    document.documentElement.dataset.state,
    document.getElementById('output').textContent,
  ]);
  return { sandbox, state, output, problems };
}

for (const clientSideEncryption of [true, false]) {
  const mode = clientSideEncryption ? 'with' : 'without';
  test(`vaults, folders, passwords and users run in a page, ${mode} client-side encryption`, async (t) => {
    const { sandbox, state, output, problems } = await runPage(t, { clientSideEncryption });
    assert.deepEqual(problems, []);
    assert.equal(state, 'done', output);
    for (const line of [
      'There are 4 vaults:',
      'Folder: Servers',
      'Attachment first.txt: 21 bytes',
      'Attachment second.txt: 14 bytes',
      'it reads the same: true',
      'I am Ada Example <ada@example.org>',
      'Logged out',
    ]) {
      assert.ok(output.includes(line), line);
    }
    assert.equal(sandbox.state.sessions.size, 0, 'logged out at the server too');
  });
}

test('a failure is shown in the page', async (t) => {
  const { state, output } = await runPage(t, { clientSideEncryption: true, settings: { API_KEY: 'wrong' } });
  assert.equal(state, 'failed');
  assert.match(output, /Failed/);
});
