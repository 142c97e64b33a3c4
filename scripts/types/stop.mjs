// Where everything is, and the way out when it cannot run.
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const tests = resolve(root, 'tests/types');

export const stop = (text) => {
  console.error(text);
  process.exit(2);
};
