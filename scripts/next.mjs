#!/usr/bin/env node
// The whole of examples/server-next in the real Next.js. Beside npm test, which builds it once: this takes some minutes.
import { build, installPackage } from './build/index.mjs';
import { at } from './build/project.mjs';
import { commandLine } from './lib/arguments.mjs';
import { run } from './lib/process.mjs';
import { main } from './lib/script.mjs';

const USAGE = `Usage: npm run test:next

  Installs examples/server-next with the package that npm run build makes, builds it in every way and runs its tests.`;

await main(async () => {
  commandLine(USAGE);
  const { tarball } = await build();
  const { folder, remove } = await installPackage(tarball);
  const tests = at('tests', 'servers', 'next', 'next.test.mjs');
  try {
    const command = [process.execPath, '--test', '--test-reporter=spec', tests];
    await run('next', command, { env: { PASSWORK_PACKAGE: folder }, show: true });
  } finally {
    remove();
  }
});
