// A program of some size, as somebody has it: secrets for a build, with repetitions of its own, exit codes and tests with fakes.
import Passwork, {
  PassworkError, type CustomField, type Password, type PassworkErrorKind, type PassworkOptions, type PasswordResult, type RequestErrorKind, type Tokens,
} from 'passwork-wasm';

// ---------------------------------------------------------------- errors
const EXIT: Record<PassworkErrorKind, number> = {
  api: 10, network: 11, notApi: 12, usage: 13, crypto: 14, attachment: 15, totp: 16, aborted: 17, timeout: 18, closed: 19, engine: 20, masterPassword: 21, unsupportedByServer: 22,
};

class FetchError extends Error {
  readonly exitCode: number;
  constructor(readonly secret: string, readonly inner: PassworkError) {
    super(`${secret}: ${inner.message}`, { cause: inner });
    this.exitCode = EXIT[inner.kind];
  }
}

/** An error of a server that says when to come back. */
interface Throttled extends PassworkError {
  readonly data: { readonly retryAfter: number };
}

const isThrottled = (error: unknown): error is Throttled =>
  error instanceof PassworkError && error.kind === 'api' && error.httpStatus === 429 && typeof (error.data as { retryAfter?: unknown } | undefined)?.retryAfter === 'number';

const isNotFound = (error: unknown): error is PassworkError => error instanceof PassworkError && (error.httpStatus === 404 || error.code?.endsWith('NotFound') === true);

function advice(error: PassworkError): string {
  switch (error.kind) {
    case 'api':
      return error.code === 'apiKeyIsWrong' ? 'Check API_KEY' : `${error.httpRequest ?? ''}: ${error.httpStatus ?? ''} ${error.httpMessage ?? ''}`;
    case 'network':
    case 'timeout':
      return error.httpStatus === 'serverError' ? `Not reachable: ${String(error.cause)}` : 'Too slow';
    case 'notApi':
      return 'Check HOST';
    case 'crypto':
      return 'Check USER_MASTER_PASS';
    case 'usage': case 'attachment': case 'totp': case 'aborted': case 'closed': case 'engine':
      return error.message;
    default:
      // a kind that is not known here (a later version of the package)
      return `${String(error.kind)}: ${error.message}`;
  }
}

function complete(error: PassworkError): number {
  const { kind } = error;
  switch (kind) {
    case 'api': return typeof error.httpStatus === 'number' ? error.httpStatus : 0;
    case 'network': case 'notApi': case 'usage': case 'crypto': case 'attachment': case 'totp': case 'aborted': case 'timeout': case 'closed': case 'engine': case 'masterPassword': case 'unsupportedByServer': return 1;
    default: {
      const never: never = kind;
      throw new Error(`${String(never)}: ${error.message}`);
    }
  }
}

/** What a caught value is, and the rest of the function for what it is not. */
function told(error: PassworkError | TypeError | string): string {
  if (typeof error === 'string') return error;
  if (error instanceof PassworkError) return `${error.kind} ${error.name}`;
  return error.stack ?? error.message;
}

// ---------------------------------------------------------------- repetitions
const WORTHWHILE: ReadonlySet<PassworkErrorKind> = new Set<RequestErrorKind>(['network', 'timeout']);

async function patiently<A extends readonly unknown[], R>(times: number, work: (...args: A) => Promise<R>, ...args: A): Promise<R> {
  let last: PassworkError | undefined;
  for (let attempt = 0; attempt <= times; attempt += 1) {
    try {
      return await work(...args);
    } catch (error) {
      if (!(error instanceof PassworkError)) throw error;
      if (!isThrottled(error) && !WORTHWHILE.has(error.kind)) throw error;
      last = error;
      const seconds = isThrottled(error) ? error.data.retryAfter : 2 ** attempt;
      await pause(seconds * 1000);
    }
  }
  throw last ?? new Error('no attempt was made');
}

declare const console: { error(...data: unknown[]): void };
declare function pause(milliseconds: number): Promise<void>;

// ---------------------------------------------------------------- the secrets
type Wanted = { readonly [variable: string]: { readonly password: string; readonly field?: string } };
type Client = Pick<Passwork, 'getPassword' | 'searchPasswords' | 'login' | 'logout'>;

const valueOf = (password: Password, field: string | undefined): string | undefined => {
  if (field === undefined) return password.getPassword();
  const found: CustomField | undefined = password.getCustoms()?.find(({ name }) => name === field);
  return found?.getTotpCode?.() ?? found?.value;
};

export async function secrets(passwork: Client, wanted: Wanted): Promise<Record<string, string>> {
  const read = new Map<string, Promise<Password>>();
  const once = (id: string): Promise<Password> => {
    const promise = read.get(id) ?? patiently(3, passwork.getPassword, id);
    read.set(id, promise);
    return promise;
  };
  const values = await Promise.all(
    Object.entries(wanted).map(async ([variable, { password: id, field }]) => {
      try {
        const value = valueOf(await once(id), field);
        if (value === undefined) throw new Error(`${variable}: no field ${field ?? ''}`);
        return [variable, value] as const;
      } catch (error) {
        throw error instanceof PassworkError ? new FetchError(variable, error) : error;
      }
    }),
  );
  return Object.fromEntries(values);
}

/** By name where the id is not known. */
export async function idOf(passwork: Client, name: string): Promise<string> {
  const [found, ...others] = (await passwork.searchPasswords(name)).filter((item) => item.name === name && !item.shortcut);
  if (!found || others.length) throw new Error(`${name}: ${others.length ? 'several' : 'none'}`);
  return found.id;
}

export async function many(passwork: Passwork, ids: string[]): Promise<{ found: Password[]; failed: { id: string; why: PassworkError }[] }> {
  const results: PasswordResult[] = await passwork.with({ retry: true, concurrency: 16 }).getPasswordsById(ids);
  const found: Password[] = [];
  const failed: { id: string; why: PassworkError }[] = [];
  for (const result of results) {
    if (result.password) found.push(result.password);
    else if (result.error.kind === 'api' && result.error.httpStatus === 404) continue;
    else failed.push({ id: result.id, why: result.error });
  }
  return { found, failed };
}

export async function main(environment: { [name: string]: string | undefined }, wanted: Wanted): Promise<number> {
  const { HOST: host = '', API_KEY: apiKey = '', USER_MASTER_PASS: masterPassword, TOKENS } = environment;
  const options: PassworkOptions = { host, totalTimeout: 60_000, retry: environment['RETRY'] ? Number(environment['RETRY']) : true };
  const passwork = new Passwork(options);
  let current: Tokens | null = null;
  passwork.listenEvent('tokensChanged', (tokens) => {
    current = tokens;
  });
  try {
    if (TOKENS) await passwork.setAuthOptions(JSON.parse(TOKENS) as Tokens, masterPassword);
    else if (masterPassword) await passwork.login(apiKey, masterPassword);
    else await passwork.login(apiKey);
    const values = await secrets(passwork, wanted);
    return Object.keys(values).length ? 0 : 1;
  } catch (error) {
    if (error instanceof FetchError) return error.exitCode;
    if (isNotFound(error)) return complete(error);
    if (error instanceof PassworkError) console.error(advice(error), told(error), (error as PassworkError & { retryIn?: unknown }).retryIn, { ...error });
    return error instanceof PassworkError ? EXIT[error.kind] : 1;
  } finally {
    await passwork.close().catch((error: unknown) => console.error(told(error instanceof Error ? error.message : String(error)), current));
  }
}

// ---------------------------------------------------------------- its tests
const fakeError = (kind: PassworkErrorKind, more: Partial<PassworkError> = {}): PassworkError => Object.assign(new Error(kind), { kind, ...more });

const fakePassword = (id: string, text: string): Password => ({
  id, name: `name of ${id}`, login: '', description: '', url: '', color: null, tags: [], lastPasswordUpdate: 0, updatedAt: '', access: 'read', accessCode: 10, isFavorite: false,
  vaultId: 'vault', folderId: null, cryptedPassword: '', getPassword: () => text, getCustoms: () => null,
});

export const fake = (texts: Record<string, string>): Client => ({
  getPassword: async (id) => {
    const text = texts[id];
    if (text === undefined) throw fakeError('api', { httpStatus: 404 });
    return fakePassword(id, text);
  },
  searchPasswords: async (query) => {
    const { shortcut, ...item } = { ...fakePassword(query, ''), shortcut: null };
    return [{ ...item, shortcut }];
  },
  login: async (apiKey, masterPassword) => ({ token: `${apiKey}${masterPassword ? '+' : ''}`, versionInfo: { version: '6.0.0', legacySupport: false } }),
  logout: async () => {},
});

export const failing: PasswordResult = { id: 'gone', error: fakeError('network') };
export const first: Promise<string> = patiently(1, async (id: Parameters<Passwork['getPassword']>[0]) => (await fake({ a: 'b' }).getPassword(id)).getPassword(), 'a');
