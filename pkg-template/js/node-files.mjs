// The file manager over Node's file system. The script-tag build has none: it is for pages (scripts/build/bundle.mjs).

import { builtIn } from './built-in.mjs';
import { saveFile } from './saved-files.mjs';

/** Bytes that are made room for at first, where a size says nothing. */
const LEAST_ROOM = 65_536;

function larger(bytes, most) {
  const room = new Uint8Array(Math.min(most, 2 * bytes.length));
  room.set(bytes);
  return room;
}

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

  /** The first `most` bytes. Sizes are hints only: that of a device or of a file of /proc is 0. */
  readFile(file, most) {
    const { fs } = this.#modules;
    const handle = fs.openSync(file, 'r');
    try {
      let bytes = new Uint8Array(Math.min(most, Math.max(fs.fstatSync(handle).size + 1, LEAST_ROOM)));
      for (let at = 0; ; ) {
        const count = fs.readSync(handle, bytes, at, bytes.length - at, null);
        at += count;
        if (count === 0 || at === most) return bytes.subarray(0, at);
        if (at === bytes.length) bytes = larger(bytes, most);
      }
    } finally {
      fs.closeSync(handle);
    }
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
