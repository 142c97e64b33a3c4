// Every program of docs/testing.md runs, by the runner that it is for. Each begins with the name of its file.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { project } from './support/installed.mjs';
import { createTestServer } from './support/testing.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const document = fs.readFileSync(path.join(root, 'docs/testing.md'), 'utf8');
const programs = new Map(
  [...document.matchAll(/^```js\n\/\/ (\S+)\n([\s\S]*?)^```$/gm)].map(([, name, code]) => [name, code]),
);

const folder = fs.mkdtempSync(path.join(project, 'testing-docs-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
for (const [name, code] of programs) fs.writeFileSync(path.join(folder, name), code);
fs.writeFileSync(path.join(folder, 'package.json'), '{"private":true}');

/** The tools of this repository, as the user's project would have them. */
const tool = (...parts) => path.join(root, 'node_modules', ...parts);

/** Runs a program in the folder of the document; its output, and how it ended. */
async function run(args, env = {}) {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^NODE_TEST/.test(name)));
  const child = spawn(process.execPath, args, { cwd: folder, env: { ...clean, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { code, output };
}

test('each block of JavaScript has the name of a file', () => {
  assert.equal(programs.size, document.match(/^```js$/gm).length);
});

for (const name of [...programs.keys()].filter((file) => file.endsWith('.node.test.mjs'))) {
  test(`node:test: ${name}`, async () => {
    const { code, output } = await run(['--test', '--test-reporter=tap', name]);
    assert.equal(code, 0, output);
    assert.match(output, /^# pass [1-9]/m);
  });
}

test('vitest', { timeout: 60_000 }, async () => {
  // vitest is found from where its configuration is; a user's project has it beside the package.
  fs.mkdirSync(path.join(folder, 'node_modules'), { recursive: true });
  fs.symlinkSync(tool('vitest'), path.join(folder, 'node_modules/vitest'));
  const { code, output } = await run([tool('vitest/vitest.mjs'), 'run', '--root', folder, 'secrets.vitest.test.mjs']);
  assert.equal(code, 0, output);
  assert.match(output, /2 passed/);
});

test('jest', { timeout: 60_000 }, async () => {
  const config = JSON.stringify({ rootDir: folder, testMatch: ['**/*.jest.test.cjs'], watchman: false });
  const { code, output } = await run([
    tool('jest/bin/jest.js'),
    '--config',
    config,
    '--ci',
    '--cacheDirectory',
    path.join(folder, 'cache'),
  ]);
  assert.equal(code, 0, output);
  assert.match(output, /2 passed/);
});

test('the contents are such', async () => {
  const { contents } = await import(path.join(folder, 'contents.mjs'));
  const server = createTestServer({ contents });
  assert.equal(server.read('65a1').custom.region, 'eu');
  assert.equal(server.read('Mine/orders').id, '65a1');
});

test('every fault of the table is one', () => {
  const server = createTestServer();
  const named = [...document.matchAll(/^\| `'(\w+)'` \|/gm)].map(([, name]) => name);
  assert.deepEqual(named, ['html', 'reset', 'cutOff', 'empty', 'hang', 'expired']);
  for (const name of named) server.fail({ with: name });
});
