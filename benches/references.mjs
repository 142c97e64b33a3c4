// 93 references on a server that answers late: by resolveAll, and one by one as a script without it would read them.
import path from 'node:path';
import { commandLine } from '../scripts/lib/arguments.mjs';
import { median } from './jobs/measure.mjs';
import { described, machine } from './lib/machine.mjs';
import { number, table } from './lib/table.mjs';

const USAGE = `Usage: node benches/references.mjs [--rounds N] [--latency MS] [--package DIR]

  --rounds N     rounds, of which the median is shown (5)
  --latency MS   how late each answer is (20)
  --package DIR  the package to measure (pkg/)`;

const { values: options } = commandLine(USAGE, {
  options: {
    rounds: { type: 'string', default: '5' },
    latency: { type: 'string', default: '20' },
    package: { type: 'string', default: path.join(import.meta.dirname, '..', 'pkg') },
  },
});

process.env.PASSWORK_PACKAGE = path.resolve(options.package);
const { SEALED, scene } = await import('../tests/node/support/references-scene.mjs');
const { many, REFERENCES } = await import('../tests/node/support/references-many.mjs');

const endings = [];
const ended = { after: (end) => endings.push(end) };
const late = async (url, init) => {
  await new Promise((go) => setTimeout(go, Number(options.latency)));
  return fetch(url, init);
};

const before = machine();
const rows = [];
for (const one of SEALED) {
  const { another, server } = await scene(ended, one, many);
  const client = await another({ fetch: late });
  const measured = async (run) => {
    const from = server.log.length;
    const start = performance.now();
    await run();
    return { ms: performance.now() - start, requests: server.log.length - from };
  };
  const seen = { together: [], alone: [] };
  for (let round = 0; round < Number(options.rounds); round += 1) {
    seen.together.push(await measured(() => client.resolveAll(REFERENCES)));
    seen.alone.push(
      await measured(async () => {
        for (const reference of REFERENCES) await client.resolve(reference);
      }),
    );
  }
  const [together, alone] = [seen.together, seen.alone].map((list) => ({
    ms: median(list.map(({ ms }) => ms)),
    requests: list[0].requests,
  }));
  const cells = [one.name, together.requests, `${number(together.ms)} ms`, alone.requests, `${number(alone.ms)} ms`];
  rows.push([...cells, `${number(alone.ms / together.ms)}×`]);
}
console.log(described(before));
const columns = ['93 references', 'requests', 'time', 'one by one: requests', 'time', 'ratio'];
console.log(`load after: ${machine().load}\n\n${table(columns, rows)}`);
for (const end of endings) await end();
process.exit();
