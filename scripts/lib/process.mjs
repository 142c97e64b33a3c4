// Every process that the scripts, the matrix and the benches start. It is node:child_process and no package: what a
// package like tinyexec or nano-spawn would save is the promise around `spawn`, fifteen lines; logs, waiting for a line of
// output and ending whole groups of processes would stay ours, over somebody else's interface.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root, work } from '../build/project.mjs';
import { verbose } from './arguments.mjs';

/** A command failed; `output` is what it printed, `shown` whether it was on the terminal already. */
export class CommandError extends Error {
  constructor(message, output, code, shown = false) {
    super(message);
    this.name = 'CommandError';
    this.output = output;
    this.code = code;
    this.shown = shown;
  }
}

const GRACE = 3000; // milliseconds between SIGTERM and SIGKILL
const LINES = 25; // of output, in the message of a failure

/** What the promise gives, or undefined when the time is up. */
export async function within(ms, promise) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  const value = await Promise.race([promise, late]);
  clearTimeout(timer);
  return value;
}

/** The end of what a program printed. */
export const tail = (output) => output.trim().split('\n').slice(-LINES).join('\n');

/**
 * Starts a program, without a shell, without stdin and without colours.
 *
 * @param {string[]} command program and arguments
 * @param {object} options
 * @param {string} [options.cwd] the project, if nothing else is said
 * @param {Record<string, string | undefined>} [options.env] over that of this process
 * @param {boolean} [options.group] a process group of its own, so that what it started ends with it; it does not get the
 *   Ctrl-C of the terminal then, so the caller ends it
 * @param {boolean} [options.show] also print its output while it runs
 * @param {(message: any) => void} [options.onMessage] opens a channel: what the program gives to `process.send`
 */
export function start([program, ...args], { cwd = root, env = {}, group = false, show = false, onMessage } = {}) {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...env },
    stdio: ['ignore', 'pipe', 'pipe', ...(onMessage ? ['ipc'] : [])],
    detached: group,
  });
  if (onMessage) child.on('message', onMessage);
  const [all, out] = [[], []];
  const listeners = new Set();
  for (const [stream, shown] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ]) {
    stream.on('data', (chunk) => {
      all.push(chunk);
      if (stream === child.stdout) out.push(chunk);
      if (show) shown.write(chunk);
      for (const listener of listeners) listener();
    });
  }
  const output = () => Buffer.concat(all).toString();
  // Not 'close': what it leaves running may hold its output open.
  const code = new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (status, signal) => resolve(status ?? signal));
  });
  const closed = new Promise((resolve) => {
    child.on('error', resolve);
    child.on('close', resolve);
  });
  const died = async (when) => {
    const how = await code;
    await within(500, closed); // its last words may still be on the way
    throw new Error(`ended (${how}) ${when}\n${tail(output())}`);
  };
  const kill = (signal) => {
    try {
      return group ? process.kill(-child.pid, signal) : child.kill(signal);
    } catch {
      return false; // the whole group is gone
    }
  };
  return {
    /** How it ended: its exit code, its signal, or why it could not be started. */
    code,
    /** Resolves when it has ended and its output is complete. */
    closed,
    /** What it printed so far, on both streams. */
    output,
    stdout: () => Buffer.concat(out).toString(),
    /** Rejects when it ends. */
    died: (when) => {
      const promise = died(when);
      promise.catch(() => {});
      return promise;
    },
    /** Waits until the output matches; the match. */
    says: (pattern, ms = 60_000) =>
      Promise.race([
        new Promise((resolve, reject) => {
          const look = () => {
            const match = pattern.exec(output());
            if (!match) return;
            listeners.delete(look);
            resolve(match);
          };
          listeners.add(look);
          look();
          const late = () => reject(new Error(`not ready within ${ms / 1000} s\n${tail(output())}`));
          setTimeout(late, ms).unref();
        }),
        died('before it was ready'),
      ]),
    /** Ends it, politely at first. */
    async end() {
      if (child.pid === undefined) return;
      for (const signal of ['SIGTERM', 'SIGKILL']) {
        if (!kill(signal)) return;
        await within(GRACE, code);
      }
    },
  };
}

/**
 * Runs a command to its end.
 *
 * @param {string[]} command
 * @param {Parameters<typeof start>[1] & {timeout?: number, allowFailure?: boolean}} options `timeout` in milliseconds;
 *   `allowFailure`: any exit code is a result
 * @returns {Promise<{code: number, output: string, stdout: string}>}
 */
export async function execute(command, { timeout, allowFailure = false, ...options } = {}) {
  const child = start(command, options);
  let late = false;
  const stop = () => {
    late = true;
    child.end();
  };
  const timer = timeout && setTimeout(stop, timeout);
  const how = await child.code;
  clearTimeout(timer);
  await (late ? within(GRACE, child.closed) : child.closed);
  const [output, stdout] = [child.output(), child.stdout()];
  const code = typeof how === 'number' ? how : 128;
  if (code === 0 || (allowFailure && how === code)) return { code, output, stdout };
  const line = command.map((word) => path.relative(root, word) && word.replace(`${root}/`, '')).join(' ');
  const reason = late ? `not done within ${timeout / 1000} s` : how === code ? `exit code ${code}` : how;
  throw new CommandError(`${line}: ${reason}`, output, code, options.show);
}

/**
 * The same, with its output in `target/npm/logs/NAME.log`, and on the terminal with `--verbose`.
 *
 * @param {string} name
 * @param {string[]} command
 * @param {Parameters<typeof execute>[1]} options
 */
export async function run(name, command, { show = verbose, ...options } = {}) {
  const result = await execute(command, { show, ...options }).catch((error) => error);
  const logs = path.join(work, 'logs');
  fs.mkdirSync(logs, { recursive: true });
  fs.writeFileSync(path.join(logs, `${name}.log`), result.output);
  if (result instanceof Error) throw result;
  return result;
}

/** The command of a program of node_modules, by its file. */
export const nodeBin = (...file) => [process.execPath, path.join(root, 'node_modules', ...file)];

/** What a quick command prints, or null when it fails or is not there. */
export function answer([program, ...args]) {
  const stdio = ['ignore', 'pipe', 'ignore'];
  const { status, stdout } = spawnSync(program, args, { cwd: root, encoding: 'utf8', stdio });
  return status === 0 ? stdout.trim() : null;
}

/**
 * npm, as the script that it is where its place is known: on Windows the command is npm.cmd, which needs a shell. npm says
 * its place to what it runs; installers put it beside node.exe.
 */
export function npm(...args) {
  const beside = path.join(path.dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const script = [process.env.npm_execpath, beside].find(
    (place) => place && path.basename(place) === 'npm-cli.js' && fs.existsSync(place),
  );
  return script ? [process.execPath, script, ...args] : ['npm', ...args];
}
