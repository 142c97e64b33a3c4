import type { EncodedText, Id } from './values.js';

/** RSA keys of a user; with client-side encryption only. */
export interface UserKeys {
  /** Public key (PEM). */
  public: string;
  /** Private key, sealed with the master key. */
  privateCrypted: EncodedText;
  /** Whatever else the server sent. */
  [field: string]: unknown;
}

/** A user. */
export interface User {
  /** Id. */
  id: Id;
  /** Full name. */
  name: string;
  /** Mail address. */
  email: string;
  /** Such as `'en'`. */
  locale: string;
  /** With client-side encryption only. */
  keys?: UserKeys;
  /** Whatever else the server sent. */
  [field: string]: unknown;
}
