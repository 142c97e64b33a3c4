#!/usr/bin/env node
// npm run fuzz -- [--minutes N] [--seed N] [TARGET]: tests/fuzz, for a minute if nothing else is said.
import { parseArgs } from 'node:util';
import { main } from './build/run.mjs';
import { fuzz } from './test/fuzz.mjs';

await main(async () => {
  const options = { minutes: { type: 'string', default: '1' }, seed: { type: 'string' } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) throw new Error('--minutes takes a number greater than 0');
  const { failed } = await fuzz(Math.ceil(minutes * 60), { seed: values.seed, only: positionals, show: true });
  if (failed) process.exitCode = 1;
});
