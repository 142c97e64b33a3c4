#!/usr/bin/env node
// npm run build [-- --verbose]: makes pkg/, exactly what is published, from a clean clone.
import { build } from './build/index.mjs';
import { main, say, seconds } from './build/run.mjs';
import { reportSizes } from './build/sizes.mjs';

await main(async () => {
  const start = performance.now();
  await build();
  say(`pkg/ is ready (${seconds(start)})`);
  reportSizes();
});
