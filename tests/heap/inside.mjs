// What stands in the process or page whose engine is looked at. Values go in and out as JSON, so that any driver will do.
import { captureEngines } from './capture.mjs';
import { Scanner } from './scan.mjs';
import { situations } from './situations.mjs';

const engines = captureEngines();
const scanner = new Scanner();
let end;

const commands = {
  async begin({ P, name, given }) {
    end = await situations[name]({ P, engines, ...given });
  },
  end: () => end(),
  scan({ secrets }) {
    scanner.add(secrets);
    return [engines.length, scanner.scan(engines.map(({ memory }) => new Uint8Array(memory.buffer)))];
  },
};

/** @returns a function of a command in JSON; import this module before the package whose constructor is P */
export const inside = (P) => async (text) => {
  const { command, ...values } = JSON.parse(text);
  return JSON.stringify((await commands[command]({ P, ...values })) ?? null);
};
