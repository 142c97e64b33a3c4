import type { IdOf } from './ids.js';
import type { EncodedText } from './values.js';

/** The company. */
export type Domain = {
  /** Id. */
  domainId: IdOf<'domain'>;
  /** Name. */
  name: string;
  /** Access of the current user, such as `'admin'`. */
  access: string;
  /** The company's master key, sealed with the user's; with client-side encryption only. */
  mpCrypted?: EncodedText;
};
