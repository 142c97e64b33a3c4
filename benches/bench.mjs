// npm run bench: the targets of the package, measured. See docs/performance.md for how to read the table.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandLine, names } from '../scripts/lib/arguments.mjs';
import { execute, npm } from '../scripts/lib/process.mjs';
import { described, machine } from './lib/machine.mjs';
import { measure, startServer } from './lib/processes.mjs';
import { markdown, plain } from './lib/table.mjs';

// The command line is measured by itself: whole processes.
if (process.argv[2] === 'cli') {
  process.argv.splice(2, 1);
  await import('./cli.mjs');
  process.exit();
}

const here = path.dirname(fileURLToPath(import.meta.url));
const USAGE = `Usage: npm run bench -- cli, for the command line; else
       npm run bench -- [--quick] [--only NAME[,NAME…]] [--json FILE] [--package DIR]

  --quick        one round of everything (the figures then mean little)
  --only NAME    only the parts whose name contains NAME
  --json FILE    the raw figures as JSON, from which node benches/plot.mjs FILE makes the plots
  --package DIR  the package to measure (pkg/)`;

const { values: options } = commandLine(USAGE, {
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    json: { type: 'string' },
    package: { type: 'string', default: path.join(here, '..', 'pkg') },
  },
});

const pkg = path.resolve(options.package);
if (!fs.existsSync(path.join(pkg, 'index.mjs'))) {
  console.error(`there is no package in ${pkg}: npm run build`);
  process.exit(1);
}
if (!fs.existsSync(path.join(here, 'node_modules', 'superagent'))) {
  console.error('==> npm ci in benches/: crypto-js, pbkdf2, superagent');
  await execute(npm('ci', '--silent'), { cwd: here, show: true });
}

const { parts } = await import('./parts.mjs');
const { attachmentBytes } = await import('./server/world.mjs');

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-bench-'));
const server = await startServer();
const bench = {
  pkg,
  server,
  rounds: (n) => (options.quick ? 1 : n),
  quick: options.quick,
  /** A file of so many bytes. */
  file(size) {
    const place = path.join(scratch, `${size}.bin`);
    if (!fs.existsSync(place)) fs.writeFileSync(place, attachmentBytes(size));
    return place;
  },
  measure: (implementation, job, parameters) =>
    measure(implementation, job, { host: server.url(), ...parameters }, pkg),
};

const before = machine();
console.log(described(before));
const wanted = options.only && names(options.only);
const rows = [];
const raw = {};
try {
  for (const [name, part] of Object.entries(parts)) {
    if (wanted && !wanted.some((word) => name.includes(word))) continue;
    const start = performance.now();
    const result = await part(bench);
    rows.push(...result.rows);
    raw[name] = result.raw;
    console.error(`==> ${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
  }
} finally {
  await server.stop();
  fs.rmSync(scratch, { recursive: true, force: true });
}
console.log(`load after: ${machine().load}\n\n${plain(rows)}`);
const short = rows.filter((row) => row.met === false);
const missed = short.filter((row) => !row.forbidden);
const jobs = (list) => list.map((row) => row.job).join('; ');
if (missed.length) console.log(`\nmissed: ${jobs(missed)}`);
if (short.length > missed.length) {
  const floors = jobs(short.filter((row) => row.forbidden));
  console.log(`\nmissed, and a floor of this run would miss it too: ${floors}`);
}
if (!short.length) console.log('\nevery target is met');
if (options.json) {
  const contents = { machine: { ...before, loadAfter: machine().load }, quick: options.quick, rows, raw };
  fs.writeFileSync(options.json, `${JSON.stringify({ ...contents, markdown: markdown(rows) }, null, 2)}\n`);
}
process.exit(missed.length ? 1 : 0);
