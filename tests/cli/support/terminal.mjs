// A program on a terminal of its own, by Python's pty.
import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('terminal.py', import.meta.url));
const PYTHON = process.env.PYTHON ?? 'python3';

const missing = () => {
  if (process.platform === 'win32') return 'terminals of Windows are others';
  const { status } = spawnSync(PYTHON, ['-c', 'import pty, sys; sys.exit(sys.version_info < (3, 9))']);
  return status === 0 ? false : 'no Python 3.9 or later to make a terminal with';
};

/** `false`, or why there is no terminal here. */
export const noTerminal = missing();

/** A key of a terminal. */
export const [CTRL_C, CTRL_D] = ['\x03', '\x04'];

/**
 * Runs a script of `sh` on a terminal.
 *
 * @param {[string, string | {signal: string, to: string}][]} steps Patterns that the terminal shows, each with the keys that are typed
 *   then, or a signal and the file with the number of the process that gets it.
 * @returns {Promise<{shown: string, code: number, echo: boolean[], missed: string | null}>}
 */
export async function onTerminal(env, script, steps, { shell = ['sh', '-c'] } = {}) {
  const job = { argv: [...shell, script], env: { TERM: 'xterm', NO_COLOR: '1', ...env }, cwd: env.HOME, steps };
  const { stdout } = await promisify(execFile)(PYTHON, [program, JSON.stringify(job)]);
  return JSON.parse(stdout);
}
