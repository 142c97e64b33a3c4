import type { EncodedText, Id } from './values.js';

/** The company. */
export interface Domain {
  /** Id. */
  domainId: Id;
  /** Name. */
  name: string;
  /** Access of the current user, such as `'admin'`. */
  access: string;
  /** The company's master key, sealed with the user's; with client-side encryption only. */
  mpCrypted?: EncodedText;
  /** Whatever else the server sent. */
  [field: string]: unknown;
}
