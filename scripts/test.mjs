#!/usr/bin/env node
// npm test [-- --only NAME[,NAME…]] [--list] [--verbose]
// Sets up, builds and runs everything. It stops only at the end, skips nothing, and fails on any failure.
import { CommandError, main, seconds, verbose } from './build/run.mjs';
import { steps } from './test/steps.mjs';

const LINES = 80; // of a failed step's output

await main(async () => {
  if (process.argv.includes('--list')) {
    for (const { name, about } of steps) console.log(`${name.padEnd(14)}${about}`);
    return;
  }
  const results = [];
  for (const step of chosen()) results.push({ step, ...(await runStep(step)) });
  report(results);
});

function chosen() {
  const asked = process.argv.flatMap((arg, i, all) => (all[i - 1] === '--only' ? arg.split(',') : []));
  const unknown = asked.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length)
    throw new Error(`no step ${unknown.join(', ')}; there are: ${steps.map((s) => s.name).join(' ')}`);
  return asked.length ? steps.filter((step) => asked.includes(step.name)) : steps;
}

async function runStep({ name, about, body }) {
  console.log(`\n==> ${name}: ${about}`);
  const start = performance.now();
  let result;
  try {
    result = await body();
    if (result.failed) complain(name, `${result.failed} failed`, result.output);
  } catch (error) {
    complain(name, error instanceof CommandError ? error.message : (error.stack ?? String(error)), error.output);
    result = { passed: 0, failed: 1, reason: error.message };
  }
  return { ...result, time: seconds(start) };
}

function complain(name, message, output = '') {
  const lines = output.trimEnd().split('\n');
  if (!verbose && output) {
    if (lines.length > LINES) console.log(`… (the whole output: target/npm/logs/${name}.log)`);
    console.log(lines.slice(-LINES).join('\n'));
  }
  console.log(`FAILED ${name}: ${message}`);
}

function report(results) {
  const total = (key) => results.reduce((n, result) => n + (result[key] ?? 0), 0);
  const row = (name, outcome, passed, failed, skipped, time) =>
    `${name.padEnd(14)}${outcome.padEnd(8)}${[passed, failed, skipped, time].map((x) => `${x}`.padStart(9)).join('')}`;
  console.log(`\n${row('step', '', 'passed', 'failed', 'skipped', 'time')}`);
  for (const { step, passed, failed, skipped, time } of results) {
    console.log(row(step.name, failed ? 'FAILED' : 'ok', passed, failed, skipped || '', time));
  }
  console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
  if (total('failed')) process.exitCode = 1;
}
