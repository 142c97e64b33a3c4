// The file manager over Node's file system. The script-tag build has none: it is for pages (scripts/build/bundle.mjs).

import { builtIn } from './built-in.mjs';
import { saveFile } from './saved-files.mjs';

/** The built-in file manager. Unlike a caller's own, it is told whose name a file is saved under. */
export class NodeFiles {
  canUseFs = true;
  #modules;

  constructor(modules) {
    this.#modules = modules;
  }

  get onWindows() {
    return globalThis.process?.platform === 'win32';
  }

  readFile(file) {
    return this.#modules.fs.readFileSync(file);
  }

  getFileBasename(file) {
    return this.#modules.path.basename(file);
  }

  saveToFile(file, bytes, byServer) {
    saveFile(this.#modules, file, bytes, byServer);
  }
}

export function nodeFiles() {
  const [fs, path, crypto] = ['fs', 'path', 'crypto'].map(builtIn);
  return fs && path && crypto ? new NodeFiles({ fs, path, crypto }) : undefined;
}
