// Saving a file (D44): whole or not at all, for its owner alone, and never through a link that the caller did not
// choose. The new contents are written beside the old and then take their name: rename replaces what bears that name and
// follows no link, so nothing can be put there between a look and the writing.
import { PassworkError } from './error.mjs';

/**
 * Error codes of a folder, or a name in it, that allows no second file: a mounted file, others' folders, Node's
 * permission model.
 */
const IN_PLACE = ['EACCES', 'EPERM', 'EBUSY', 'EROFS', 'ERR_ACCESS_DENIED'];

const unlessRefused = (action, otherwise) => {
  try {
    return action();
  } catch (error) {
    if (!IN_PLACE.includes(error?.code)) throw error;
    return otherwise();
  }
};

/**
 * Saves a file. `byServer`: the server chose the name, so only a regular file or a new one is written; else as the
 * system does.
 */
export function saveFile(modules, file, bytes, byServer) {
  const { fs } = modules;
  const place = byServer
    ? { file, found: regular(look(fs, file)) }
    : unlessRefused(
        () => followed(modules, file),
        () => undefined,
      ); // not allowed to look: written without
  if (!place) return fs.writeFileSync(file, bytes, { mode: 0o600 });
  unlessRefused(
    () => replace(modules, place, bytes),
    () => overwrite(modules, place, bytes, byServer),
  );
}

function look(fs, file) {
  try {
    return fs.lstatSync(file);
  } catch (error) {
    if (error?.code !== 'ENOENT') throw error;
  }
}

/** The file to which the server's name leads; throws for what is no file. Of a folder the system speaks. */
function regular(found) {
  if (!found || found.isFile() || found.isDirectory()) return found;
  const what = found.isSymbolicLink() ? 'is a symbolic link' : 'is no regular file';
  const message = `saveTo: what bears the attachment's name ${what}: nothing was written. Pass a name`;
  throw new PassworkError({ kind: 'attachment', message });
}

/** The file at the end of the caller's links; nothing for devices, pipes and what a process has open. */
function followed({ fs, path }, file) {
  for (let links = 0; links < 40; links++) {
    const found = look(fs, file);
    if (!found?.isSymbolicLink()) return !found || found.isFile() ? { file, found } : undefined;
    const folder = path.dirname(file);
    // /dev/stdout leads to a link which is the open file, while its text is a name that may mean another by now.
    if (/^[/]proc[/]/.test(fs.realpathSync(folder))) return undefined;
    const link = fs.readlinkSync(file);
    file = path.isAbsolute(link) ? link : inFolder(path, folder, link);
  }
  return undefined; // the system says ELOOP
}

/**
 * Path as the system reads it, which goes up (`..`) from where a link leads; `join` goes up in the text. On Windows
 * both do.
 */
const inFolder = (path, folder, name) => (path.sep === '/' ? `${folder}/${name}` : path.join(folder, name));

function replace({ fs, path, crypto }, { file, found }, bytes) {
  if (found) fs.accessSync(file, fs.constants.W_OK); // what is not to be written is not replaced either
  const name = `.passwork-${crypto.randomBytes(12).toString('hex')}`;
  const beside = inFolder(path, path.dirname(file), name);
  const handle = fs.openSync(beside, 'wx', 0o600);
  try {
    try {
      fs.writeFileSync(handle, bytes);
      if (found) keepOwnerAndMode(fs, handle, found);
    } finally {
      fs.closeSync(handle);
    }
    fs.renameSync(beside, file);
  } catch (error) {
    fs.rmSync(beside, { force: true });
    throw error;
  }
}

/** Lets those read the file who could before, and nobody else: where that is not allowed, it is written in place. */
function keepOwnerAndMode(fs, handle, { uid, gid, mode }) {
  const made = fs.fstatSync(handle);
  if (made.uid !== uid || made.gid !== gid) fs.fchownSync(handle, uid, gid);
  if ((made.mode ^ mode) & 0o777) fs.fchmodSync(handle, mode & 0o777);
}

function overwrite({ fs }, { file, found }, bytes, byServer) {
  const { O_WRONLY, O_CREAT, O_EXCL, O_TRUNC, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;
  const flags = O_WRONLY | (found ? O_TRUNC : O_CREAT | O_EXCL) | (byServer ? O_NOFOLLOW | O_NONBLOCK : 0);
  const handle = fs.openSync(file, flags, 0o600);
  try {
    if (byServer) regular(fs.fstatSync(handle)); // what came to bear that name since the look
    fs.writeFileSync(handle, bytes);
  } catch (error) {
    if (!found) fs.rmSync(file, { force: true });
    throw error;
  } finally {
    fs.closeSync(handle);
  }
}
