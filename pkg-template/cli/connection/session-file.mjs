// The session of `passwork login`: a file that its owner alone may read, sealed with a key that is nowhere but in the
// shell that asked for it. The format is that of the official Python client, with members of our own beside its three.
import fs from 'node:fs';
import path from 'node:path';
import { CliError, EXIT, foldersOf, NO_HOME, reasonOf, shellWord } from '../shared/index.mjs';
import { open, seal } from './primitives.mjs';

export function sessionFile(profile, system) {
  const { state } = foldersOf(system);
  if (state) return path.join(state, `${profile}.session`);
  throw useless(`there is no place for a session: ${NO_HOME}`);
}

/** What to do about a session that cannot be used. */
export const LOGIN_AGAIN = 'Run eval "$(passwork login)" again';

const MOST_BYTES = 1 << 20;
const credentials = (message) => new CliError(EXIT.credentials, message);

/** The failure for a file that is safe, but holds nothing for this shell. */
const useless = (message) => new CliError(EXIT.credentials, message, { kind: 'session' });

/** Makes the folder of sessions, for its owner alone. */
export function makeFolder(folder) {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  checkOwner(folder, fs.statSync(folder), { forbidden: 0o022, mode: 700 });
}

/** Refuses what others may read or write, and what is somebody else's. */
function checkOwner(place, stat, { forbidden, mode }) {
  if (process.platform === 'win32') return; // the folder of the user is the user's there
  if (stat.uid !== process.getuid()) {
    throw credentials(`${place} belongs to another user. Mend it: chown ${process.getuid()} ${shellWord(place)}`);
  }
  if (stat.mode & forbidden) {
    const may = forbidden & 0o044 ? 'read' : 'write';
    throw credentials(`others may ${may} ${place}. Mend it: chmod ${mode} ${shellWord(place)}`);
  }
}

/** The text of a file that its owner alone may read; `undefined` where there is none. */
function textOf(file) {
  let handle;
  try {
    handle = fs.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0) | (fs.constants.O_NONBLOCK ?? 0));
    const stat = fs.fstatSync(handle);
    checkOwner(file, stat, { forbidden: 0o077, mode: 600 });
    if (!stat.isFile() || stat.size > MOST_BYTES) throw credentials(`${file} holds no session. ${LOGIN_AGAIN}`);
    return fs.readFileSync(handle, 'latin1');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error instanceof CliError ? error : credentials(`${file} cannot be read: ${reasonOf(error)}`);
  } finally {
    if (handle !== undefined) fs.closeSync(handle);
  }
}

/** The session in a file, as {@link sealedSession} takes it; `undefined` where there is no file. */
export function readSession(file, key) {
  const text = textOf(file);
  if (text === undefined) return undefined;
  const json = open(Buffer.from(text, 'base64').toString('latin1'), key);
  if (json === undefined) {
    throw useless(`PASSWORK_SESSION does not open ${file}: it is of another login. ${LOGIN_AGAIN}`);
  }
  const session = parsed(json);
  if (session === undefined) throw useless(`${file} holds no session. ${LOGIN_AGAIN}`);
  return session;
}

const isText = (value) => typeof value === 'string' && value !== '';

/** A sealed session as it is read: of the official client it has no host and is one of Passwork 7. */
function parsed(json) {
  let value;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (value === null || typeof value !== 'object' || !isText(value.access_token)) return undefined;
  const optional = (member) => (isText(member) ? member : undefined);
  return {
    host: optional(value.host),
    apiVersion: value.api_version === 4 ? 4 : 7,
    token: value.access_token,
    refreshToken: optional(value.refresh_token),
    masterKey: optional(value.master_key),
    hash: value.hash === 'md5' ? 'md5' : undefined,
    endsAt: Number.isFinite(value.access_token_ends_at) ? value.access_token_ends_at : undefined,
  };
}

/**
 * The text of a file that holds a session: `{host, apiVersion, token, refreshToken, masterKey, hash, endsAt}`. `hash`:
 * `md5` for servers so old that they want it; `endsAt`: when the token ends, in seconds since 1970, where the server
 * has said so.
 */
export function sealedSession({ host, apiVersion, token, refreshToken, masterKey, hash, endsAt }, key) {
  const session = {
    access_token: token,
    refresh_token: refreshToken || null,
    master_key: masterKey ?? null,
    host,
    api_version: apiVersion,
    hash,
    access_token_ends_at: endsAt,
  };
  return Buffer.from(seal(JSON.stringify(session), key), 'latin1').toString('base64');
}
