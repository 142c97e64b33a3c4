// Talking and running commands: one line a step, the whole output only when something goes wrong.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root, work } from './project.mjs';

export const verbose = process.argv.includes('--verbose');

export const say = (text) => console.log(`==> ${text}`);

/** A command failed; `output` is what it printed. */
export class CommandError extends Error {
  constructor(message, output, code) {
    super(message);
    this.name = 'CommandError';
    this.output = output;
    this.code = code;
  }
}

/**
 * Runs a command without a shell and without stdin. Its output goes to `target/npm/logs/NAME.log`; with `--verbose`
 * to the terminal as well.
 *
 * @param {string} name of the log file
 * @param {string[]} command program and arguments
 * @param {{cwd?: string, env?: Record<string, string>, allowFailure?: boolean, show?: boolean, timeout?: number}}
 *   options `show`: print its output while it runs; `timeout` in milliseconds
 * @returns {Promise<{code: number, output: string}>}
 */
export function run(
  name,
  [program, ...args],
  { cwd = root, env = {}, allowFailure = false, show = verbose, timeout } = {},
) {
  const logs = path.join(work, 'logs');
  fs.mkdirSync(logs, { recursive: true });
  const log = path.join(logs, `${name}.log`);
  return new Promise((resolve, reject) => {
    const all = { ...process.env, ...env };
    const stdio = ['ignore', 'pipe', 'pipe'];
    const child = spawn(program, args, { cwd, env: all, stdio, timeout, killSignal: 'SIGKILL' });
    const chunks = [];
    for (const [stream, out] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      stream.on('data', (chunk) => {
        chunks.push(chunk);
        if (show) out.write(chunk);
      });
    }
    child.on('error', (error) => reject(new CommandError(`cannot run ${program}: ${error.message}`, '', -1)));
    child.on('close', (status, signal) => {
      const output = Buffer.concat(chunks).toString();
      const code = status ?? 128;
      fs.writeFileSync(log, output);
      if (code === 0 || allowFailure) return resolve({ code, output });
      const line = [program, ...args].map((a) => path.relative(root, a) && a.replace(`${root}/`, '')).join(' ');
      reject(new CommandError(`${line}: ${signal ?? `exit code ${code}`}`, output, code));
    });
  });
}

/** What a quick command prints, or null when it fails or is not there. */
export function answer([program, ...args], options = {}) {
  const r = spawnSync(program, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], ...options });
  return r.status === 0 ? r.stdout.trim() : null;
}

/** Runs the main function of a script; an error becomes its output, its message and exit code 1. */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    if (error instanceof CommandError && error.output && !verbose) console.error(error.output.trimEnd());
    console.error(`error: ${error instanceof CommandError ? error.message : (error.stack ?? error)}`);
    process.exitCode = 1;
  }
}

export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
