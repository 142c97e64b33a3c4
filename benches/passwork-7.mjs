// Requests and wall time on Passwork 7, ours against the official Python client, in one run over the conformance kit's server.
import { once } from 'node:events';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { commandLine } from '../scripts/lib/arguments.mjs';
import { ensurePython } from '../scripts/test/python.mjs';
import { fileSize, operations } from '../tests/interop-7/operations.mjs';
import { startPeer } from '../tests/interop-7/peer.mjs';
import { median } from './jobs/measure.mjs';
import { described, machine } from './lib/machine.mjs';
import { number, table } from './lib/table.mjs';

const USAGE = `Usage: node benches/passwork-7.mjs [--rounds N] [--latency MS] [--only NAME] [--package DIR]

  --rounds N     rounds of each operation, of which the median is shown (5); what takes the Python client long is done once
  --latency MS   how late each answer is (20)
  --only NAME    only the operations whose name contains NAME
  --package DIR  the package to measure (pkg/)`;

const { values: options } = commandLine(USAGE, {
  options: {
    rounds: { type: 'string', default: '5' },
    latency: { type: 'string', default: '20' },
    only: { type: 'string', default: '' },
    package: { type: 'string', default: path.join(import.meta.dirname, '..', 'pkg') },
  },
});

const python = await ensurePython();
const Passwork = createRequire(import.meta.url)(path.resolve(options.package));
const server = new Worker(new URL('server/passwork-7.mjs', import.meta.url), {
  workerData: { latency: Number(options.latency) },
});
const [{ origin, ...tokens }] = await once(server, 'message');
const requests = async () => {
  server.postMessage('how many?');
  return (await once(server, 'message'))[0];
};

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-7-'));
const file = path.join(scratch, 'file');
fs.writeFileSync(file, Buffer.alloc(fileSize, 'contents of a file\n'));

const client = new Passwork({ host: origin, apiVersion: 7 });
await client.login({ token: tokens.token, refreshToken: tokens.refreshToken }, tokens.masterPassword);
const peer = startPeer(python);
await peer.connect(origin);
await peer.call.set_tokens(tokens.token, tokens.refreshToken);
await peer.call.set_master_password(tokens.masterPassword);
const context = { client, python: peer.call, file, ...tokens };

/** Ours by the clock; theirs inside of its process, so that what goes between the two costs it nothing. */
const clocks = { ours: () => performance.now(), theirs: () => peer.ms };

async function measure(operation) {
  const seen = { ours: [], theirs: [] };
  const counts = {};
  const rounds = operation.long ? 1 : Number(options.rounds);
  for (let round = 0; round < rounds; round += 1) {
    for (const who of round % 2 ? ['theirs', 'ours'] : ['ours', 'theirs']) {
      const before = await requests();
      const start = clocks[who]();
      await operation[who](context);
      seen[who].push(clocks[who]() - start);
      counts[who] = (await requests()) - before;
    }
  }
  return { counts, ours: median(seen.ours), theirs: median(seen.theirs) };
}

const before = machine();
const rows = [];
for (const operation of operations.filter(({ name }) => name.includes(options.only))) {
  const { counts, ours, theirs } = await measure(operation);
  const times = [ours, theirs].map((ms) => `${number(ms)} ms`);
  rows.push([operation.name, counts.ours, counts.theirs, ...times, `${number(theirs / ours)}×`]);
  console.error(`==> ${operation.name}`);
}
const columns = ['operation', 'requests, ours', 'theirs', 'time, ours', 'theirs', 'ratio'];
console.log(described(before));
console.log(`load after: ${machine().load}\n\n${table(columns, rows)}`);
await peer.end();
await server.terminate();
fs.rmSync(scratch, { recursive: true, force: true });
await client.close();
