// Programs that make one round trip.
import { start, tail, within } from '../lib/process.mjs';

const EXIT = 15_000; // milliseconds that a program may take to end by itself

/**
 * A program that makes one round trip and ends by itself.
 *
 * @param {string[]} command
 * @param {{cwd: string, env?: Record<string, string | undefined>}} options
 */
export async function runProgram(ticket, command, { cwd, env = {} }) {
  const child = start(command, { cwd, env: { ...ticket.env, ...env }, group: true });
  try {
    const checks = await ticket.result(child.died('before it reported'));
    const code = await within(EXIT, child.code);
    if (code !== 0) {
      const how = code === undefined ? 'does not end' : `ends with ${code}`;
      throw new Error(`reported well, but ${how}\n${tail(child.output())}`);
    }
    return checks;
  } finally {
    await child.end();
  }
}
