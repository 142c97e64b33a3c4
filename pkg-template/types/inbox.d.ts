import type { IdOf } from './ids.js';
import type { Password } from './password.js';
import type { EncodedText } from './values.js';

/**
 * An item of the inbox as the list shows it. Passwork 7: the name is that of the member `password`, which stands in the list too
 * (short, without helpers); `date` is a number, in seconds since 1970; `from` may be `null`.
 */
export type InboxListItem = {
  /** Id of the item (not of the password). */
  id: IdOf<'inbox'>;
  /** Name of the password. */
  name: string;
  /** Whether it was opened before. */
  viewed: boolean;
  /** Who has sent it. */
  from: string;
  /** When it was sent, such as `'2020-09-13T12:26:40+00:00'`. */
  date?: string;
};

/** An opened item of the inbox. */
export type InboxPassword = InboxListItem & {
  /** The password, with its helpers. */
  password: Password;
  /** The key of the password; items of servers from 5.4 on. */
  cryptedKey?: EncodedText;
  /** The key of the vault; items of servers before 5.4. */
  groupPasswordCrypted?: EncodedText;
  /** The vault that the password is in; items of servers before 5.4. */
  vaultId?: IdOf<'vault'>;
};
