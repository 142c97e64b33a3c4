// Files that are read at once, whatever they are.
import fs from 'node:fs';
import { CliError, usage } from './exit-code.mjs';

const PIECE = 64 * 1024;

/**
 * The contents of a file, a pipe (`<(command)`) or a device. More than `most` bytes are refused, however many it says
 * it has.
 */
export function readBounded(file, { most }) {
  let handle;
  try {
    handle = fs.openSync(file, 'r');
    if (fs.fstatSync(handle).isDirectory()) throw usage(`${file}: it is a folder`);
    const parts = [];
    let length = 0;
    for (;;) {
      const part = Buffer.allocUnsafe(PIECE);
      const count = fs.readSync(handle, part);
      if (count === 0) return Buffer.concat(parts);
      length += count;
      if (length > most) throw usage(`${file}: more than ${most} bytes`);
      parts.push(part.subarray(0, count));
    }
  } catch (error) {
    throw error instanceof CliError ? error : usage(`${file} cannot be read (${error.code ?? error.name})`);
  } finally {
    if (handle !== undefined) fs.closeSync(handle);
  }
}
