// What an instance of the server for users' tests costs: time and memory, for 93 items in 3 vaults.
// node benches/testing.mjs [package]
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = path.resolve(process.argv[2] ?? fileURLToPath(new URL('../pkg', import.meta.url)));
const { createTestServer } = createRequire(import.meta.url)(path.join(folder, 'testing.js'));

const COUNT = 100;

const contents = Object.fromEntries(
  ['One', 'Two', 'Three'].map((vault) => {
    const items = Array.from({ length: 31 }, (_, n) => [
      `item ${n}`,
      { login: 'app', password: `password ${n}`, custom: { region: 'eu' }, totp: { '2FA': 'JBSWY3DPEHPK3PXP' } },
    ]);
    return [vault, Object.fromEntries(items)];
  }),
);

const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];

/** Bytes of the process after a collection: `node --expose-gc` makes the figure exact. */
function memory() {
  globalThis.gc?.();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}

const begin = performance.now();
createTestServer();
console.log(`the first of the process, empty: ${(performance.now() - begin).toFixed(1)} ms`);

for (const generation of [4, 7]) {
  for (const clientSideEncryption of [true, false]) {
    for (const [what, given] of Object.entries({ empty: {}, '93 items': contents })) {
      const before = memory();
      const kept = [];
      const times = Array.from({ length: COUNT }, () => {
        const start = process.cpuUsage();
        kept.push(createTestServer({ generation, clientSideEncryption, contents: given }));
        const { user, system } = process.cpuUsage(start);
        return (user + system) / 1000;
      });
      const bytes = (memory() - before) / kept.length;
      const mode = clientSideEncryption ? 'sealed' : 'plain';
      const time = `${median(times).toFixed(2)} ms of CPU (median of ${COUNT})`;
      console.log(`${generation}, ${mode}, ${what}: ${time}, ${(bytes / 1024).toFixed(0)} kB each`);
    }
  }
}
