#!/usr/bin/env node
// Makes pkg/, exactly what is published, from a clean clone.
import { build } from './build/index.mjs';
import { reportSizes } from './build/sizes.mjs';
import { commandLine } from './lib/arguments.mjs';
import { main, say, seconds } from './lib/script.mjs';

const USAGE = `Usage: npm run build -- [--verbose]

  --verbose   show all output`;

commandLine(USAGE, { options: { verbose: { type: 'boolean' } } });
await main(async () => {
  const start = performance.now();
  await build();
  say(`pkg/ is ready (${seconds(start)})`);
  reportSizes();
});
