// `fileTokenStore(path)`: tokens in a file, for several processes. The script-tag build has none (scripts/build/bundle.mjs).
import { builtIn } from './built-in.mjs';
import { PassworkError } from './error.mjs';

/** How often whoever holds the lock shows that it lives, in milliseconds. */
const TOUCH_EVERY = 5_000;

/** How long a lock may be untouched before it is taken over, in milliseconds. */
const STALE_AFTER = 30_000;

/** Pause between two looks at a lock that somebody else holds, in milliseconds; up to twice as long. */
const LOOK_EVERY = 25;

const usage = (message) => new PassworkError({ kind: 'usage', message: `fileTokenStore: ${message}` });

const unlessMissing = (action) => {
  try {
    return action();
  } catch (error) {
    if (error?.code !== 'ENOENT') throw error;
    return undefined;
  }
};

const isPair = (pair) =>
  pair !== null &&
  typeof pair === 'object' &&
  typeof pair.token === 'string' &&
  (pair.refreshToken === undefined || typeof pair.refreshToken === 'string');

/** A store for the option `tokenStore`: a file that its owner alone may read, and a lock beside it. */
export function fileTokenStore(file) {
  const [fs, path, os, crypto, url] = ['fs', 'path', 'os', 'crypto', 'url'].map(builtIn);
  if (!fs || !path || !os || !crypto) throw usage('there is no file system here');
  const given = file instanceof (globalThis.URL ?? url.URL) ? url.fileURLToPath(file) : file;
  if (typeof given !== 'string' || given === '') throw usage('it needs the path of a file');
  const place = path.resolve(given);
  const name = () => crypto.randomBytes(12).toString('hex');
  const lock = new FileLock({ fs, os, name }, `${place}.lock`);

  return Object.freeze({
    load() {
      const text = unlessMissing(() => fs.readFileSync(place, 'utf8'));
      if (text === undefined) return undefined;
      const pair = parsed(text);
      if (!isPair(pair)) throw usage('the file holds no pair of tokens');
      return { token: pair.token, refreshToken: pair.refreshToken ?? '' };
    },
    save(pair) {
      if (!isPair(pair)) throw usage('save needs {token, refreshToken}');
      const { token, refreshToken = '' } = pair;
      writeWhole({ fs, path, name }, place, `${JSON.stringify({ token, refreshToken })}\n`);
    },
    lock: (run, options) => lock.around(run, options?.signal),
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // nothing of the text is told: it may hold tokens
  }
}

/** Written beside its place, on the disk, and then renamed: whole or not at all. */
function writeWhole({ fs, path, name }, place, text) {
  const beside = `${place}.${name()}`;
  const handle = fs.openSync(beside, 'wx', 0o600);
  try {
    try {
      fs.writeFileSync(handle, text);
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
    fs.renameSync(beside, place);
  } catch (error) {
    fs.rmSync(beside, { force: true });
    throw error;
  }
  try {
    const folder = fs.openSync(path.dirname(place), 'r');
    fs.fsyncSync(folder);
    fs.closeSync(folder);
  } catch {} // Windows has no such thing
}

/** A lock between processes: a file that exists while somebody holds it. */
class FileLock {
  #system;
  #file;

  constructor(system, file) {
    this.#system = system;
    this.#file = file;
  }

  async around(run, signal) {
    const { fs } = this.#system;
    const owner = await this.#enter(signal);
    const touching = setInterval(() => this.#touch(), TOUCH_EVERY);
    touching.unref?.();
    try {
      return await run();
    } finally {
      clearInterval(touching);
      // Whoever took it over in the meantime keeps it.
      if (this.#read() === owner) unlessMissing(() => fs.unlinkSync(this.#file));
    }
  }

  async #enter(signal) {
    const { os, name } = this.#system;
    const owner = JSON.stringify({ pid: globalThis.process.pid, host: os.hostname(), id: name() });
    for (;;) {
      if (signal?.aborted) throw usage('the lock was given up before it was free');
      if (this.#make(this.#file, owner)) return owner;
      const held = this.#read();
      if (held !== undefined && this.#isStale(held)) {
        this.#breakOpen(held);
        continue;
      }
      await new Promise((go) => setTimeout(go, LOOK_EVERY * (1 + Math.random())));
    }
  }

  /** Makes a file with these contents, unless it is there. */
  #make(file, contents) {
    const { fs, name } = this.#system;
    // Linked when it is whole: nobody sees one without its owner.
    const beside = `${file}.${name()}`;
    try {
      fs.writeFileSync(beside, contents, { flag: 'wx', mode: 0o600 });
      fs.linkSync(beside, file);
      return true;
    } catch (error) {
      if (error?.code === 'EEXIST') return false;
      return this.#makeUnlinked(file, contents, error);
    } finally {
      fs.rmSync(beside, { force: true });
    }
  }

  /** Where the file system knows no links. */
  #makeUnlinked(file, contents, why) {
    const { fs } = this.#system;
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'].includes(why?.code)) throw why;
    try {
      fs.writeFileSync(file, contents, { flag: 'wx', mode: 0o600 });
      return true;
    } catch (error) {
      if (error?.code === 'EEXIST') return false;
      throw error;
    }
  }

  #read(file = this.#file) {
    return unlessMissing(() => this.#system.fs.readFileSync(file, 'utf8'));
  }

  #touch() {
    const now = new Date();
    try {
      this.#system.fs.utimesSync(this.#file, now, now);
    } catch {} // it has been taken over
  }

  /** Whether the process that holds it is gone, or has not touched it for so long that it must be. */
  #isStale(held, file = this.#file) {
    const { fs, os } = this.#system;
    const owner = parsed(held);
    if (owner?.host === os.hostname() && Number.isInteger(owner.pid) && !isAlive(owner.pid)) return true;
    const found = unlessMissing(() => fs.statSync(file));
    return found !== undefined && Date.now() - found.mtimeMs > STALE_AFTER;
  }

  /** Removes a stale lock. One at a time does so, and looks again, so that nobody removes one that was made since. */
  #breakOpen(held) {
    const { fs } = this.#system;
    const guard = `${this.#file}.break`;
    if (!this.#make(guard, held)) {
      const other = this.#read(guard);
      if (other !== undefined && this.#isOld(guard)) unlessMissing(() => fs.unlinkSync(guard));
      return;
    }
    try {
      if (this.#read() === held && this.#isStale(held)) unlessMissing(() => fs.unlinkSync(this.#file));
    } finally {
      unlessMissing(() => fs.unlinkSync(guard));
    }
  }

  #isOld(file) {
    const found = unlessMissing(() => this.#system.fs.statSync(file));
    return found !== undefined && Date.now() - found.mtimeMs > STALE_AFTER;
  }
}

function isAlive(pid) {
  try {
    globalThis.process.kill(pid, 0);
    return true;
  } catch (error) {
    return error?.code !== 'ESRCH'; // another's, or not to be known here
  }
}
