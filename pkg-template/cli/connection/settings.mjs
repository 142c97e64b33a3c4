// Where the connection comes from: option, then environment, then profile. Nothing is asked and nothing is sent here.
import fs from 'node:fs';
import { CliError, EXIT, usage, withoutLineEnd } from '../shared/index.mjs';
import { isProfileName, profileOf } from './profile.mjs';

/** Variables that hold a secret. Each may also be the name of a file that holds it, as …_FILE. */
export const SECRET_VARIABLES = [
  'PASSWORK_API_KEY',
  'PASSWORK_TOKEN',
  'PASSWORK_REFRESH_TOKEN',
  'PASSWORK_MASTER_KEY',
  'PASSWORK_MASTER_PASSWORD',
  'PASSWORK_SESSION',
];

const MOST_BYTES_OF_A_SECRET = 64 * 1024;

/** A secret from its variable, or from the file that …_FILE names; `undefined` where there is none. The empty text is none. */
function secret(env, name) {
  const file = env[`${name}_FILE`];
  if (!file) return env[name] || undefined;
  if (env[name]) throw usage(`${name} and ${name}_FILE are both set: use one of them`);
  let text;
  try {
    if (fs.statSync(file).size > MOST_BYTES_OF_A_SECRET) throw usage(`${name}_FILE names a file of more than 64 kB`);
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw usage(`the file that ${name}_FILE names cannot be read (${error.code})`);
  }
  const value = withoutLineEnd(text);
  if (value === '') throw usage(`the file that ${name}_FILE names is empty`);
  return value;
}

/** The host as an address. Without a scheme it means https, unlike in the library. */
export function hostOf(text) {
  const host = text.trim();
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(host)) {
    if (!/^https?:\/\//i.test(host))
      throw usage(`the host ${withoutPassword(host)} begins with neither https:// nor http://`);
    return host;
  }
  return `https://${host}`;
}

const withoutPassword = (host) => host.replace(/\/\/.*@/, '//***@');

/** Origin and path of a host without the part that names an API: two texts for one server are the same. */
export function serverOf(host) {
  try {
    const { origin, pathname } = new URL(host);
    return (
      origin +
      pathname
        .replace(/\/+$/, '')
        .replace(/\/api\/v[14]$/, '')
        .replace(/\/+$/, '')
    );
  } catch {
    throw usage(`the host ${withoutPassword(host)} is no address: https://passwork.example.com`);
  }
}

/** Whether tokens go to another machine in the clear. */
export function isClearText(host) {
  const { protocol, hostname } = new URL(host);
  return protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$|\.localhost$/.test(hostname);
}

/** A whole number within limits, of an option or a variable. */
export function numberOf(text, name, { least, most }) {
  const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= least && number <= most)) throw usage(`${name} is a number from ${least} to ${most}`);
  return number;
}

/**
 * All of it, from `options` (those of the command line), `env`, and the profile:
 * `{host, apiVersion, ca, isVerified, timeout, retry, debug, profile, sessionKey, tokens, apiKey, masterKey, masterPassword,
 * credentialCommand, warnings}`. What holds a secret is `undefined` where nobody gave it.
 */
export function settingsOf({ options = {}, env = process.env, system } = {}) {
  const warnings = [];
  const profileName = options.profile ?? (env.PASSWORK_PROFILE || undefined);
  if (profileName !== undefined && !isProfileName(profileName)) {
    throw usage('the name of a profile has letters, digits, ".", "_" and "-", 64 at most');
  }
  const profile = profileOf(profileName, system);
  const given = options.host ?? (env.PASSWORK_HOST || undefined) ?? profile.host;
  const host = given === undefined ? undefined : hostOf(given);
  if (host) serverOf(host);
  if (host && isClearText(host)) {
    warnings.push(
      `${new URL(host).origin} is plain http to another machine: whoever is between reads the tokens. Use https`,
    );
  }
  for (const [name, option] of [
    ['--token', options.token],
    ['--refresh-token', options.refreshToken],
    ['--master-key', options.masterKey],
  ]) {
    if (option !== undefined) {
      const variable = `PASSWORK_${name.slice(2).toUpperCase().replace('-', '_')}`;
      warnings.push(`${name} can be read by every user of this machine: use ${variable} or ${variable}_FILE`);
    }
  }
  const apiVersion = versionOf(options.apiVersion ?? (env.PASSWORK_API_VERSION || undefined) ?? profile.apiVersion);
  const isOfOptions = options.token !== undefined;
  const token = options.token ?? secret(env, 'PASSWORK_TOKEN');
  const refreshToken = options.refreshToken ?? secret(env, 'PASSWORK_REFRESH_TOKEN');
  const apiKey = isOfOptions ? undefined : secret(env, 'PASSWORK_API_KEY');
  if (apiKey !== undefined && token !== undefined && apiVersion === undefined) {
    throw usage('PASSWORK_API_KEY and PASSWORK_TOKEN are both set: say which by PASSWORK_API_VERSION=4 or 7');
  }
  if (token === undefined && refreshToken !== undefined && apiVersion !== 4) {
    throw usage('there is a refresh token without an access token: set PASSWORK_TOKEN too');
  }
  const isOf4 = apiVersion === 4 || (apiVersion === undefined && apiKey !== undefined);
  const masterKey = options.masterKey ?? secret(env, 'PASSWORK_MASTER_KEY');
  const ca = options.ca ?? (typeof options.sslVerify === 'string' ? options.sslVerify : undefined);
  const isVerified = options.sslVerify !== false;
  if (!isVerified) warnings.push('certificates are not checked (--no-ssl-verify): anybody between can read everything');
  return {
    host,
    apiVersion,
    isVerified,
    ca: ca ?? (env.PASSWORK_CA || undefined) ?? profile.ca,
    timeout:
      options.timeout === undefined
        ? 30_000
        : 1000 * numberOf(options.timeout, '--timeout', { least: 0.001, most: 86_400 }),
    retry: options.retry === undefined ? 2 : numberOf(options.retry, '--retry', { least: 0, most: 100 }),
    debug: options.debug === true,
    profile: profileName ?? 'default',
    // Options go before a session, a session before what the environment has.
    sessionKey: isOfOptions ? undefined : secret(env, 'PASSWORK_SESSION'),
    tokens: isOf4 || token === undefined ? undefined : { token, refreshToken },
    apiKey: isOf4 ? apiKey : undefined,
    masterKey,
    masterPassword: masterKey === undefined ? secret(env, 'PASSWORK_MASTER_PASSWORD') : undefined,
    credentialCommand: profile.credentialCommand,
    warnings,
  };
}

function versionOf(text) {
  if (text === undefined) return undefined;
  if (/^[47]$/.test(String(text))) return Number(text);
  throw usage('--api-version and PASSWORK_API_VERSION are 4 (servers up to Passwork 6) or 7');
}

/** The failure for a host that nobody gave. */
export const noHost = () => usage('no host: set PASSWORK_HOST=https://passwork.example.com, or give --host');

/** The failure for credentials that nobody gave. */
export const noCredentials = (env = process.env) =>
  new CliError(
    EXIT.credentials,
    env.PASSWORK_EXEC
      ? 'no credentials: passwork exec has taken them out of the environment; passwork exec --keep-credentials leaves them'
      : 'no credentials: run eval "$(passwork login)", or set PASSWORK_TOKEN (Passwork 7) or PASSWORK_API_KEY (API v4)',
  );
