import type { EncodedText } from './values.js';

/** Type of a custom field. Any text is allowed; it is compared exactly (`'TOTP'` is not `'totp'`). */
export type CustomFieldType = 'text' | 'password' | 'totp' | (string & {});

/** A custom field as it is stored; `getCustoms()` gives it readable. */
export type SealedCustomField = {
  /** Name. */
  name: EncodedText;
  /** Value. */
  value: EncodedText;
  /** Type. */
  type: EncodedText;
};

/** A readable custom field, as `getCustoms()` gives it. It can be passed straight back to `editPassword`. */
export type CustomField = {
  /** Name. */
  name: string;
  /** Value; for type `'totp'` the secret. */
  value: string;
  /** Type. */
  type: CustomFieldType;
  /**
   * The current six-digit code (30 seconds, HMAC-SHA-1) of the entry's current `value`. Present exactly where `type` is `'totp'`.
   *
   * Throws with kind `totp` for a value that is not base32; an `otpauth:` address counts as what it says. API v4: white space is
   * refused, and what makes no byte (`''`, `'========'`) is the empty key. Passwork 7: the other way round.
   *
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * for (const field of password.getCustoms() ?? []) {
   *   console.log(field.name, field.getTotpCode ? field.getTotpCode() : field.value);
   * }
   * ```
   */
  getTotpCode?: () => string;
};

/** A custom field to write. What `getCustoms()` gives fits; other members are ignored and never sent. */
export interface CustomFieldInput {
  /** Name. */
  readonly name: string;
  /** Value; for type `'totp'` a base32 secret, padded with `=` to a multiple of 8. */
  readonly value: string;
  /** Type. */
  readonly type: CustomFieldType;
}
