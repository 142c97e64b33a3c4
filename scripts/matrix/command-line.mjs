// The command line where the package runs: with each Node all of its tests, elsewhere one round trip with both generations.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { at } from '../build/project.mjs';
import { CommandError, execute } from '../lib/process.mjs';
import { nodeCounts } from '../test/counts.mjs';

const MINUTE = 60_000;

/** All of its tests, by this Node: what they start is the same. */
export async function testsBy(program, folder) {
  const tests = at('tests', 'cli');
  const files = fs.readdirSync(tests).filter((name) => name.endsWith('.test.mjs'));
  const command = [program, '--test', '--test-reporter=spec', ...files.map((name) => path.join(tests, name))];
  const how = { env: { PASSWORK_PACKAGE: folder }, group: true, timeout: 10 * MINUTE };
  const { output, code } = await execute(command, how);
  const { passed, failed } = nodeCounts(output);
  if (failed || code !== 0) throw new CommandError(`${failed} failed`, output, code);
  return passed;
}

const CONTENTS = {
  Infrastructure: { Databases: { orders: { login: 'app', password: 'p4ss of orders', tags: ['prod'] } } },
};

/** `command` is `passwork`; gives the number of checks. */
export async function roundTrip(command, { folder, cwd }) {
  const { createTestServer } = createRequire(import.meta.url)(path.join(folder, 'testing.js'));
  let checks = 0;
  for (const generation of [4, 7]) {
    const server = createTestServer({ generation, contents: CONTENTS });
    const host = await server.listen();
    const home = fs.mkdtempSync(path.join(cwd, 'home-'));
    const env = { ...server.env, PASSWORK_HOST: host, HOME: home };
    const says = async (args, expected) => {
      const { output } = await execute([...command, ...args], { cwd, env, group: true, timeout: MINUTE });
      if (output !== expected) throw new Error(`passwork ${args.join(' ')} printed ${JSON.stringify(output)}`);
      checks += 1;
    };
    try {
      await says(['get', 'Infrastructure/Databases/orders'], 'p4ss of orders\n');
      await says(['get', 'pw://Infrastructure/Databases/orders/login', '-n'], 'app');
      const { id } = server.read('Infrastructure/Databases/orders');
      await says(['ls', 'Infrastructure/Databases'], `${id}\titem\tInfrastructure/Databases/orders\n`);
    } finally {
      await server.close();
    }
  }
  return checks;
}
