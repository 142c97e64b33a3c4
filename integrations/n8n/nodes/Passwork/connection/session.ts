import type { ICredentialDataDecryptedObject, Logger } from 'n8n-workflow';
import { type FetchFunction, Passwork, PassworkError } from 'passwork-wasm';

/** What credentials hold: credentials/PassworkApi.credentials.ts. Fields that are not shown may hold what was typed before. */
const FIELDS = {
  host: 'Host',
  generation: 'Generation',
  encryption: 'Client-Side Encryption',
  apiKey: 'API Key',
  accessToken: 'Access Token',
  masterPassword: 'Master Password',
  masterKey: 'Master Key',
};
type Credentials = Partial<Record<keyof typeof FIELDS, string>>;

/** What is wrong with credentials before anybody is asked. */
export class CredentialsError extends Error {}

interface Connection {
  credentials: ICredentialDataDecryptedObject;
  fetch: FetchFunction;
  logger: Logger;
  /** Fires when the execution is cancelled. */
  signal?: AbortSignal;
}

/** One login, the work, and the end, which comes after a failure too: keys are wiped, and on API v4 the server is told. */
export async function withSession<T>(connection: Connection, work: (passwork: Passwork) => Promise<T>): Promise<T> {
  const { fetch, signal, logger } = connection;
  const credentials = textsOf(connection.credentials);
  const { host = '', generation } = credentials;
  const passwork = new Passwork({ host: host.trim(), fetch, apiVersion: API_VERSIONS[generation ?? 'auto'] });
  const session = passwork.with({ signal });
  try {
    await logIn(session, credentials);
    return await work(session);
  } finally {
    // Without the signal, for what was cancelled is ended too. What was read or written stays so, whether or not the server has heard of the end.
    await passwork.close().catch((error: unknown) => {
      logger.warn(`Passwork: the logout failed (${PassworkError.is(error) ? error.kind : 'unknown'})`);
    });
  }
}

const API_VERSIONS: Record<string, 4 | 7 | 'auto'> = { '4': 4, '7': 7, auto: 'auto' };

async function logIn(passwork: Passwork, credentials: Credentials): Promise<void> {
  const secret = loginSecret(credentials);
  const { encryption, masterPassword, masterKey } = credentials;
  if (encryption === 'none') await logInInTheClear(passwork, secret);
  else if (encryption === 'masterKey') await passwork.loginWithKey(secret, given(masterKey, 'Master Key'));
  else await passwork.login(secret, given(masterPassword, 'Master Password'));
}

/**
 * Passwork 7 refuses such a login where it encrypts on the client. API v4 does not tell: what is sealed would be read as noise, and what
 * is written would be spoilt.
 */
async function logInInTheClear(passwork: Passwork, secret: string | { token: string }): Promise<void> {
  await passwork.login(secret);
  if (passwork.generation === 7) return;
  const vaults = await passwork.getVaults();
  if (vaults.some((vault) => [vault.vaultPasswordCrypted, vault.passwordCrypted].some(isSealed)))
    throw new CredentialsError('The server has client-side encryption: choose Master Password or Master Key');
}

/** Whether a stored text is encrypted: how an envelope of OpenSSL begins in base64 in base32 (`U2FsdGVkX1`). */
const isSealed = (stored: unknown): boolean => typeof stored === 'string' && stored.startsWith('amt4cwv48xb6pp1h');

/**
 * The API key, or the access token alone: with a refresh token the client would renew the pair, and n8n has no place where the new
 * one is safe when executions run side by side.
 */
function loginSecret({ generation, apiKey, accessToken }: Credentials): string | { token: string } {
  const key = generation === '7' ? '' : apiKey;
  const token = generation === '4' ? '' : accessToken;
  if (key && token) throw new CredentialsError('The credentials have an API key and an access token: leave one empty');
  if (token) return { token: token.split(':', 1)[0].trim() };
  if (generation === '7') throw new CredentialsError('The credentials have no access token');
  return given(key, generation === '4' ? 'API Key' : 'API Key or Access Token').trim();
}

/** Expressions stand in credentials too, and what one did not find is as if it was left empty. */
function textsOf(stored: ICredentialDataDecryptedObject): Credentials {
  const texts: Record<string, string> = {};
  for (const [name, label] of Object.entries(FIELDS)) {
    const value: unknown = stored[name];
    if (typeof value === 'string') texts[name] = value;
    else if (value !== undefined && value !== null) throw new CredentialsError(`${label} is no text`);
  }
  return texts;
}

function given(value: string | undefined, name: string): string {
  if (!value) throw new CredentialsError(`The credentials have no ${name}`);
  return value;
}
