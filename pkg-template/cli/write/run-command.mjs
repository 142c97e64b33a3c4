// Runs the command of `rotate`.

import os from 'node:os';
import { SECRET_VARIABLES } from '../connection/index.mjs';
import { spawn } from '../exec/index.mjs';
import { CliError, EXIT } from '../shared/index.mjs';

/**
 * Runs a command to its end, on our own stdin, stdout and stderr, without our own credentials.
 *
 * @param {string[]} command The command and its arguments.
 * @param {Record<string, string>} env Its environment.
 * @returns {Promise<number>} Its exit code; 128 + n where a signal ended it.
 */
export function runCommand([command, ...args], env) {
  const own = SECRET_VARIABLES.flatMap((name) => [name, `${name}_FILE`]);
  const rest = Object.fromEntries(Object.entries(env).filter(([name]) => !own.includes(name)));
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', env: rest });
    const stay = () => {}; // Ctrl-C is for the command: what becomes of it is written down
    process.on('SIGINT', stay);
    child.on('error', (error) => {
      process.off('SIGINT', stay);
      const isMissing = error.code === 'ENOENT';
      const words = isMissing ? 'is not found' : 'cannot be run';
      reject(new CliError(isMissing ? EXIT.commandNotFound : EXIT.cannotRun, `the command ${command} ${words}`));
    });
    child.on('close', (code, signal) => {
      process.off('SIGINT', stay);
      resolve(code ?? EXIT.signal + (os.constants.signals[signal] ?? 0));
    });
  });
}
