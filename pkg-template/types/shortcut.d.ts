import type { PasswordBase, PasswordHelpers, SealedPasswordFields } from './password.js';
import type { EncodedText, Id } from './values.js';

/** Where a shortcut stands. */
export interface ShortcutPlace {
  /** Id of the shortcut. */
  id: Id;
  /** The vault that the shortcut is in. */
  vaultId: Id;
  /** The folder that the shortcut is in; `null` at the top of the vault. */
  folderId: Id | null;
  /** Whatever else the server sent. */
  [field: string]: unknown;
}

/** The shortcut through which a password was read. */
export interface Shortcut extends ShortcutPlace {
  /** The key of the password, sealed for the shortcut's vault. */
  cryptedKey: EncodedText;
  /** Whether the current user has marked it. */
  isFavorite: boolean;
}

/** A whole password behind a shortcut, without helpers. It does not tell its own vault and folder. */
export interface StoredShortcutPassword extends PasswordBase, SealedPasswordFields {
  /** The shortcut. */
  shortcut: Shortcut;
}

/** A whole password behind a shortcut with its helpers. */
export interface ShortcutPassword extends StoredShortcutPassword, PasswordHelpers {}
