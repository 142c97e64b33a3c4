// Files that commands write: whole or not at all.
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomName } from './built-in.mjs';
import { CliError, EXIT, usage } from './exit-code.mjs';
import { reasonOf } from './system-errors.mjs';

const isThere = (file) => usage(`${file} is there already: --force replaces it`);

/** What the system says of a file, under the name that the user gave it. */
const failed = (file, error, exitCode) =>
  typeof error.syscall === 'string' ? new CliError(exitCode, `${file}: ${reasonOf(error)}`, { cause: error }) : error;

/**
 * Refuses a place of `-o` where nothing could be written at the end, before anything is sent.
 *
 * @returns {boolean} Whether it is a device or a pipe, which stays what it is.
 */
export function checkTarget(file, { force = false } = {}) {
  try {
    const place = path.resolve(file);
    if (isSpecial(place)) return true;
    if (isFolder(place)) throw usage(`${file}: it is a folder`);
    if (!isFolder(path.dirname(place)) || /[/\\]$/.test(file)) throw usage(`${file}: there is no such folder`);
    if (!force && found(place)) throw isThere(file);
    return false;
  } catch (error) {
    throw failed(file, error, EXIT.usage);
  }
}

/**
 * Writes a file: beside its place, on the disk, then renamed. Without `force`, one that is there stays, and that is an error. A device
 * or a pipe stays what it is, and is written to, if it `mayBeDevice`: no name that others chose leads into one.
 */
export async function writeWhole(file, bytes, { mode = 0o600, force = false, mayBeDevice = false } = {}) {
  const place = path.resolve(file);
  try {
    if (mayBeDevice && isSpecial(place)) await writeInto(place, bytes);
    else replace(place, bytes, { mode, force });
  } catch (error) {
    if (error.code === 'EEXIST') throw isThere(file);
    throw failed(file, error, EXIT.refused);
  }
}

const found = (place) => fs.lstatSync(place, { throwIfNoEntry: false });

export function isFolder(place) {
  try {
    return fs.statSync(place).isDirectory();
  } catch {
    return false;
  }
}

/** Links of the system, in folders where nobody else can make one. */
const OF_SYSTEM = /^\/(?:dev|proc\/self)\/(?:fd\/)?\w+$/;

/** Whether a place is neither file nor folder. A link to such a thing is none of it: somebody else may have laid it there. */
function isSpecial(place) {
  const there = found(place);
  if (there?.isSymbolicLink()) return OF_SYSTEM.test(place) && !isFolder(place);
  return there !== undefined && !there.isFile() && !there.isDirectory();
}

/** Writes to a device or a pipe. Nothing in it waits for the other side with the process: a signal would not end it. */
async function writeInto(place, bytes) {
  const { O_WRONLY, O_APPEND, O_NONBLOCK = 0 } = fs.constants;
  const handle = fs.openSync(place, O_WRONLY | O_APPEND | O_NONBLOCK); // behind /dev/stdout may be a file
  try {
    for (let rest = Buffer.from(bytes); rest.length; ) {
      try {
        rest = rest.subarray(fs.writeSync(handle, rest));
      } catch (error) {
        if (error.code !== 'EAGAIN') throw error;
        await sleep(20);
      }
    }
  } finally {
    fs.closeSync(handle);
  }
}

function replace(place, bytes, { mode, force }) {
  const release = holdSignals();
  // A name of its own, and not that of the file with something behind it, which may be as long as names can be.
  const beside = path.join(path.dirname(place), `.passwork-${randomName()}`);
  try {
    write(beside, bytes, mode);
    if (force) fs.renameSync(beside, place);
    else placeNew(beside, place);
  } catch (error) {
    fs.rmSync(beside, { force: true });
    throw error;
  } finally {
    release();
  }
}

function write(file, bytes, mode) {
  const handle = fs.openSync(file, 'wx', mode);
  try {
    if (process.platform !== 'win32') fs.fchmodSync(handle, mode); // the umask may have taken more, never given more
    fs.writeFileSync(handle, bytes);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** Signals that would end us wait until a file is whole or gone. */
function holdSignals() {
  const names = ['SIGHUP', 'SIGINT', 'SIGTERM'];
  const onSignal = (signal) => {
    for (const name of names) process.off(name, onSignal);
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  for (const name of names) process.on(name, onSignal);
  const release = () => {
    for (const name of names) process.off(name, onSignal);
  };
  // What came meanwhile is told in the next round of the event loop.
  return () => setImmediate(() => setImmediate(release));
}

/** Puts a file in a place that must be free: EEXIST where it is not. */
function placeNew(beside, place) {
  try {
    fs.linkSync(beside, place);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP', 'EXDEV'].includes(error.code)) throw error;
    // A file system without links.
    if (found(place)) throw Object.assign(error, { code: 'EEXIST' });
    fs.renameSync(beside, place);
    return;
  }
  fs.rmSync(beside, { force: true });
}
