// The scenarios of the kit of Passwork 7, run one by one in this process, each with a record of what it asked and was answered.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Passwork } from './client.mjs';
import recordingClient from './recording-client.cjs';

const tests = path.resolve(import.meta.dirname, '../..');
const MAIN = /\nmain\(\)\.then\([\s\S]*$/;

/** The kit's runner without its command line: in a copy, because the kit is not ours to edit. */
async function runner() {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'kit-7-'));
  process.once('exit', () => fs.rmSync(copy, { recursive: true, force: true }));
  const kit = path.join(copy, 'conformance-7');
  fs.cpSync(path.join(tests, 'conformance-7'), kit, { recursive: true });
  fs.symlinkSync(path.join(tests, 'conformance'), path.join(copy, 'conformance'), 'junction');
  const file = path.join(kit, 'run.mjs');
  const text = fs.readFileSync(file, 'utf8');
  if (!MAIN.test(text)) throw new Error('the runner of the kit ends otherwise than support/kit-7.mjs expects');
  fs.writeFileSync(file, text.replace(MAIN, '\nexport { buildWorld, loadScenarios, play };\n'));
  return { ...(await import(pathToFileURL(file).href)), folder: path.join(kit, 'scenarios') };
}

const { buildWorld, folder, loadScenarios, play } = await runner();

export const scenarios = await loadScenarios(folder);

/** What a scenario may do to its server by hand that a test server can do too, under another name. */
const EVENTS = { expire: 'expireSession', killSessions: 'revoke', killRefresh: 'expireRefresh' };

/** What it may do that only the kit's server can. */
export const BY_HAND = ['addFault', 'openSession'];

/**
 * Runs a scenario; gives what it asked of its server, with the events between, what it did by hand, and the state that the
 * server had before.
 */
export async function record(scenario) {
  const exchanges = [];
  const byHand = new Set();
  let state;
  const server = {
    ...scenario.server,
    state(own, world) {
      scenario.server?.state?.(own, world);
      state = structuredClone(own);
    },
  };
  const run = (c) => {
    for (const [name, event] of Object.entries(EVENTS)) {
      const real = c.server[name];
      c.server[name] = () => {
        exchanges.push({ event });
        return real();
      };
    }
    for (const name of BY_HAND) {
      const real = c.server[name];
      c.server[name] = (...given) => {
        byHand.add(name);
        return real(...given);
      };
    }
    return scenario.run(c);
  };
  const isApi = ({ path }) => path.startsWith('/api/v1/');
  const Recorded = recordingClient(Passwork, (exchange) => isApi(exchange) && exchanges.push(exchange));
  await play({ ...scenario, server, run }, Recorded);
  return { exchanges, byHand: [...byHand], state, world: buildWorld(scenario.world ?? 'cse') };
}
