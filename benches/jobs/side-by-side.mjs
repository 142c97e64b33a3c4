// Several builds of the package in one process, in turn, everything compiled: what differs between processes (where things
// lie in memory, what was compiled when) and between minutes (the machine) is the same for all. For differences of a few
// per cent nothing else will do.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { API_KEY, MASTER_PASSWORD } from '../server/names.mjs';
import { median, once } from './measure.mjs';

/** By row: what is done once, how many times for one figure, and how many before the first one: thousands of calls. */
const ROWS = {
  'getPassword()': [({ password }) => password.getPassword(), 2_000, 20_000],
  'getCustoms()': [({ password }) => password.getCustoms(), 100, 1_000],
  'getPassword(id)': [({ client }) => client.getPassword('pMain'), 200, 3_000],
  editPassword: [({ client }) => client.editPassword('pMain', { name: 'shop', password: 'correct horse' }), 100, 1_200],
  'upload of 5 MB': [({ client, file }) => client.addPasswordAttachment('pMain', file), 1, 6],
  'download of 5 MB and getData()': [
    async ({ client, attachment }) => (await client.getAttachment('pMain', attachment)).getData(),
    1,
    6,
  ],
};

/**
 * By row, the CPU of each of `given.packages` (folders) over that of the first: the median of the rounds.
 * `given`: `{host, packages, rounds, file, attachment}`.
 */
export async function sideBySide({ host, packages, rounds, file, attachment }) {
  const clients = [];
  for (const folder of packages) {
    const { default: Client } = await import(pathToFileURL(path.join(folder, 'index.mjs')));
    const client = new Client({ host });
    await client.login(API_KEY, MASTER_PASSWORD);
    clients.push({ client, file, attachment, password: await client.getPassword('pMain') });
  }
  if (new Set(clients.map(({ client }) => client.constructor)).size < clients.length) throw new Error('not different');
  const seen = {};
  for (const [name, [run, count, before]] of Object.entries(ROWS)) {
    const cpuOf = async (given, times) => {
      globalThis.gc();
      const { cpu } = await once(async () => {
        for (let i = 0; i < times; i += 1) {
          const answer = run(given);
          if (answer instanceof Promise) await answer;
        }
      });
      return cpu / times;
    };
    const figures = packages.map(() => []);
    for (const client of clients) await cpuOf(client, before);
    for (let round = 0; round < rounds; round += 1) {
      const order = packages.map((_, n) => (n + round) % packages.length);
      for (const n of order) figures[n].push(await cpuOf(clients[n], count));
    }
    const ratios = figures.map((list) => median(list.map((cpu, round) => cpu / figures[0][round])));
    seen[name] = { first: median(figures[0]), ratios };
  }
  return seen;
}
