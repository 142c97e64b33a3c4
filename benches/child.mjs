// One measurement in a process of its own; prints JSON.
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { commandLine } from '../scripts/lib/arguments.mjs';
import { jobs } from './jobs/index.mjs';

const usage = 'Usage: node --expose-gc benches/child.mjs IMPLEMENTATION JOB PARAMETERS';
const [implementation, job, parameters] = commandLine(usage, { operands: [3, 3] }).positionals;
const require = createRequire(import.meta.url);

const CLIENTS = {
  baseline: () => require('./baseline/client.cjs'),
  floor: async () => (await import('./floor/client.mjs')).default,
  plain: async () => (await import('./floor/plain.mjs')).default,
  ours: async () => (await import(pathToFileURL(path.join(process.env.BENCH_PACKAGE, 'index.mjs')))).default,
};

const given = {
  implementation,
  load: CLIENTS[implementation],
  loadAs: (name) => CLIENTS[name](),
  ...JSON.parse(parameters),
};
const result = await jobs[job](given);
console.log(JSON.stringify(result));
process.exitCode = 0;
setTimeout(process.exit, 0);
