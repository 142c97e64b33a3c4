// PassworkError once for each kind, with the fields that this kind has. Those that it never has are `never`: they read as
// `undefined`.

import type { PassworkError } from './errors.js';

/**
 * A {@link PassworkError} whose fields follow from its `kind`: after `error.kind === 'api'`, `httpStatus` is a number.
 * {@link PassworkError.is} gives it.
 *
 * (`instanceof PassworkError` gives the class, on which `kind` tells nothing of the other fields, so that after a `switch` over
 * all kinds `error.message` can still be read.)
 *
 * @example
 * ```ts
 * for (const { id, error } of await passwork.getPasswordsById(ids)) {
 *   if (!PassworkError.is(error)) continue;
 *   const status: number = error.kind === 'api' ? error.httpStatus : 0;
 *   console.error(id, status, error.message);
 * }
 * ```
 */
export type AnyPassworkError =
  | ApiError
  | NetworkError
  | NotApiError
  | UsageError
  | CryptoError
  | AttachmentError
  | TotpError
  | AbortedError
  | TimeoutError
  | ClosedError
  | EngineError;

/** The server answered with an error. `code`, `status` and `data` are what it said, if it said anything. */
export interface ApiError extends PassworkError {
  readonly kind: 'api';
  readonly httpRequest: string;
  /** The HTTP status; below 300 where the answer itself says `"status": "failed"`. */
  readonly httpStatus: number;
  readonly httpMessage: string;
}

/** There was no usable answer: refused, reset, cut off, DNS, TLS. `cause` tells more, if the platform did. */
export interface NetworkError extends PassworkError {
  readonly kind: 'network';
  readonly httpRequest: string;
  readonly httpStatus: 'serverError';
  readonly httpMessage: 'serverError';
  readonly code?: never;
  readonly status?: never;
  readonly data?: never;
}

/** Something answered that is not the Passwork API. */
export interface NotApiError extends PassworkError {
  readonly kind: 'notApi';
  readonly httpStatus?: 'serverError';
  readonly httpMessage?: 'serverError';
  readonly code?: never;
  readonly status?: never;
  readonly data?: never;
}

/** An argument or option of the wrong kind; nothing was written. */
export interface UsageError extends PassworkError {
  readonly kind: 'usage';
  readonly httpStatus?: 'serverError';
  readonly httpMessage?: 'serverError';
  readonly code?: never;
  readonly status?: never;
  readonly data?: never;
}

/** A key or value could not be opened or made: a wrong master password, most often. */
export interface CryptoError extends PassworkError {
  readonly kind: 'crypto';
  readonly httpRequest?: never;
  readonly httpStatus?: never;
  readonly httpMessage?: never;
  readonly code?: never;
  readonly status?: never;
  readonly data?: never;
}

/** A file is too big, cannot be read or written (then `cause` tells why), or does not match its hash. */
export interface AttachmentError extends PassworkError {
  readonly kind: 'attachment';
  readonly httpRequest?: never;
  readonly httpStatus?: never;
  readonly httpMessage?: never;
  readonly code?: never;
  readonly status?: never;
  readonly data?: never;
}

/** A TOTP secret that is not base32. */
export interface TotpError extends PassworkError {
  readonly kind: 'totp';
  readonly httpRequest?: never;
  readonly httpStatus?: never;
  readonly httpMessage?: never;
  /** On writing. */
  readonly code?: 'invalidTotpFormat';
  readonly status?: never;
  readonly data?: never;
}

/** The caller's signal fired; `cause` is its reason. */
export interface AbortedError extends PassworkError {
  readonly kind: 'aborted';
  readonly httpStatus?: 'serverError';
  readonly httpMessage?: 'serverError';
  readonly code?: never;
  readonly status?: never;
  readonly data?: never;
}

/** A time limit that the caller set ran out: `timeout` (with the request) or `totalTimeout` (without). */
export interface TimeoutError extends PassworkError {
  readonly kind: 'timeout';
  readonly httpStatus?: 'serverError';
  readonly httpMessage?: 'serverError';
  readonly code?: never;
  readonly status?: never;
  readonly data?: never;
}

/** The client was closed by `close()`, before the call or during it. */
export interface ClosedError extends PassworkError {
  readonly kind: 'closed';
  readonly httpRequest?: never;
  readonly httpStatus?: never;
  readonly httpMessage?: never;
  readonly code?: never;
  readonly status?: never;
  readonly data?: never;
}

/** The WebAssembly engine could not start, or stopped. */
export interface EngineError extends PassworkError {
  readonly kind: 'engine';
  readonly httpRequest?: never;
  readonly httpStatus?: never;
  readonly httpMessage?: never;
  readonly code?: never;
  readonly status?: never;
  readonly data?: never;
}
