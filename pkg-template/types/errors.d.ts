import type { AnyPassworkError } from './errors-by-kind.js';
import type { ReferenceCandidate } from './references.js';

/**
 * Kinds of error that every method which sends a request may reject with:
 *
 * | kind | what happened |
 * | --- | --- |
 * | `api` | the server answered with an error; see `httpStatus`, `code`, `data` |
 * | `network` | no usable answer: refused, reset, cut off, DNS, TLS |
 * | `notApi` | something answered that is not the Passwork API: a web page, nothing, JSON without an envelope, more than 256 MiB, a redirect |
 * | `usage` | an argument or option of the wrong kind; nothing was written |
 * | `aborted` | the caller's signal fired |
 * | `timeout` | a time limit that the caller set ran out |
 * | `closed` | the client was closed by `close()`, before the call or during it |
 * | `engine` | the WebAssembly engine could not start (for instance a page whose CSP lacks `wasm-unsafe-eval`) or stopped; make a new client. Or it has failed its self-check: nothing was written |
 */
export type RequestErrorKind = 'api' | 'network' | 'notApi' | 'usage' | 'aborted' | 'timeout' | 'closed' | 'engine';

/**
 * All values of {@link PassworkError.kind}: those of {@link RequestErrorKind}, and
 *
 * | kind | what happened |
 * | --- | --- |
 * | `crypto` | a key or value could not be opened or made: wrong master password, damaged value, unusable key options, a key that belongs elsewhere |
 * | `attachment` | a file is too big (over 5 MiB), cannot be read or written, or does not match its hash |
 * | `totp` | a TOTP secret that is not base32, on writing (then `code` is `'invalidTotpFormat'`) or on reading |
 * | `masterPassword` | Passwork 7: the master password or master key is wrong, or there is none where something is encrypted |
 * | `unsupportedByServer` | this server has nothing that the method could ask for, or did not do what it was asked although it answered without an error |
 *
 * Where a method is said to reject with `crypto`, it may reject with `masterPassword` too on Passwork 7.
 *
 * The list is closed: a `switch` over it can be checked for completeness.
 */
export type PassworkErrorKind =
  | RequestErrorKind
  | 'crypto'
  | 'attachment'
  | 'totp'
  | 'masterPassword'
  | 'unsupportedByServer';

/**
 * Every error of this package, rejected or thrown.
 *
 * The own enumerable fields are exactly those of the original connector's error objects, so that spreading it or
 * `JSON.stringify` gives what it gave there. `kind`, `message`, `stack` and `cause` are not enumerable. No field holds a
 * token, a key, a password or a decrypted value.
 *
 * Members of the server's error body other than those below are own fields too, except names of `Object.prototype`:
 * `(error as PassworkError & { retryIn?: unknown }).retryIn`.
 *
 * @example
 * ```ts
 * try {
 *   await passwork.getPassword(id);
 * } catch (error) {
 *   if (!(error instanceof PassworkError)) throw error;
 *   if (error.kind === 'api' && error.httpStatus === 404) return null;
 *   if (error.kind === 'crypto') console.error('Wrong master password?');
 *   throw error;
 * }
 * ```
 */
export declare class PassworkError extends Error {
  /** Made by this package only. */
  private constructor();

  /**
   * Whether something is an error of this package, as `instanceof PassworkError` tells it; in TypeScript its other fields then
   * follow from its `kind`. Works when taken off: `errors.filter(PassworkError.is)`. Not enumerable.
   *
   * @param error Anything.
   *
   * @example
   * ```ts
   * try {
   *   await passwork.getPassword(id);
   * } catch (error) {
   *   if (!PassworkError.is(error)) throw error;
   *   if (error.kind === 'api') console.error(error.httpStatus, error.code); // a number, and the server's code
   * }
   * ```
   */
  static is(this: void, error: unknown): error is AnyPassworkError;

  /** The client's own classification: a closed list. Not enumerable. Never to be confused with the server's `code`. */
  readonly kind: PassworkErrorKind;

  /** The request that failed, `'METHOD: ' + host + path`, with API key and tokens blotted out. Only where a request failed. */
  readonly httpRequest?: string;

  /** The HTTP status, or `'serverError'` where there was no usable answer. Only where a request failed. */
  readonly httpStatus?: number | 'serverError';

  /** The standard text of the HTTP status, or `'serverError'`. Only where a request failed. */
  readonly httpMessage?: string;

  /**
   * The server's code, such as `'apiKeyIsWrong'`, `'accessDenied'`, `'apiSessionExpired'`, `'clientSideEncryptionDisabled'`.
   * The client itself uses only `'invalidTotpFormat'` (kind `totp`) and, on Passwork 7, `'clientSideEncryptionDisabled'` (kind `usage`).
   *
   * Passwork 7: the code of the first of its errors, such as `'accessTokenExpired'`.
   */
  readonly code?: string;

  /** Passwork 7: the code by which scripts for API v4 know that the session has ended. `code` is the server's. */
  readonly legacyCode?: 'apiSessionExpired';

  /** The member `status` of the server's answer, usually `'failed'`. */
  readonly status?: string;

  /**
   * The member `data` of the server's answer. Passwork 7: `{ errorMessage, errors }`, the message of the first error and the list of
   * all of them, as the server sent it.
   */
  readonly data?: unknown;

  /**
   * What the kind leaves open. `usage` of a reference or a place: nothing is there, or several things have the name. `crypto`: the key of a
   * vault or of the domain does not open, so the master password is another than the one it was sealed for, or the server has another
   * key than before. Not enumerable.
   */
  readonly reason?: 'referenceNotFound' | 'ambiguousReference' | 'keyNotOpened';

  /** What an ambiguous reference may mean; beside `reason`. Not enumerable. */
  readonly candidates?: readonly ReferenceCandidate[];

  /**
   * What lies beneath, where there is something. Of what a `fetch` throws only name, code and message are told, in a new
   * error. The reason of the caller's signal and errors of the file system are handed on as they are. Not enumerable.
   */
  readonly cause?: unknown;
}
