import type { AttachmentHelpers } from './attachment.js';
import type { Passwork } from './client.js';
import type { PasswordHelpers } from './password.js';

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

/**
 * A JSON object of the server whose members this package does not know.
 *
 * The other objects of the server have the members that are documented, so that a slip of the pen does not compile. Servers may
 * send more, and it is handed out: `Password & ServerObject` is a password with whatever else there is.
 *
 * @example
 * ```ts
 * const whole: Password & ServerObject = password;
 * console.log(whole.name, whole['notDocumented']); // a string, and something unknown
 * ```
 */
export interface ServerObject {
  /** Whatever the server sent. */
  [field: string]: unknown;
}

/** What the server answers when there is nothing to tell: `true`, or a text such as `'moved to bin'`. */
export type Acknowledgement = true | string;

/** Methods of HTTP that {@link Passwork.call} takes. */
export type HttpMethod = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** A value that a query can carry. `null` and `undefined` are left out, `true` and `false` are sent as 1 and 0. */
export type QueryValue = string | number | boolean | null | undefined;
