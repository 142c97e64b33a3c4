// Files that are read at once, whatever they are.
import fs from 'node:fs';
import { usage } from './exit-code.mjs';

const PIECE = 64 * 1024;

/**
 * The contents of a file, a pipe (`<(command)`) or a device. More than `most` bytes are refused, however many it says
 * it has. `what`: how messages call it.
 */
export function readBounded(file, { most, what = file }) {
  let bytes;
  try {
    bytes = bytesAtMost(file, most);
  } catch (error) {
    throw usage(
      error.code === 'EISDIR' ? `${what}: it is a folder` : `${what} cannot be read (${error.code ?? error.name})`,
    );
  }
  if (bytes === undefined) throw usage(`${what}: more than ${most} bytes`);
  return bytes;
}

/** The same for who has words of their own: `undefined` for more than `most` bytes; errors as the system gives them. */
export function bytesAtMost(file, most) {
  const handle = fs.openSync(file, 'r');
  try {
    const parts = [];
    let length = 0;
    for (;;) {
      const part = Buffer.allocUnsafe(PIECE);
      const count = fs.readSync(handle, part);
      if (count === 0) return Buffer.concat(parts);
      length += count;
      if (length > most) return undefined;
      parts.push(part.subarray(0, count));
    }
  } finally {
    fs.closeSync(handle);
  }
}
