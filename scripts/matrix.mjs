#!/usr/bin/env node
// The package, installed from its tarball, in every runtime and through every bundler that can be had here.
import fs from 'node:fs';
import path from 'node:path';
import { build } from './build/index.mjs';
import { commandLine, names } from './lib/arguments.mjs';
import { main, seconds } from './lib/script.mjs';
import { countRows, groups, printTables, runMatrix } from './matrix/index.mjs';
import { compareWithRecord, record } from './matrix/readme-table.mjs';
import { workshop } from './matrix/tools.mjs';

const USAGE = `Usage: npm run test:matrix -- [--fast] [--only NAME[,NAME…]] [--package FILE.tgz] [--record] [--list] [--verbose]

  --fast      only the quick rows, those of npm test
  --only      only the rows whose name contains NAME
  --package   a tarball to test, in place of what npm run build makes
  --record    keep what came out in tests/matrix/results.json
  --list      name the rows
  --verbose   show all output of installing and building`;

await main(async () => {
  const { values } = commandLine(USAGE, {
    options: {
      fast: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true },
      package: { type: 'string' },
      record: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
    },
  });
  if (values.list) {
    for (const [group, rows] of Object.entries(groups)) {
      for (const { name, fast } of rows)
        if (fast !== 'only') console.log(`${group.padEnd(9)}${name}${fast ? ' (fast)' : ''}`);
    }
    return;
  }
  const start = performance.now();
  const tarball = values.package ? path.resolve(values.package) : (await build()).tarball;
  const only = names(values.only);
  const rows = await runMatrix(tarball, { fast: values.fast, only });
  if (!rows.length) throw new Error(`no row is named ${only.join(', ')} (--list names them)`);
  printTables(rows);
  fs.writeFileSync(path.join(workshop, 'results.json'), `${JSON.stringify(rows, null, 2)}\n`);
  const { passed, failed, skipped } = countRows(rows);
  const whole = !values.fast && !only.length;
  if (!values.fast && values.record && !failed) record(rows, { whole });
  const differences = compareWithRecord(rows, { whole });
  for (const line of differences) console.log(`the record (tests/matrix/results.json) says otherwise: ${line}`);
  console.log(`\ntarget/matrix/results.json; ${seconds(start)}`);
  console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
  if (failed || differences.length) process.exitCode = 1;
});
