// The session of `passwork login`: a file that its owner alone may read, sealed with a key that is nowhere but in the shell that asked
// for it. The format is that of the official Python client, with `host` and `api_version` beside its members.
import fs from 'node:fs';
import path from 'node:path';
import { CliError, EXIT, foldersOf, usage, writeWhole } from '../shared/index.mjs';
import { open, seal } from './primitives.mjs';

export const sessionFile = (profile, system) => path.join(foldersOf(system).state, `${profile}.session`);

const credentials = (message) => new CliError(EXIT.credentials, message);

/** The folder of sessions, for its owner alone. */
export function makeFolder(folder) {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** Refuses a file that others may read, or that is somebody else's. */
function checkOwner(file, stat) {
  if (process.platform === 'win32') return;
  if (stat.uid !== process.getuid())
    throw credentials(`${file} has another owner: remove it, or run passwork as its owner`);
  if (stat.mode & 0o077) throw credentials(`others may read ${file}. Mend it: chmod 600 ${shellWord(file)}`);
}

const shellWord = (text) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** The session in a file: `{host, apiVersion, token, refreshToken, masterKey}`; `undefined` where there is no file. */
export function readSession(file, key) {
  let handle;
  try {
    handle = fs.openSync(file, 'r');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw usage(`${file} cannot be read (${error.code})`);
  }
  let text;
  try {
    checkOwner(file, fs.fstatSync(handle));
    text = fs.readFileSync(handle, 'utf8');
  } finally {
    fs.closeSync(handle);
  }
  const json = open(Buffer.from(text.trim(), 'base64').toString('latin1'), key);
  if (json === undefined) {
    throw credentials(
      `PASSWORK_SESSION does not open ${file}: it is of another login. Run eval "$(passwork login)" again`,
    );
  }
  const session = parsed(json);
  if (session === undefined) throw credentials(`${file} holds no session. Run eval "$(passwork login)" again`);
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
  };
}

/** The text of a file that holds a session. */
export function sealedSession({ host, apiVersion, token, refreshToken, masterKey }, key) {
  const session = {
    access_token: token,
    refresh_token: refreshToken ?? null,
    master_key: masterKey ?? null,
    ...(host === undefined ? {} : { host }),
    ...(apiVersion === undefined ? {} : { api_version: apiVersion }),
  };
  return `${Buffer.from(seal(JSON.stringify(session), key), 'latin1').toString('base64')}\n`;
}

export function writeSession(file, session, key) {
  makeFolder(path.dirname(file));
  writeWhole(file, sealedSession(session, key), { force: true });
}
