#!/usr/bin/env node
// The node for n8n in n8n itself: the packed tarball, installed as a community package, in workflows against servers of both
// generations. Beside npm test: n8n is 1.8 GB, and is installed into target/n8n once.
import { build, installPackage } from './build/index.mjs';
import { at } from './build/project.mjs';
import { commandLine, names, refuse } from './lib/arguments.mjs';
import { answer, run } from './lib/process.mjs';
import { main, say, seconds } from './lib/script.mjs';
import { ensureN8n, makeUserFolder, packNode, releases } from './n8n/install.mjs';
import { runInN8n } from './n8n/run.mjs';

const USAGE = `Usage: npm run test:n8n -- [--n8n 1|2] [--only NAME[,NAME…]] [--screenshots] [--verbose]

  Installs n8n and the node, and runs the workflows of tests/n8n in it.

  --n8n          which release: 1, the default, or 2, which comes with a Node of its own
  --only         only the checks whose name contains NAME: a workflow, networks, form …
  --screenshots  also take pictures of the form, by Chromium
  --verbose      show all output`;

await main(async () => {
  const start = performance.now();
  const { values } = commandLine(USAGE, {
    options: {
      n8n: { type: 'string', default: '1' },
      only: { type: 'string', multiple: true },
      screenshots: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
    },
  });
  const release = values.n8n;
  if (!releases.includes(release)) refuse(`--n8n ${release}: it is ${releases.join(' or ')}`, USAGE);
  const { tarball } = await build();
  const n8n = await ensureN8n(release);
  const node = await packNode();
  say(`the tests of the node, with n8n-workflow of n8n ${n8n.version}`);
  await unitTests(tarball, n8n);
  const { passed, failed } = await runInN8n(n8n, await makeUserFolder(node), {
    only: names(values.only),
    screenshots: values.screenshots,
  });
  console.log(`\nn8n ${n8n.version}, Node ${nodeVersion(n8n)}; ${seconds(start)}`);
  console.log(`${passed} passed, ${failed.length} failed${failed.length ? `: ${failed.join(', ')}` : ''}`);
  if (failed.length || !passed) process.exitCode = 1;
});

/** Those of npm test, with the real module in the place of its double. */
async function unitTests(tarball, { module }) {
  const place = await installPackage(tarball);
  try {
    const env = { PASSWORK_PACKAGE: place.folder, N8N_WORKFLOW: module('n8n-workflow') };
    await run('n8n-unit', [process.execPath, '--test', '--test-reporter=spec', at('tests', 'integrations', 'n8n/')], {
      env,
    });
  } finally {
    place.remove();
  }
}

function nodeVersion({ program: [node] }) {
  return answer([node, '--version']).slice(1);
}
