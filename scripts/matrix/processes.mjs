// Programs that run beside the harness: started, waited for, ended.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const EXIT = 15_000; // milliseconds that a program may take to end by itself
const KEEP = 20_000; // characters of output, for the message of a failure

/** What a failed program printed belongs into the message. */
const tail = (output) => output.trim().split('\n').slice(-25).join('\n');

/** What the promise gives, or undefined when the time is up. */
async function within(ms, promise) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  const value = await Promise.race([promise, late]);
  clearTimeout(timer);
  return value;
}

/**
 * A program that makes one round trip and ends by itself.
 *
 * @param {string[]} command
 * @param {{cwd: string, env?: Record<string, string | undefined>}} options
 */
export async function runProgram(ticket, [program, ...args], { cwd, env = {} }) {
  const child = start([program, ...args], { cwd, env: { ...ticket.env, ...env } });
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

/** Starts a program; the caller ends it. It gets a process group of its own, so that what it started ends with it. */
export function start([program, ...args], { cwd, env = {} } = {}) {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  const listeners = new Set();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output = (output + chunk).slice(-KEEP);
      for (const listener of listeners) listener();
    });
  }
  const gone = new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) => resolve(code ?? signal));
  });
  const died = async (when) => {
    const code = await gone;
    await new Promise((resolve) => setTimeout(resolve, 500)); // its last words may still be on the way
    throw new Error(`ended (${code}) ${when}\n${tail(output)}`);
  };
  return {
    code: gone,
    output: () => output,
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
            const match = pattern.exec(output);
            if (match) resolve(match);
          };
          listeners.add(look);
          look();
          setTimeout(() => reject(new Error(`not ready within ${ms / 1000} s\n${tail(output)}`)), ms).unref();
        }),
        died('before it was ready'),
      ]),
    async end() {
      if (child.pid === undefined) return;
      for (const signal of ['SIGTERM', 'SIGKILL']) {
        try {
          process.kill(-child.pid, signal);
        } catch {
          return; // the whole group is gone
        }
        if (child.exitCode === null && child.signalCode === null) {
          await within(3000, once(child, 'exit'));
        }
      }
    },
  };
}
