import { createHash } from 'node:crypto';
import fs from 'node:fs';

/** The hash of a file, in hexadecimal. */
export const hashOfFile = (file, algorithm = 'sha256') =>
  createHash(algorithm).update(fs.readFileSync(file)).digest('hex');
