// `credentialCommand` of a profile: a program that prints credentials, so that every keyring and password manager can
// hold them.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CliError, EXIT } from '../shared/index.mjs';

const TIMEOUT = 60_000;

/** How long a program that was asked to end may take for it, in milliseconds. */
const GRACE = 1_000;

const MOST_BYTES = 1 << 20;
const NAMES = ['apiKey', 'token', 'refreshToken', 'masterKey', 'masterPassword', 'session'];

const failed = (what) => new CliError(EXIT.credentials, `credentialCommand of the profile ${what}`);

/** What the program prints, as settings. It runs without a shell; nothing of what it printed is shown. */
export async function askCommand(words, options) {
  return settingsOfAnswer(await printedBy(words, options));
}

/**
 * What a program prints. It stands in the user's home, since the working folder may be anybody's; its messages and
 * questions go where ours go, and our stdin is not its.
 */
async function printedBy([program, ...args], { timeout = TIMEOUT, platform = process.platform } = {}) {
  // A command of Windows may be a script, which Node does not start without a shell.
  const { spawn: start } = await (platform === 'win32' ? import('../spawn/index.mjs') : import('node:child_process'));
  const home = os.homedir();
  const cwd = fs.existsSync(home) ? home : path.parse(process.cwd()).root;
  const child = start(program, args, { stdio: ['ignore', 'pipe', 'inherit'], cwd });
  const parts = [];
  let length = 0;
  let timer;
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(() => reject(failed(`was ended after ${timeout / 1000} seconds`)), timeout);
      child.on('error', ({ code }) => reject(failed(`cannot be run (${code})`)));
      child.stdout.on('data', (part) => {
        parts.push(part);
        length += part.length;
        if (length > MOST_BYTES) reject(failed('printed more than 1 MB'));
      });
      child.on('close', (code, signal) => {
        if (code === 0) resolve(Buffer.concat(parts).toString());
        else reject(failed(signal ? `was ended by ${signal}` : `ended with code ${code}`));
      });
    });
  } finally {
    clearTimeout(timer);
    for (const part of parts) part.fill(0);
    await ended(child);
  }
}

/**
 * Ends a program that still runs, whatever it thinks of that; a child of its own that holds the pipe is not waited for.
 * The pipe is closed behind it: who still writes would complain of that to the user.
 */
async function ended(child) {
  child.stdout?.pause();
  const runs = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  if (runs()) {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await Promise.race([gone, sleep(GRACE, undefined, { ref: false })]);
    if (runs()) child.kill('SIGKILL');
    child.unref();
  }
  child.stdout?.destroy();
}

/** The answer of a program as settings. */
export function settingsOfAnswer(text) {
  let given;
  try {
    given = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw failed('printed no JSON');
  }
  if (given === null || typeof given !== 'object' || Array.isArray(given)) throw failed('printed no object');
  const known = {};
  for (const [name, value] of Object.entries(given)) {
    if (!NAMES.includes(name)) throw failed(`printed a member that is none of ${NAMES.join(', ')}`);
    if (value === null) continue; // that of a template that has nothing to say
    if (typeof value !== 'string' || value === '') throw failed(`printed ${name} as something else than a text`);
    known[name] = value;
  }
  const { apiKey, token, refreshToken, masterKey, masterPassword, session } = known;
  if (!apiKey && !token && !session) throw failed('printed none of apiKey, token and session');
  return {
    apiKey,
    tokens: token === undefined ? undefined : { token, refreshToken },
    masterKey,
    masterPassword: masterKey === undefined ? masterPassword : undefined,
    sessionKey: session,
  };
}
