// The command line beside Node itself and the official tool: whole processes, interleaved, medians. `npm run bench -- cli`.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { commandLine } from '../scripts/lib/arguments.mjs';
import { Unavailable } from '../scripts/lib/unavailable.mjs';
import { ensurePython } from '../scripts/test/python.mjs';
import { checked } from './check.mjs';
import { median } from './jobs/measure.mjs';
import { described, machine } from './lib/machine.mjs';
import { number, table } from './lib/table.mjs';

const USAGE = `Usage: npm run bench -- cli [--rounds N] [--package DIR]

  --rounds N     rounds, of which the median is shown (15)
  --package DIR  the package to measure (pkg/)`;

const { values: options } = commandLine(USAGE, {
  options: {
    rounds: { type: 'string', default: '15' },
    package: { type: 'string', default: path.join(import.meta.dirname, '..', 'pkg') },
  },
});

/** Rounds of the derivation that servers usually ask for. */
const USUAL_ROUNDS = 300_000;

const folder = path.resolve(options.package);
const { createTestServer } = createRequire(import.meta.url)(path.join(folder, 'testing.js'));
const bin = path.join(folder, 'cli', 'passwork.js');
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-bench-'));
const contents = { Vault: { orders: { login: 'app', password: 's3cret' } } };
const servers = [];

/** Runs a program to its end: milliseconds, and what it printed. */
function timed([program, ...args], env) {
  const start = performance.now();
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const parts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) child[name].on('data', (data) => (parts[name] += data));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0) reject(new Error(`${args.join(' ')}: ${code} ${parts.stderr}`));
      else resolve({ ms: performance.now() - start, ...parts });
    });
  });
}

/** A user of a server: the environment with its credentials, the one with a session, and the id of an item. */
async function user(generation, more = {}) {
  const server = createTestServer({ generation, contents, ...more });
  servers.push(server);
  const host = await server.listen();
  const own = fs.mkdtempSync(path.join(home, 'user-'));
  const bare = { PATH: process.env.PATH, HOME: own };
  const env = { ...bare, ...server.env, PASSWORK_HOST: new URL(host).origin }; // as the official tool wants it
  const { stdout } = await timed([process.execPath, bin, 'login', '--shell', 'json'], env);
  const { id } = server.read('Vault/orders');
  return { env, session: { ...bare, PASSWORK_SESSION: JSON.parse(stdout).session }, id };
}

async function officialTool() {
  try {
    return path.join(path.dirname(await ensurePython()), 'passwork-cli');
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    console.log(`passwork-cli is not measured: ${error.message}`);
    return undefined;
  }
}

/** Names of what is measured, with the command, its environment, and the most times that it may take of `node -e 0`. */
async function jobsOf() {
  const node = [process.execPath, bin];
  const [four, seven] = [await user(4), await user(7)];
  const derived = await user(4, { rounds: USUAL_ROUNDS });
  const jobs = [
    ['node -e 0', [process.execPath, '-e', '0'], seven.session],
    ['--version', [...node, '--version'], seven.session, 1.3],
    ['get, Passwork 7, session and master key', [...node, 'get', seven.id], seven.session, 2.4],
    ['get, API v4, session and master key', [...node, 'get', four.id], four.session, 2.4],
    [
      'exec true, Passwork 7, session',
      [...node, 'exec', '--env', `A=pw://-/${seven.id}/password`, 'true'],
      seven.session,
      2.6,
    ],
    ['exec true, nothing to fetch', [...node, 'exec', 'true'], seven.session, 2.6],
    ['get, Passwork 7, tokens and master key of the environment', [...node, 'get', seven.id], seven.env],
    ['get, API v4, API key and master password, 1,000 rounds', [...node, 'get', four.id], four.env],
    ['get, API v4, API key and master password, 300,000 rounds', [...node, 'get', derived.id], derived.env],
  ];
  const official = await officialTool();
  if (official) jobs.push(['passwork-cli get, Passwork 7', [official, 'get', '--password-id', seven.id], seven.env]);
  return jobs;
}

const before = machine();
console.log(described(before));
try {
  const jobs = await jobsOf();
  const times = new Map(jobs.map(([name]) => [name, []]));
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const [name, command, env] of jobs) times.get(name).push((await timed(command, env)).ms);
  }
  const base = median(times.get('node -e 0'));
  const rows = jobs.map(([name, , , most]) => {
    const ms = median(times.get(name));
    const met = most === undefined ? '' : ms / base <= most ? 'yes' : 'NO';
    return [name, `${number(ms)} ms`, number(ms / base), most === undefined ? '' : String(most), met];
  });
  console.log(`load after: ${machine().load}\n\n${table(['command', 'median', '× node -e 0', 'limit', 'met'], rows)}`);
  console.log(`\n${await checked({ bin, home, timed })}`);
} finally {
  await Promise.all(servers.map((server) => server.close()));
  fs.rmSync(home, { recursive: true, force: true });
}
