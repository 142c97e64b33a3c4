// Profiles: `config.json` in the user's configuration folder, and nowhere else. A repository must not be able to say where tokens are
// sent, so nothing is read from the working folder.
import fs from 'node:fs';
import path from 'node:path';
import { foldersOf, usage } from '../shared/index.mjs';

const MEMBERS = ['host', 'apiVersion', 'ca', 'credentialCommand'];
const SECRET = /token|key|password|secret|session/i;

/** Whether a text can be the name of a profile: it becomes part of the name of a file. */
export const isProfileName = (name) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name);

export const configFile = (system) => path.join(foldersOf(system).config, 'config.json');

/** The profile with a name: `{host, apiVersion, ca, credentialCommand}`. Without a name, `default`, if there is one. */
export function profileOf(name, system) {
  const wanted = name ?? 'default';
  if (!isProfileName(wanted)) throw usage('the name of a profile has letters, digits, ".", "_" and "-", 64 at most');
  const file = configFile(system);
  let text;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code !== 'ENOENT') throw usage(`${file} cannot be read (${error.code})`);
    if (name) throw usage(`there is no profile ${name}: ${file} is not there`);
    return {};
  }
  const profiles = checked(parsed(text, file), file);
  if (!Object.hasOwn(profiles, wanted)) {
    if (name)
      throw usage(`there is no profile ${name} in ${file}. There is: ${Object.keys(profiles).join(', ') || 'none'}`);
    return {};
  }
  return profiles[wanted];
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
  if (!isRecord(config) || !isRecord(config.profiles)) {
    throw usage(`${file} must be {"profiles": {"default": {"host": "https://…"}}}`);
  }
  for (const [name, profile] of Object.entries(config.profiles)) {
    if (!isRecord(profile)) throw usage(`${file}: the profile ${name} must be an object`);
    for (const [member, value] of Object.entries(profile)) {
      if (!MEMBERS.includes(member)) {
        if (SECRET.test(member)) {
          throw usage(
            `${file}: the profile ${name} has the member ${member}. Secrets do not belong into this file: ` +
              'use credentialCommand, the environment, or passwork login',
          );
        }
        throw usage(`${file}: the profile ${name} has the member ${member}; known are ${MEMBERS.join(', ')}`);
      }
      if (!isFit(member, value))
        throw usage(`${file}: the member ${member} of the profile ${name} is not what it must be`);
    }
  }
  return config.profiles;
}

function isFit(member, value) {
  if (member === 'apiVersion') return value === 4 || value === 7;
  if (member === 'credentialCommand') {
    return Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === 'string');
  }
  return typeof value === 'string' && value !== '';
}
