// What stands in the process or page whose engine is looked at. Values go in and out as JSON, so that any driver will do.
import { captureEngines } from './capture.mjs';
import { Scanner } from './scan.mjs';
import { situations } from './situations.mjs';

const engines = captureEngines();
const scanner = new Scanner();
const seen = new Set();
let end;

const scan = () => scanner.scan(engines.map(({ memory }) => new Uint8Array(memory.buffer)));

/** Gives what stands in memory at this moment, and keeps it for the next scan. */
function look() {
  const all = scan();
  for (const found of all) seen.add(found);
  return all;
}

/**
 * Takes cryptography away from the package: that of Node, so that it does what it does in pages, or also WebCrypto, which
 * pages without TLS do not have.
 */
function takeAway(what) {
  const real = globalThis.process?.getBuiltinModule;
  if (real) process.getBuiltinModule = (name) => (name === 'crypto' ? undefined : real(name));
  if (what === 'WebCrypto') Object.defineProperty(crypto, 'subtle', { value: undefined });
}

const commands = {
  async begin({ P, name, given, secrets }) {
    if (given.without) takeAway(given.without);
    scanner.add(secrets);
    end = await situations[name]({ P, engines, look, ...given });
    return end.secrets;
  },
  end: () => end(),
  scan({ secrets }) {
    scanner.add(secrets);
    look();
    const found = [...seen].sort();
    seen.clear();
    return [engines.length, found];
  },
};

/** @returns a function of a command in JSON; import this module before the package whose constructor is P */
export const inside = (P) => async (text) => {
  const { command, ...values } = JSON.parse(text);
  return JSON.stringify((await commands[command]({ P, ...values })) ?? null);
};
