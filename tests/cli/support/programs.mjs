// Programs of the system that tests read our output with. Not every machine has all of them.
import { spawn, spawnSync } from 'node:child_process';

/** The reason to skip a test that needs a program: `false` where it is there. */
export const missing = (program) =>
  spawnSync(program, ['-c', 'exit 0']).status === 0 ? false : `there is no ${program} here`;

/**
 * Runs a program in an environment of its own, and in `cwd`.
 *
 * @returns {Promise<{code: number | null, stdout: string, stderr: string}>}
 */
export function execute(program, args, env, input = '', cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, cwd, stdio: 'pipe' });
    const parts = { stdout: [], stderr: [] };
    for (const name of ['stdout', 'stderr']) child[name].on('data', (data) => parts[name].push(data));
    child.on('error', reject);
    child.stdin.on('error', () => {}); // who reads nothing may be gone
    child.stdin.end(input);
    child.on('close', (code) => {
      resolve({ code, stdout: Buffer.concat(parts.stdout).toString(), stderr: Buffer.concat(parts.stderr).toString() });
    });
  });
}
