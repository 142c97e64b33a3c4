// The built-in file manager: Node's file system where there is one (Bun and Deno have it too), else none.

import { PassworkError } from './error.mjs';
import { nodeFiles } from './node-files.mjs';

const notHere = () => {
  throw new PassworkError({ kind: 'attachment', message: 'Not implemented for web version' });
};

const none = { canUseFs: false, readFile: notHere, getFileBasename: notHere, saveToFile: notHere };

export const builtInFiles = () => nodeFiles() ?? none;
