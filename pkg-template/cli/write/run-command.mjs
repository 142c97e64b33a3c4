// Runs the command of `rotate`, as `exec` runs one: its signals, its mask, an environment without our credentials.

import os from 'node:os';
import { childEnvironment, commandOf, runChild } from '../exec/index.mjs';
import { EXIT } from '../shared/index.mjs';

/**
 * Runs a command to its end.
 *
 * @param {string[]} words The command and its arguments.
 * @param {Record<string, string>} values The variables that it gets; they are masked in what it prints.
 * @returns {Promise<number>} Its exit code; 128 + n where a signal ended it: what becomes of the rotation is still to be told.
 */
export async function runCommand(words, values, { env, output }) {
  const secrets = Object.entries(values).map(([name, value]) => ({ name, value }));
  const release = takeSignals();
  try {
    const { code, signal } = await runChild(commandOf(words), { env: childEnvironment(env, values), secrets, output });
    return code ?? EXIT.signal + (os.constants.signals[signal] ?? 0);
  } finally {
    release();
  }
}

/** While the command runs, signals are for it: whoever waits for them here gets them back afterwards. */
function takeSignals() {
  const held = ['SIGTERM', 'SIGHUP', 'SIGINT'].map((name) => [name, process.listeners(name)]);
  for (const [name, listeners] of held) for (const listener of listeners) process.off(name, listener);
  return () => {
    for (const [name, listeners] of held) for (const listener of listeners) process.on(name, listener);
  };
}
