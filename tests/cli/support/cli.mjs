// `passwork` as a user has it: the installed package, run as a program of its own, over HTTP, with a home of its own.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { folder } from '../../node/support/installed.mjs';

const { createTestServer } = createRequire(import.meta.url)(path.join(folder, 'testing.js'));

/** The file that npm links as `passwork`. */
export const bin = path.join(folder, 'cli', 'passwork.js');

/** After so many milliseconds a program has hung. */
const LIMIT = 60_000;

export const SECRET = 'JBSWY3DPEHPK3PXP';
export const PEM = '-----BEGIN KEY-----\nключ\n-----END KEY-----\n';
export const BYTES = Buffer.from(Array.from({ length: 256 }, (_, i) => i));

/** Every secret of these contents is a text that stands nowhere else, so that a test can look for it. */
export const CONTENTS = {
  Infrastructure: {
    Databases: {
      orders: {
        login: 'app',
        password: 'canary-orders-password',
        url: 'https://orders.example.com',
        description: 'Two\nlines',
        tags: ['prod', 'db'],
        custom: [
          { name: '2FA', value: SECRET, type: 'totp' },
          { name: 'API_KEY', value: 'canary-orders-api-key', type: 'password' },
          { name: 'Region', value: 'eu-west', type: 'text' },
        ],
        attachments: { 'key.pem': PEM, 'all.bin': BYTES },
      },
      stock: { login: 'stock', password: 'canary-stock-password', tags: ['prod'] },
    },
    Empty: { nothing: { login: 'nobody', password: '' } },
    top: { login: 'root', password: 'canary-top\u001b[31m\nsecond' },
    link: { shortcutTo: 'Mail/postmaster' },
  },
  Mail: {
    postmaster: { password: 'canary-mail-password', custom: [{ name: '2FA', value: SECRET, type: 'totp' }] },
  },
};

/** Both generations, with and without client-side encryption. */
export const WORLDS = [4, 7].flatMap((generation) =>
  [true, false].map((clientSideEncryption) => ({
    name: `${generation === 4 ? 'API v4' : 'Passwork 7'}, ${clientSideEncryption ? 'sealed' : 'plain'}`,
    generation,
    clientSideEncryption,
  })),
);

/** A server that listens, and the environment of a program that uses it: nothing of ours, a home of its own. */
export async function world(t, { name: _, ...options }, contents = CONTENTS) {
  const server = createTestServer({ contents, ...options });
  const host = await server.listen();
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-cli-'));
  t.after(async () => {
    await server.close();
    fs.rmSync(home, { recursive: true, force: true });
  });
  const env = { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8', ...server.env, PASSWORK_HOST: host };
  return { server, env, home, host };
}

/**
 * Runs `passwork`; stdin is `input`, or empty. It has no terminal: it runs in a session of its own.
 *
 * @returns {Promise<{code: number | null, signal: string | null, stdout: string, stderr: string, bytes: Buffer}>}
 */
export function passwork(env, args, { input = '', ...more } = {}) {
  const { child, end } = start(env, args, more);
  child.stdin.end(input);
  return end;
}

/**
 * Starts `passwork`, for tests that talk to it while it runs: `{child, end, line(stream, pattern)}`. `line` waits for a line and gives the
 * match; `end` is what `passwork()` gives. `joined`: stdout and stderr are one pipe.
 */
export function start(
  env,
  args,
  { cwd = env.HOME, node = process.execPath, file = bin, joined = false, before = [] } = {},
) {
  const words = [...before, node, file, ...args];
  const [program, ...rest] = joined ? ['/bin/sh', '-c', 'exec "$@" 2>&1', 'sh', ...words] : words;
  const child = spawn(program, rest, { env, cwd, stdio: 'pipe', detached: true });
  // A program that hangs fails its test, and is not left behind.
  const limit = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), LIMIT);
  child.once('close', () => clearTimeout(limit));
  const parts = { stdout: [], stderr: [] };
  const text = (name) => Buffer.concat(parts[name]).toString();
  for (const name of ['stdout', 'stderr']) child[name].on('data', (data) => parts[name].push(data));
  child.stdin.on('error', () => {}); // who reads nothing may be gone
  const end = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve({ code, signal, bytes: Buffer.concat(parts.stdout), stdout: text('stdout'), stderr: text('stderr') }),
    );
  });
  const read = { stdout: 0, stderr: 0 };
  const line = (name, pattern) =>
    new Promise((resolve, reject) => {
      const look = () => {
        const lines = text(name).split('\n').slice(0, -1);
        while (read[name] < lines.length) {
          const match = pattern.exec(lines[read[name]++]);
          if (match) {
            child[name].off('data', look);
            return resolve(match);
          }
        }
      };
      child[name].on('data', look);
      child.once('close', () => reject(new Error(`no line ${pattern} came: ${text('stdout')}${text('stderr')}`)));
      look();
    });
  return { child, end, line };
}

/** The same with nobody who talks to it: `kill(signal)` and `ended`. */
export function running(env, args, { input = '', ...more } = {}) {
  const { child, end } = start(env, args, more);
  child.stdin.end(input);
  return { ended: end, kill: (signal) => child.kill(signal) };
}
