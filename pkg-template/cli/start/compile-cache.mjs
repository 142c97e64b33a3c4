// Node's compile cache, where there is one: in a folder that is the user's alone, else not at all. What is in such a folder is run.
import fs from 'node:fs';
import module from 'node:module';
import path from 'node:path';
import { foldersOf } from '../shared/index.mjs';

export function useCompileCache() {
  if (typeof module.enableCompileCache !== 'function' || process.env.NODE_COMPILE_CACHE) return;
  try {
    const { cache } = foldersOf();
    const folder = path.join(cache, 'compiled');
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (process.platform !== 'win32') {
      for (const place of [cache, folder]) {
        const { uid, mode } = fs.lstatSync(place);
        if (uid !== process.getuid() || mode & 0o077) return;
      }
    }
    module.enableCompileCache(folder);
  } catch {} // slower, nothing else
}
