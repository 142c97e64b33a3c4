#!/usr/bin/env node
// tests/fuzz, with a seed of its own each time.
import { commandLine, refuse } from './lib/arguments.mjs';
import { main } from './lib/script.mjs';
import { fuzz } from './test/fuzz.mjs';

const USAGE = `Usage: npm run fuzz -- [--minutes N] [--seed N] [TARGET…]

  --minutes N   how long (1)
  --seed N      that of an earlier run, to repeat it
  TARGET        only the tests whose name contains it`;

await main(async () => {
  const options = { minutes: { type: 'string', default: '1' }, seed: { type: 'string' } };
  const { values, positionals } = commandLine(USAGE, { options, operands: [0, Number.POSITIVE_INFINITY] });
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) refuse('--minutes takes a number greater than 0', USAGE);
  const { failed } = await fuzz(Math.ceil(minutes * 60), {
    seed: values.seed,
    only: positionals,
    optimized: true,
    show: true,
  });
  if (failed) process.exitCode = 1;
});
