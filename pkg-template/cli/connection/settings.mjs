// Where the connection comes from: option, then environment, then profile. Nothing is asked and nothing is sent here.
import { CliError, EXIT, usage } from '../shared/index.mjs';
import { hostOf, isClearText } from './hosts.mjs';
import { checkedProfileName, profileOf } from './profile.mjs';
import { secretOf } from './secrets.mjs';

/** A whole number within limits, or with `fractions` any one, of an option or a variable. */
export function numberOf(text, name, { least, most, fractions = false }) {
  const number = (fractions ? /^\d+(\.\d+)?$/ : /^\d+$/).test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw usage(`${name} is a ${fractions ? '' : 'whole '}number from ${least} to ${most}`);
}

/**
 * All of it, from `options` (those of the command line), `env`, and the profile: `{host, apiVersion, ca, isVerified,
 * timeout, retry, debug, profile, sessionKey, tokens, apiKey, masterKey, masterPassword, optionKey, unfit,
 * credentialCommand, warnings}`. What holds a secret is `undefined` where nobody gave it. `optionKey`: the master key
 * of `--master-key`, which comes before that of a session; `unfit`: credentials that are there, but for another API
 * version.
 */
export function settingsOf({ options = {}, env = process.env, system } = {}) {
  const profileName = options.profile ?? (env.PASSWORK_PROFILE || undefined);
  if (profileName !== undefined) checkedProfileName(profileName);
  const profile = profileOf(profileName, system);
  const given = options.host ?? (env.PASSWORK_HOST || undefined) ?? profile.host;
  const host = given === undefined ? undefined : hostOf(given);
  const apiVersion = versionOf(options.apiVersion ?? (env.PASSWORK_API_VERSION || undefined) ?? profile.apiVersion);
  const ca = options.ca ?? (typeof options.sslVerify === 'string' ? options.sslVerify : undefined);
  const isVerified = options.sslVerify !== false;
  const timeout =
    options.timeout === undefined
      ? 30_000
      : Math.ceil(1000 * numberOf(options.timeout, '--timeout', { least: 0.001, most: 86_400, fractions: true }));
  const masterKey = options.masterKey ?? secretOf(env, 'PASSWORK_MASTER_KEY');
  return {
    host,
    isVerified,
    ca: ca ?? (env.PASSWORK_CA || undefined) ?? profile.ca,
    timeout,
    retry: options.retry === undefined ? 2 : numberOf(options.retry, '--retry', { least: 0, most: 100 }),
    debug: options.debug === true,
    profile: profileName ?? 'default',
    profileHost: profile.host === undefined ? undefined : hostOf(profile.host),
    // Options go before a session, a session before what the environment has.
    sessionKey: options.token === undefined ? secretOf(env, 'PASSWORK_SESSION') : undefined,
    ...credentialsOf(options, env, apiVersion),
    masterKey,
    optionKey: options.masterKey,
    masterPassword: masterKey === undefined ? secretOf(env, 'PASSWORK_MASTER_PASSWORD') : undefined,
    credentialCommand: profile.credentialCommand,
    warnings: warningsOf({ host, isVerified }, options),
  };
}

/**
 * `{apiVersion, tokens, apiKey, unfit}`: an API key means API v4, a token Passwork 7. Both are a question that
 * `apiVersion` answers.
 */
function credentialsOf(options, env, apiVersion) {
  const token = options.token ?? secretOf(env, 'PASSWORK_TOKEN');
  const refreshToken = options.refreshToken ?? secretOf(env, 'PASSWORK_REFRESH_TOKEN');
  const apiKey = options.token === undefined ? secretOf(env, 'PASSWORK_API_KEY') : undefined;
  if (token === undefined && refreshToken !== undefined && apiVersion !== 4) {
    throw usage('there is a refresh token without an access token: set PASSWORK_TOKEN too');
  }
  return chosenKind({ apiVersion, apiKey, tokens: token === undefined ? undefined : { token, refreshToken } });
}

/**
 * Of both kinds of credentials the one for the API version; `unfit`: what is there, and is not for it.
 *
 * @param {{apiVersion?: 4 | 7, apiKey?: string, tokens?: object}} given
 */
export function chosenKind({ apiVersion, apiKey, tokens }) {
  if (apiVersion === undefined && apiKey !== undefined && tokens !== undefined) {
    throw usage('there are an API key and a token: say which is meant by PASSWORK_API_VERSION=4 or 7');
  }
  if (apiVersion === 4)
    return { apiVersion, apiKey, tokens: undefined, unfit: tokens && 'a token, which is for Passwork 7' };
  if (apiVersion === 7)
    return { apiVersion, apiKey: undefined, tokens, unfit: apiKey && 'an API key, which is for API v4' };
  return { apiVersion, apiKey, tokens, unfit: undefined };
}

function versionOf(text) {
  if (text === undefined) return undefined;
  if (/^[47]$/.test(String(text))) return Number(text);
  throw usage('--api-version and PASSWORK_API_VERSION are 4 (servers up to Passwork 6) or 7');
}

function warningsOf({ host, isVerified }, options) {
  const warnings = [];
  for (const [name, option] of [
    ['--token', options.token],
    ['--refresh-token', options.refreshToken],
    ['--master-key', options.masterKey],
  ]) {
    if (option === undefined) continue;
    const variable = `PASSWORK_${name.slice(2).toUpperCase().replace('-', '_')}`;
    warnings.push(`${name} can be read by every user of this machine: use ${variable} or ${variable}_FILE`);
  }
  if (host && isClearText(host)) warnings.push(clearTextWarning(host));
  if (!isVerified) warnings.push('certificates are not checked (--no-ssl-verify): anybody between can read everything');
  return warnings;
}

/** What to tell of a host whose connection everybody can read. */
export const clearTextWarning = (host) =>
  `${new URL(host).origin} is plain http to another machine: whoever is between reads the tokens. Use https`;

/** The failure for a host that nobody gave. */
export const noHost = () => usage('no host: set PASSWORK_HOST=https://passwork.example.com, or give --host');

/** The failure for credentials that nobody gave, or that are for another API version. */
export function noCredentials({ apiVersion, unfit } = {}, env = process.env) {
  if (unfit) {
    const message = `there is ${unfit}, and --api-version, PASSWORK_API_VERSION or the profile says ${apiVersion}`;
    return new CliError(EXIT.credentials, message);
  }
  return new CliError(
    EXIT.credentials,
    env.PASSWORK_EXEC
      ? 'no credentials: passwork exec has taken them out of the environment; passwork exec --keep-credentials leaves them'
      : 'no credentials: run eval "$(passwork login)", or set PASSWORK_TOKEN (Passwork 7) or PASSWORK_API_KEY (API v4)',
  );
}
