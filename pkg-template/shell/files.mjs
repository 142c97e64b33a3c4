// The built-in file manager: Node's file system where there is one (Bun and Deno have it too), else none.

import { builtIn } from './built-in.mjs';
import { PassworkError } from './error.mjs';

const notHere = () => {
  throw new PassworkError({ kind: 'attachment', message: 'Not implemented for web version' });
};

const none = { canUseFs: false, readFile: notHere, getFileBasename: notHere, saveToFile: notHere };

export function builtInFiles() {
  const fs = builtIn('fs');
  const path = builtIn('path');
  if (!fs || !path) return none;
  return {
    canUseFs: true,
    readFile: (file) => fs.readFileSync(file),
    getFileBasename: (file) => path.basename(file),
    saveToFile: (file, bytes) => fs.writeFileSync(file, bytes),
  };
}
