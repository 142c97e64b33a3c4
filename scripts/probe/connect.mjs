// The way to somebody's server: secrets from the environment or standard input, and two clients.
import { resultOf } from './session.mjs';

/** It cannot begin; the message is for the person who started it. */
export class Refused extends Error {}

/**
 * Tokens and master password. Not from the command line: other users of the computer can read that, and shells keep it.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.ReadStream} input
 */
export async function credentials(env, input) {
  let { API_KEY: key, USER_MASTER_PASS: masterPassword, USER_MASTER_KEY: masterKey } = env;
  if (!key && !input.isTTY) [key, masterPassword = masterPassword] = await linesOf(input);
  if (!key)
    throw new Refused(
      'Set API_KEY to an access token, or give it on standard input: one line, the master password on the next.',
    );
  // The refresh token stays unused: whatever happens here, the pair goes on to be valid.
  const [token] = key.trim().split(':');
  return {
    token,
    given: key.trim().split(':'),
    masterPassword: masterPassword || undefined,
    masterKey: masterKey || undefined,
  };
}

async function linesOf(input) {
  let text = '';
  for await (const chunk of input) text += chunk;
  return text.split(/\r?\n/).filter(Boolean);
}

const TIMEOUT = 30_000;

/** Logs in; the client, whether the server has client-side encryption, and what the guesses need besides. */
export async function connect(Passwork, host, { token, masterPassword, masterKey }) {
  const client = () => new Passwork({ host, apiVersion: 7, timeout: TIMEOUT });
  const passwork = client();
  const secret = masterKey ?? masterPassword;
  const login = await resultOf(() =>
    masterKey ? passwork.loginWithKey(token, masterKey) : passwork.login(token, masterPassword),
  );
  if (!login.ok) {
    await passwork.close();
    throw new Refused(`The login did not succeed: ${loginHelp(login)}`);
  }
  const options = await resultOf(() => passwork.call('GET', '/users/master-key/options'));
  if (secret === undefined && options.ok && options.answer?.masterKeyOptions) {
    await passwork.close();
    throw new Refused('This server has client-side encryption: set USER_MASTER_PASS (or USER_MASTER_KEY) too.');
  }
  return {
    passwork,
    sealed: secret !== undefined,
    withoutMasterKey: () => {
      const other = client();
      other.setTokens(token);
      return other;
    },
    preflight: (origin, headers) => preflight(host, origin, headers),
  };
}

function loginHelp({ kind, status, code }) {
  if (code === 'clientSideEncryptionDisabled')
    return 'this server has no client-side encryption: unset USER_MASTER_PASS.';
  if (kind === 'masterPassword') return 'the master password or key is not the right one.';
  if (status === 401) return `the server does not take this access token (${code}).`;
  if (kind === 'network' || kind === 'timeout') return 'the server does not answer. Check --host.';
  return `${kind}${status ? `, status ${status}` : ''}. Is it a server of Passwork 7?`;
}

/** What a browser asks before a page of another origin may ask. It carries no token. */
async function preflight(host, origin, headers) {
  const base = host.replace(/\/+$/, '').replace(/\/api\/v[14]$/, '');
  const answer = await fetch(`${base}/api/v1/users/info`, {
    method: 'OPTIONS',
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT),
    headers: {
      Origin: origin,
      'Access-Control-Request-Method': 'GET',
      'Access-Control-Request-Headers': headers.join(', ').toLowerCase(),
    },
  });
  await answer.body?.cancel();
  return {
    status: answer.status,
    origin: answer.headers.get('access-control-allow-origin'),
    headers: answer.headers.get('access-control-allow-headers') ?? '',
  };
}
