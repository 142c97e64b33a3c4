// Profiles: `config.json` in the user's configuration folder, and nowhere else. A repository must not be able to say
// where tokens are sent, so nothing is read from the working folder.
import fs from 'node:fs';
import path from 'node:path';
import { CliError, foldersOf, NO_HOME, shellWord, usage } from '../shared/index.mjs';
import { hasPassword, hostOf } from './hosts.mjs';

const MEMBERS = ['host', 'apiVersion', 'ca', 'credentialCommand'];
const SECRET = /token|key|pass|secret|session|credential/i;
const ELSEWHERE = 'Secrets do not belong into this file: use credentialCommand, the environment, or passwork login';

/** The name of a profile, which becomes part of the name of a file. */
export function checkedProfileName(name) {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name)) return name;
  throw usage('the name of a profile has letters, digits, ".", "_" and "-", 64 at most');
}

/** `undefined` where the user has no folder for it. */
function configFile(system) {
  const { config } = foldersOf(system);
  return config && path.join(config, 'config.json');
}

/** The profile with a name: `{host, apiVersion, ca, credentialCommand}`. Without a name, `default`, if there is one. */
export function profileOf(name, system) {
  const wanted = checkedProfileName(name ?? 'default');
  const file = configFile(system);
  const text = file && textOf(file);
  if (text === undefined) {
    if (name) throw usage(`there is no profile ${name}: ${file ? `${file} is not there` : NO_HOME}`);
    return {};
  }
  const profiles = checked(parsed(text, file), file);
  if (Object.hasOwn(profiles, wanted)) return profiles[wanted];
  if (!name) return {};
  throw usage(`there is no profile ${name} in ${file}. There is: ${Object.keys(profiles).join(', ') || 'none'}`);
}

/** The text of a file that says which program is run and where tokens are sent: its owner alone may write it. */
function textOf(file) {
  let handle;
  try {
    handle = fs.openSync(file, 'r');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw usage(`${file} cannot be read (${error.code})`);
  }
  try {
    if (process.platform !== 'win32') checkWriters(file, fs.fstatSync(handle));
    return fs.readFileSync(handle, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw usage(`${file} cannot be read (${error.code})`);
  } finally {
    fs.closeSync(handle);
  }
}

function checkWriters(file, { uid, mode }) {
  if (mode & 0o022) throw usage(`others may write ${file}. Mend it: chmod go-w ${shellWord(file)}`);
  if (uid !== 0 && uid !== process.getuid()) {
    throw usage(`${file} belongs to another user. Mend it: chown ${process.getuid()} ${shellWord(file)}`);
  }
}

function parsed(text, file) {
  try {
    return JSON.parse(text);
  } catch {
    throw usage(`${file} is no JSON`); // its words may hold a secret, so none is shown
  }
}

const isRecord = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/** The profiles of a configuration: `{"profiles": {"NAME": {…}}}`. */
function checked(config, file) {
  if (!isRecord(config) || !isRecord(config.profiles ?? {})) {
    throw usage(`${file} must be {"profiles": {"default": {"host": "https://…"}}}`);
  }
  checkMembers(config, ['profiles'], file);
  const { profiles = {} } = config;
  for (const [name, profile] of Object.entries(profiles)) {
    const of = `${file}: the profile ${name}`;
    if (!isRecord(profile)) throw usage(`${of} must be an object`);
    checkMembers(profile, MEMBERS, of);
    for (const [member, value] of Object.entries(profile)) {
      if (!FIT[member](value)) throw usage(`${of}: ${member} must be ${WORDS[member]}`);
    }
    if (profile.host !== undefined && hasPassword(hostOf(profile.host))) {
      throw usage(`${of} has a user name or a password in its host. ${ELSEWHERE}`);
    }
  }
  return profiles;
}

function checkMembers(record, known, of) {
  const foreign = Object.keys(record).find((member) => !known.includes(member));
  if (foreign === undefined) return;
  const isSecret = SECRET.test(foreign);
  throw usage(`${of} has the member ${foreign}. ${isSecret ? ELSEWHERE : `Known are: ${known.join(', ')}`}`);
}

const isText = (value) => typeof value === 'string' && value !== '';

const isWord = (value) => typeof value === 'string' && !value.includes('\0');

const FIT = {
  host: isText,
  apiVersion: (value) => value === 4 || value === 7,
  ca: (value) => isText(value) && path.isAbsolute(value), // or it would be read from the working folder
  credentialCommand: (value) => Array.isArray(value) && isText(value[0]) && value.every(isWord),
};

const WORDS = {
  host: 'an address',
  apiVersion: '4 or 7',
  ca: 'the absolute path of a file',
  credentialCommand: 'a list of words, the first of them the program',
};
