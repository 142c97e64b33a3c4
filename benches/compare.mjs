// Two builds of the package against each other.
// First everything compiled, side by side in one process (jobs/side-by-side.mjs), a process a round; "old again" is a copy of
// the old build among them, which says what a difference means. Then each figure in a process of its own; the two take
// turns, and the one that begins changes each round; "of the old" is how far the old package's own rounds lie apart: half of
// them are in that range.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { commandLine, names } from '../scripts/lib/arguments.mjs';
import { median } from './jobs/measure.mjs';
import { described, machine } from './lib/machine.mjs';
import { measure, processTime, startServer } from './lib/processes.mjs';
import { number } from './lib/table.mjs';

const USAGE = `Usage: node benches/compare.mjs OLD NEW [--rounds N] [--only NAME[,NAME…]] [--json FILE]

  OLD, NEW     two folders as npm run build makes them
  --rounds N   15
  --only NAME  only the jobs whose name contains NAME; 'side by side' is one of them
  --json FILE  every figure of every round`;

const { values: options, positionals } = commandLine(USAGE, {
  options: {
    rounds: { type: 'string', default: '15' },
    only: { type: 'string', multiple: true },
    json: { type: 'string' },
  },
  operands: [2, 2],
});
const packages = { old: path.resolve(positionals[0]), new: path.resolve(positionals[1]) };

const FIVE = 5_242_880;
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-compare-'));
const file = path.join(scratch, 'five.bin');
fs.writeFileSync(file, (await import('./server/world.mjs')).attachmentBytes(FIVE));

const cold = (r) => ({ 'getPassword(), first 100': r.first.wall, 'getPassword(), 101 to 2,000': r.next.wall });
const coldFields = (r) => ({ 'getCustoms(), first 100': r.first.wall, 'getCustoms(), 101 to 2,000': r.next.wall });

/** By job: its parameters, and its figures in ms. */
const JOBS = {
  small: [{}, (r) => ({ 'getPassword(), CPU': r.password.cpu, 'getCustoms(), CPU': r.customs.cpu })],
  cold: [{ helper: 'getPassword' }, cold],
  coldFields: [{ helper: 'getCustoms' }, coldFields, 'cold'],
  getPassword: [
    { calls: 200 },
    (r) => ({
      'getPassword(id), first 20, CPU': r.first.cpu,
      'getPassword(id), hundreds, CPU': r.warm.cpu,
      'getPassword(id), thousands, CPU': r.hot.cpu,
    }),
  ],
  edit: [
    { calls: 200 },
    (r) => ({
      'editPassword, CPU': r.cpu,
      'editPassword, wall': r.wall,
      'editPassword, connection idle for 1.2 s, wall': r.idle,
    }),
  ],
  upload: [
    { file, more: 9 },
    (r) => ({ 'upload of 5 MB, first': r.wall, 'upload of 5 MB, next': r.warm, 'the same, first, CPU': r.cpu }),
  ],
  download: [
    { attachment: `a${FIVE}`, size: FIVE, more: 9 },
    (r) => ({ 'download of 5 MB, first': r.wall, 'download of 5 MB, next': r.warm, 'getData(), first': r.getData }),
  ],
  list: [
    { vault: 'ascii10000', count: 10_000, rounds: 9, clients: ['ours'] },
    (r) => ({ 'list of 10,000, ASCII': r.ours.wall }),
  ],
  foreign: [
    { vault: 'foreign10000', count: 10_000, rounds: 9, clients: ['ours'] },
    (r) => ({ 'list of 10,000, other names': r.ours.wall }),
    'list',
  ],
  copy: [{ lanes: 8, latency: 20 }, (r) => ({ 'folder copy, 20 ms away': r.wall, 'the same, CPU': r.cpu })],
  login: [{ rounds: 7 }, (r) => ({ 'login, of crypto.subtle': r.wall / r.subtle })],
};

/** Copies that do not take each other's class and engine, which copies of one version share. */
function apart(folders) {
  return folders.map((folder, n) => {
    const copy = path.join(scratch, `copy${n}`);
    fs.cpSync(folder, copy, { recursive: true });
    for (const name of fs.readdirSync(copy).filter((entry) => /\.[cm]?js$/.test(entry))) {
      const text = fs.readFileSync(path.join(copy, name), 'utf8');
      const other = text.replace(/(passwork-wasm\/(?:\$\{")?)\d+\.\d+\.\d+/g, `$1${n}.0.0`);
      if (other !== text) fs.writeFileSync(path.join(copy, name), other);
    }
    return copy;
  });
}

const only = options.only && names(options.only);
const wanted = (name) => !only || only.some((word) => name.includes(word));
const server = await startServer();
const seen = new Map();
const note = (which, figures) => {
  for (const [name, value] of Object.entries(figures)) {
    if (!seen.has(name)) seen.set(name, { old: [], new: [] });
    seen.get(name)[which].push(value);
  }
};

console.log(described(machine()));
const together = new Map();
try {
  const given = { host: server.url(), file, attachment: `a${FIVE}`, rounds: 12 };
  const copies = wanted('side by side') ? apart([packages.old, packages.old, packages.new]) : [];
  for (let round = 0; copies.length && round < Number(options.rounds); round += 1) {
    const rows = await measure('ours', 'sideBySide', { ...given, packages: copies }, packages.new);
    for (const [name, { first, ratios }] of Object.entries(rows)) {
      if (!together.has(name)) together.set(name, { old: [], again: [], new: [] });
      const figures = together.get(name);
      figures.old.push(first);
      figures.again.push(ratios[1]);
      figures.new.push(ratios[2]);
    }
    console.error(`==> side by side, round ${round + 1}`);
  }
  for (let round = 0; round < Number(options.rounds); round += 1) {
    const order = round % 2 ? ['old', 'new'] : ['new', 'old'];
    for (const [name, [{ latency, ...parameters }, figures, job = name]] of Object.entries(JOBS)) {
      if (!wanted(name)) continue;
      for (const which of order) {
        const given = { host: server.url(latency), ...parameters };
        note(which, figures(await measure('ours', job, given, packages[which])));
      }
    }
    if (wanted('imports')) {
      const bare = await processTime('');
      for (const which of order) {
        const client = JSON.stringify(path.join(packages[which], 'index.cjs'));
        note(which, { 'import, over bare Node': (await processTime(`require(${client})`)) - bare });
        const started = await processTime(`new (require(${client}))('http://localhost/api/v4')`);
        note(which, { 'import and the first client': started - bare });
      }
    }
    console.error(`==> round ${round + 1}`);
  }
} finally {
  await server.stop();
  fs.rmSync(scratch, { recursive: true, force: true });
}

const quarter = (list, share) => [...list].sort((a, b) => a - b)[Math.floor((list.length - 1) * share)];
const range = (list, digits) => [0.25, 0.75].map((share) => quarter(list, share).toFixed(digits)).join(' to ');
console.log(`load after: ${machine().load}\n`);
if (together.size) {
  console.log('side by side, CPU | old, ms | new/old | half of the rounds | old again/old | half of the rounds');
  console.log('--- | --- | --- | --- | --- | ---');
  for (const [name, figures] of together) {
    const ratios = ['new', 'again'].flatMap((which) => [median(figures[which]).toFixed(3), range(figures[which], 3)]);
    console.log([name, number(median(figures.old)), ...ratios].join(' | '));
  }
  console.log('');
}
console.log(['job', 'old, ms', 'new, ms', 'new/old', 'of the old'].join(' | '));
console.log('--- | --- | --- | --- | ---');
for (const [name, figures] of seen) {
  const [old, now] = [median(figures.old), median(figures.new)];
  const spread = range(
    figures.old.map((value) => value / old),
    2,
  );
  console.log([name, number(old), number(now), (now / old).toFixed(3), spread].join(' | '));
}
if (options.json) fs.writeFileSync(options.json, JSON.stringify(Object.fromEntries([...together, ...seen])));
