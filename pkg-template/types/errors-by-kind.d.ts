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
  | MasterPasswordError
  | UnsupportedByServerError
  | AbortedError
  | TimeoutError
  | ClosedError
  | EngineError;

/** No word of the server. */
interface WithoutData extends PassworkError {
  readonly status?: never;
  readonly data?: never;
  readonly legacyCode?: never;
}

/** No request. */
interface WithoutRequest extends WithoutData {
  readonly httpRequest?: never;
  readonly httpStatus?: never;
  readonly httpMessage?: never;
}

/** Neither a request nor a code. */
interface WithoutRequestAndCode extends WithoutRequest {
  readonly code?: never;
}

/** Perhaps a request, and no usable answer. */
interface WithoutAnswer extends WithoutData {
  readonly httpStatus?: 'serverError';
  readonly httpMessage?: 'serverError';
}

/** The same, and no code. */
interface WithoutAnswerAndCode extends WithoutAnswer {
  readonly code?: never;
}

/** The server answered with an error. `code`, `status` and `data` are what it said, if it said anything. */
export interface ApiError extends PassworkError {
  readonly kind: 'api';
  readonly httpRequest: string;
  /** The HTTP status; below 300 where the answer itself says `"status": "failed"`. */
  readonly httpStatus: number;
  readonly httpMessage: string;
}

/** There was no usable answer: refused, reset, cut off, DNS, TLS. `cause` tells more, if the platform did. */
export interface NetworkError extends WithoutAnswerAndCode {
  readonly kind: 'network';
  readonly httpRequest: string;
  readonly httpStatus: 'serverError';
  readonly httpMessage: 'serverError';
}

/** Something answered that is not the Passwork API. */
export interface NotApiError extends WithoutAnswerAndCode {
  readonly kind: 'notApi';
}

/** An argument or option of the wrong kind; nothing was written. */
export interface UsageError extends WithoutAnswer {
  readonly kind: 'usage';
  /** Passwork 7: a master password or key was given, and the server, or this user, has no client-side encryption. */
  readonly code?: 'clientSideEncryptionDisabled';
}

/** A key or value could not be opened or made: a wrong master password, most often. */
export interface CryptoError extends WithoutRequestAndCode {
  readonly kind: 'crypto';
}

/** A file is too big, cannot be read or written (then `cause` tells why), or does not match its hash. */
export interface AttachmentError extends WithoutRequestAndCode {
  readonly kind: 'attachment';
}

/** A TOTP secret that is not base32. */
export interface TotpError extends WithoutRequest {
  readonly kind: 'totp';
  /** On writing. */
  readonly code?: 'invalidTotpFormat';
}

/** Passwork 7: the master password or master key is wrong, or there is none where something is encrypted. */
export interface MasterPasswordError extends WithoutRequestAndCode {
  readonly kind: 'masterPassword';
}

/**
 * This server has nothing that the method could ask for; or it answered without an error and has not done what it was asked, which
 * the message says.
 */
export interface UnsupportedByServerError extends WithoutRequestAndCode {
  readonly kind: 'unsupportedByServer';
}

/** The caller's signal fired; `cause` is its reason. */
export interface AbortedError extends WithoutAnswerAndCode {
  readonly kind: 'aborted';
}

/** A time limit that the caller set ran out: `timeout` (with the request) or `totalTimeout` (without). */
export interface TimeoutError extends WithoutAnswerAndCode {
  readonly kind: 'timeout';
}

/** The client was closed by `close()`, before the call or during it. */
export interface ClosedError extends WithoutRequestAndCode {
  readonly kind: 'closed';
}

/** The WebAssembly engine could not start, or stopped. */
export interface EngineError extends WithoutRequestAndCode {
  readonly kind: 'engine';
}
