import type { IdOf } from './ids.js';
import type { EncodedText } from './values.js';

/** RSA keys of a user; with client-side encryption only. */
export type UserKeys = {
  /** Public key (PEM). */
  public: string;
  /** Private key, sealed with the master key. */
  privateCrypted: EncodedText;
};

/** A user. */
export type User = {
  /** Id. */
  id: IdOf<'user'>;
  /** Full name. */
  name: string;
  /** Mail address. */
  email: string;
  /** Such as `'en'`. */
  locale: string;
  /** With client-side encryption only. */
  keys?: UserKeys;
};
