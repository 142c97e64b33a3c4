// Errors narrow by their kind: `PassworkError.is` gives a union, `instanceof` the class.
import Passwork, {
  PassworkError, type AbortedError, type AnyPassworkError, type ApiError, type AttachmentError, type ClosedError, type CryptoError, type EngineError,
  type MasterPasswordError, type NetworkError, type NotApiError, type PassworkErrorKind, type PasswordResult, type RequestErrorKind, type TimeoutError, type TotpError,
  type UnsupportedByServerError, type UsageError,
} from 'passwork-wasm';

type OfKind<K extends PassworkErrorKind> = Extract<AnyPassworkError, { kind: K }>;
export type Kinds = [
  Expect<Equal<AnyPassworkError['kind'], PassworkErrorKind>>,
  Expect<Equal<{ [K in PassworkErrorKind]: OfKind<K> }, {
    api: ApiError; network: NetworkError; notApi: NotApiError; usage: UsageError; aborted: AbortedError; timeout: TimeoutError; closed: ClosedError; engine: EngineError;
    crypto: CryptoError; attachment: AttachmentError; totp: TotpError; masterPassword: MasterPasswordError; unsupportedByServer: UnsupportedByServerError;
  }>>,
  Expect<Equal<{ [K in PassworkErrorKind]: OfKind<K>['httpStatus'] }, {
    api: number; network: 'serverError'; notApi: 'serverError' | undefined; usage: 'serverError' | undefined; aborted: 'serverError' | undefined; timeout: 'serverError' | undefined;
    closed: undefined; engine: undefined; crypto: undefined; attachment: undefined; totp: undefined; masterPassword: undefined; unsupportedByServer: undefined;
  }>>,
  Expect<Equal<{ [K in PassworkErrorKind]: OfKind<K>['code'] }, {
    api: string | undefined; totp: 'invalidTotpFormat' | undefined; usage: 'clientSideEncryptionDisabled' | undefined;
    network: undefined; notApi: undefined; masterPassword: undefined; unsupportedByServer: undefined; aborted: undefined; timeout: undefined; closed: undefined; engine: undefined; crypto: undefined; attachment: undefined;
  }>>,
  Expect<Equal<{ [K in PassworkErrorKind]: OfKind<K>['legacyCode'] }, { [K in PassworkErrorKind]: K extends 'api' ? 'apiSessionExpired' | undefined : undefined }>>,
  Expect<Equal<Exclude<PassworkErrorKind, RequestErrorKind>, 'crypto' | 'attachment' | 'totp' | 'masterPassword' | 'unsupportedByServer'>>,
  Expect<Equal<AnyPassworkError['message'], string>>,
  Expect<AnyPassworkError extends PassworkError ? true : false>,
  Expect<Not<PassworkError extends AnyPassworkError ? true : false>>,
  Expect<Equal<typeof PassworkError.is, (this: void, error: unknown) => error is AnyPassworkError>>,
];

export function narrowed(error: unknown): string {
  // @ts-expect-error unknown as yet
  error.kind;
  if (!PassworkError.is(error)) return String(error);
  // @ts-expect-error not every kind has a number
  let status: number = error.httpStatus;
  if (error.kind === 'api') {
    status = error.httpStatus;
    const parts: string[] = [error.httpRequest, error.httpMessage, error.code ?? '', error.status ?? ''];
    // @ts-expect-error never without an answer
    if (error.httpStatus === 'serverError') return '';
    // @ts-expect-error data is the server's: check it
    error.data.errorMessage;
    // @ts-expect-error Passwork 7 has one such code
    if (error.legacyCode === 'accessTokenExpired') return '';
    if (error.legacyCode === 'apiSessionExpired' || error.code === 'apiSessionExpired') return 'log in again';
    return `${status}: ${parts.join()} ${String((error as ApiError & { retryIn?: unknown }).retryIn)}`;
  }
  // @ts-expect-error numbers come with an answer
  if (error.httpStatus === 404) return '';
  switch (error.kind) {
    case 'network': return error.httpRequest;
    case 'timeout':
      // @ts-expect-error `totalTimeout` belongs to no request
      return error.httpRequest;
    case 'totp':
      // @ts-expect-error the client's own code
      return error.code === 'apiKeyIsWrong' ? '' : error.code ?? '';
    case 'usage':
      // @ts-expect-error the client's own code
      return error.code === 'apiKeyIsWrong' ? '' : error.code ?? '';
    case 'crypto': case 'attachment': case 'closed': case 'engine': case 'notApi': case 'aborted': case 'masterPassword': case 'unsupportedByServer':
      // @ts-expect-error codes are the server's
      return error.code.length > 0 ? '' : error.message;
    default: {
      const complete: never = error;
      return complete;
    }
  }
}

// ---------------------------------------------------------------- of the results of many
const statusOf = (error: unknown): number => (PassworkError.is(error) && error.kind === 'api' ? error.httpStatus : 0);
export const missing = (results: readonly PasswordResult[]): string[] => results.filter(({ error }) => statusOf(error) === 404).map(({ id }) => id);
export const causes = (errors: readonly unknown[]): unknown[] => errors.filter(PassworkError.is).map(({ kind, cause }) => [kind, cause]);

// ---------------------------------------------------------------- as before: the class
export function asBefore(error: unknown): string {
  if (!(error instanceof PassworkError)) return String(error);
  const own: PassworkError = error;
  switch (error.kind) {
    case 'api': case 'network': case 'notApi': case 'usage': case 'crypto': case 'attachment': case 'totp': case 'aborted': case 'timeout': case 'closed': case 'engine':
    case 'masterPassword': case 'unsupportedByServer':
      return own.message;
    default: {
      // all kinds are told, and the error can still be read
      const complete: never = error.kind;
      return `${String(complete)}: ${error.message}`;
    }
  }
}
export const same: typeof Passwork.PassworkError = PassworkError;
// @ts-expect-error made by the package only
export class Own extends PassworkError {}
