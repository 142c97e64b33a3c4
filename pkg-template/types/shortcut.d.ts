import type { IdOf } from './ids.js';
import type { PasswordBase, PasswordHelpers, SealedPasswordFields } from './password.js';
import type { EncodedText } from './values.js';

/** Where a shortcut stands. */
export type ShortcutPlace = {
  /** Id of the shortcut. */
  id: IdOf<'shortcut'>;
  /** The vault that the shortcut is in. */
  vaultId: IdOf<'vault'>;
  /** The folder that the shortcut is in; `null` at the top of the vault. */
  folderId: IdOf<'folder'> | null;
};

/** The shortcut through which a password was read. */
export type Shortcut = ShortcutPlace & {
  /** The key of the password, sealed for the shortcut's vault. */
  cryptedKey: EncodedText;
  /** Whether the current user has marked it. */
  isFavorite: boolean;
};

/** A whole password behind a shortcut, without helpers. It does not tell its own vault and folder. */
export type StoredShortcutPassword = PasswordBase &
  SealedPasswordFields & {
    /** The shortcut. */
    shortcut: Shortcut;
  };

/** A whole password behind a shortcut with its helpers. */
export type ShortcutPassword = StoredShortcutPassword & PasswordHelpers;
