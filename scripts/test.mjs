#!/usr/bin/env node
// Sets up, builds and runs everything. It stops only at the end, and fails on any failure; what a machine cannot run is said.
import { commandLine, names, refuse, verbose } from './lib/arguments.mjs';
import { CommandError } from './lib/process.mjs';
import { main, seconds } from './lib/script.mjs';
import { steps } from './test/steps.mjs';

const LINES = 80; // of a failed step's output

const USAGE = `Usage: npm test -- [--only NAME[,NAME…]] [--list] [--verbose]

  --only      only these steps
  --list      name the steps
  --verbose   show all output`;

await main(async () => {
  const { values } = commandLine(USAGE, {
    options: {
      only: { type: 'string', multiple: true },
      list: { type: 'boolean' },
      verbose: { type: 'boolean' },
    },
  });
  if (values.list) {
    for (const { name, about } of steps) console.log(`${name.padEnd(14)}${about}`);
    return;
  }
  const results = [];
  for (const step of chosen(names(values.only))) results.push({ step, ...(await runStep(step)) });
  report(results);
});

function chosen(asked) {
  const unknown = asked.filter((name) => !steps.some((step) => step.name === name));
  const all = steps.map(({ name }) => name).join(' ');
  if (unknown.length) refuse(`no step ${unknown.join(', ')}; there are: ${all}`, USAGE);
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
  for (const { step, passed, failed, skipped, notRun, time } of results) {
    const outcome = failed ? 'FAILED' : notRun ? 'NOT RUN' : 'ok';
    console.log(row(step.name, outcome, passed, failed, skipped || '', time) + (notRun ? `  ${notRun}` : ''));
  }
  console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
  if (total('failed')) process.exitCode = 1;
}
