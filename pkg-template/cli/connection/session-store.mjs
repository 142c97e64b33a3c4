// The session file while it is in use: renewed by one process at a time, and written whole or not at all. The old pair
// of tokens is dead from the moment that the server has renewed it, so the room for the new one is taken before the
// server is asked.
import fs from 'node:fs';
import path from 'node:path';
import { CliError, EXIT, randomName, reasonOf } from '../shared/index.mjs';
import { loadLibrary } from './library.mjs';
import { LOGIN_AGAIN, makeFolder, readSession, sealedSession } from './session-file.mjs';

/** Room for a session whose tokens are longer than those of now, in bytes. */
const SPARE_BYTES = 4096;

/**
 * A store for the option `tokenStore`, over the file of a session. `failure`: why the session could not be read or
 * written, for the library tells of it in words of its own; `busy`: a promise while the pair is renewed.
 *
 * @param {() => number | undefined} endsAt When the token in force ends, in seconds since 1970.
 */
export function sessionStore(file, key, endsAt) {
  let place;

  const readNow = () => {
    const session = readSession(file, key);
    if (session === undefined) throw gone(file);
    return { ...session, refreshToken: session.refreshToken ?? '' };
  };

  const noted = (run) => {
    try {
      return run();
    } catch (error) {
      store.failure = unwritten(file, error);
      throw store.failure;
    }
  };

  const store = {
    failure: undefined,
    busy: undefined,

    load: () => noted(readNow),

    save: (pair) =>
      noted(() => {
        place.fill(sealedSession({ ...readNow(), ...pair, endsAt: endsAt() }, key));
        place.put();
      }),

    lock(run, options) {
      const within = async () => {
        place = noted(() => {
          recover(file, key);
          return reserved(file);
        });
        try {
          return await run();
        } finally {
          place.giveUp();
        }
      };
      store.busy = withinLock(file, within, options).catch((error) => {
        if (error instanceof CliError) store.failure ??= error;
        throw error;
      });
      return store.busy;
    },
  };
  return store;
}

/** The failure for a session that somebody has removed. */
export const gone = (file) => new CliError(EXIT.credentials, `${file} is not there. ${LOGIN_AGAIN}`);

/** A failure of the file system in words; others as they are. */
const unwritten = (file, error) =>
  typeof error?.syscall === 'string'
    ? new CliError(EXIT.credentials, `the session cannot be written: ${file}: ${reasonOf(error)}`)
    : error;

/** Runs something while no other process renews, replaces or removes the session in a file. */
async function withinLock(file, run, options) {
  try {
    makeFolder(path.dirname(file));
    return await loadLibrary().fileTokenStore(file).lock(run, options);
  } catch (error) {
    throw unwritten(file, error);
  }
}

/**
 * Puts a session into a file, in the place of what is there, once `announce()` has given its key to somebody: a session whose key nobody
 * has would be in the way of the one that was there before.
 */
export async function storeSession(file, session, key, announce) {
  let unheard; // no failure of the file
  await withinLock(file, async () => {
    const place = reserved(file);
    process.once('exit', place.giveUp); // a pipe that is closed ends us at once
    try {
      place.fill(sealedSession(session, key));
      unheard = await announce().catch((error) => error);
      if (!unheard) place.put();
    } finally {
      place.giveUp();
      process.off('exit', place.giveUp);
    }
  });
  if (unheard) throw unheard;
}

/** Removes the session in a file. */
export const removeSession = (file) =>
  withinLock(file, () => {
    sweep(file);
    fs.rmSync(file, { force: true });
  });

const besides = (file) => path.join(path.dirname(file), `.${path.basename(file)}.`);

/** What processes have left that were killed while they wrote. Within the lock nobody else has such files. */
function leftovers(file) {
  const [folder, begin] = [path.dirname(file), path.basename(besides(file))];
  const names = fs.readdirSync(folder).filter((name) => name.startsWith(begin));
  return names.map((name) => path.join(folder, name));
}

const sweep = (file) => {
  for (const left of leftovers(file)) fs.rmSync(left, { force: true });
};

/**
 * Takes up a session that was written whole, and not put in its place any more: of the two it is the one that lives.
 */
function recover(file, key) {
  for (const left of leftovers(file)) {
    try {
      if (readSession(left, key)) fs.renameSync(left, file);
    } catch {} // the beginning of one, or that of another login
  }
}

/**
 * Room for a new session on the disk, beside its place: `fill(text)` writes it, `put()` puts it there, `giveUp()` frees what was not put.
 */
function reserved(file) {
  sweep(file);
  const beside = besides(file) + randomName();
  const handle = fs.openSync(beside, 'wx', 0o600);
  let isOpen = true;
  const close = () => {
    if (isOpen) fs.closeSync(handle);
    isOpen = false;
  };
  const giveUp = () => {
    close();
    fs.rmSync(beside, { force: true }); // it has gone where it was written
  };
  try {
    const { size = 0 } = fs.statSync(file, { throwIfNoEntry: false }) ?? {};
    if (process.platform !== 'win32') fs.fchmodSync(handle, 0o600); // whatever the umask has taken
    fs.writeFileSync(handle, Buffer.alloc(size + SPARE_BYTES));
    fs.fsyncSync(handle);
  } catch (error) {
    giveUp();
    throw error;
  }
  return {
    giveUp,
    fill(text) {
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; ) at += fs.writeSync(handle, bytes, at, bytes.length - at, at);
      fs.ftruncateSync(handle, bytes.length);
      fs.fsyncSync(handle);
    },
    put() {
      close();
      fs.renameSync(beside, file);
      onDisk(path.dirname(file));
    },
  };
}

/** Writes down that a file was renamed: after a power failure the old name would lead to a dead session. */
function onDisk(folder) {
  try {
    const handle = fs.openSync(folder, 'r');
    try {
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
  } catch {} // Windows has no such thing
}
