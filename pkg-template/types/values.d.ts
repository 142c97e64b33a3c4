import type { AttachmentHelpers } from './attachment.js';
import type { PasswordHelpers } from './password.js';

/**
 * An id as the server gives it: a text.
 *
 * It becomes one percent-encoded segment of the request path, so no id can change the route. `'.'`, `'..'` and texts with
 * lone surrogates reject with kind `usage` before anything is sent.
 */
export type Id = string;

/**
 * A value in the form in which it is stored: sealed with client-side encryption, encoded in base64 without it.
 *
 * The helpers of the result objects ({@link PasswordHelpers}, {@link AttachmentHelpers}) turn it into the value.
 */
export type EncodedText = string;

/**
 * Bytes in memory of their own (not shared): `Uint8Array<ArrayBuffer>` where TypeScript knows that type (5.7 and later),
 * `Uint8Array` before.
 */
export type Bytes = ReturnType<Uint8Array['slice']>;

/** A JSON object of the server whose members this package does not know. */
export interface ServerObject {
  /** Whatever the server sent. */
  [field: string]: unknown;
}

/** What the server answers when there is nothing to tell: `true`, or a text such as `'moved to bin'`. */
export type Acknowledgement = true | string;
