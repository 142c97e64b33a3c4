// Files that commands read.
import { readBounded } from './bounded-file.mjs';
import { usage } from './exit-code.mjs';

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
