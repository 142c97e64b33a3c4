// The example page: the same files that run in Node, in Chromium, against the sandboxes of both generations.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startSandbox } from '../sandbox/sandbox.mjs';
import { openBrowser } from './support/browser.mjs';

let browser;

before(async () => {
  browser = await openBrowser();
});

after(() => browser?.close());

async function runPage(t, { generation = 4, clientSideEncryption, settings = {} }) {
  const sandbox = await startSandbox({ generation, clientSideEncryption });
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

/** What the generation has or has not, and how a logout leaves its server. */
const OF_GENERATION = {
  4: { line: 'New ones after having seen them: 0', loggedOut: ({ state }) => state.sessions.size === 0 },
  // The pair goes on to live, and was not renewed.
  7: { line: 'This server does not have: notifications', loggedOut: ({ stats }) => stats.refreshes === 0 },
};

for (const [generation, clientSideEncryption] of [4, 7].flatMap((g) => [
  [g, true],
  [g, false],
])) {
  const mode = `generation ${generation}, ${clientSideEncryption ? 'with' : 'without'} client-side encryption`;
  test(`vaults, folders, passwords and users run in a page, ${mode}`, async (t) => {
    const { sandbox, state, output, problems } = await runPage(t, { generation, clientSideEncryption });
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
      OF_GENERATION[generation].line,
    ]) {
      assert.ok(output.includes(line), line);
    }
    assert.ok(OF_GENERATION[generation].loggedOut(sandbox), 'logged out, at the server too where that is known');
  });
}

test('a failure is shown in the page', async (t) => {
  const { state, output } = await runPage(t, { clientSideEncryption: true, settings: { API_KEY: 'wrong' } });
  assert.equal(state, 'failed');
  assert.match(output, /Failed/);
});
