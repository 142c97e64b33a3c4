// `passwork` on a terminal of its own, by `script` of util-linux.
import { spawn, spawnSync } from 'node:child_process';
import { bin } from './cli.mjs';

/** Why there is no terminal here, or `false`. */
export const noTerminal = /util-linux/.test(spawnSync('script', ['--version']).stdout?.toString() ?? '')
  ? false
  : 'there is no script of util-linux here';

const word = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * Runs `passwork` on a terminal: whenever one of the questions stands there, its answer is typed, each once, in their order.
 *
 * @param {[RegExp, string][]} answers Questions and what is typed.
 * @param {{pipe?: string}} options `pipe`: what is on its stdin instead of the terminal.
 * @returns {Promise<{code: number, screen: string}>} `screen`: all that was written to the terminal.
 */
export function onTerminal(env, args, answers, { pipe } = {}) {
  const command = [process.execPath, bin, ...args].map(word).join(' ');
  const whole = pipe === undefined ? command : `printf %s ${word(pipe)} | ${command}`;
  const child = spawn('script', ['-qec', whole, '/dev/null'], {
    env: { ...env, SHELL: '/bin/sh', TERM: 'dumb' },
    cwd: env.HOME,
  });
  let screen = '';
  let from = 0;
  const left = [...answers];
  child.stdout.on('data', (data) => {
    screen += data;
    const found = left.length ? left[0][0].exec(screen.slice(from)) : null;
    if (!found) return;
    from += found.index + found[0].length;
    child.stdin.write(left.shift()[1]);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, screen }));
  });
}
