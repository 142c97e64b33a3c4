// Files that commands read and write.
import fs from 'node:fs';
import path from 'node:path';
import { readBounded } from './bounded-file.mjs';
import { randomName } from './built-in.mjs';
import { CliError, EXIT, usage } from './exit-code.mjs';

/** The contents of a file, or of stdin for `-`. More than `most` bytes are refused. `what`: how messages call the file. */
export async function readInput(file, { most, what, stdin = process.stdin } = {}) {
  if (file !== '-') return readBounded(file, { most, what });
  const parts = [];
  let length = 0;
  for await (const part of stdin) {
    length += part.length;
    if (length > most) throw usage(`stdin: more than ${most} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** A text without one line end at its end. */
export const withoutLineEnd = (text) => text.replace(/\r?\n$/, '');

/** UTF-8, strictly. */
export function utf8(bytes, what) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw usage(`${what} is no text in UTF-8`);
  }
}

/**
 * Writes a file whole or not at all: beside its place, on the disk, then renamed. Without `force`, one that is there stays, and that is
 * an error.
 */
export function writeWhole(file, bytes, { mode = 0o600, force = false } = {}) {
  const place = path.resolve(file);
  const beside = path.join(path.dirname(place), `.${path.basename(place).slice(0, 100)}.${randomName()}`);
  const exists = () => new CliError(EXIT.usage, `${file} is there already: --force replaces it`);
  if (isSpecial(place)) return fs.writeFileSync(place, bytes); // a device or a pipe stays what it is
  if (!force && fs.existsSync(place)) throw exists();
  const release = holdSignals();
  try {
    write(beside, bytes, mode);
    if (force) fs.renameSync(beside, place);
    else placeNew(beside, place, exists);
  } catch (error) {
    fs.rmSync(beside, { force: true });
    throw error;
  } finally {
    release();
  }
}

function isSpecial(place) {
  const found = fs.statSync(place, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile() && !found.isDirectory();
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

/** Puts a file in a place that must be free. */
function placeNew(beside, place, exists) {
  try {
    fs.linkSync(beside, place);
  } catch (error) {
    if (error.code === 'EEXIST') throw exists();
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP', 'EXDEV'].includes(error.code)) throw error;
    if (fs.existsSync(place)) throw exists();
    fs.renameSync(beside, place); // a file system without links
    return;
  }
  fs.rmSync(beside, { force: true });
}
