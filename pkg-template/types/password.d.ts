import type { AttachmentBytes, AttachmentInfo, AttachmentInput } from './attachment.js';
import type { Passwork } from './client.js';
import type { CustomField, CustomFieldInput, SealedCustomField } from './custom-field.js';
import type { PassworkError } from './errors.js';
import type { FolderId, IdOf, VaultId } from './ids.js';
import type { ShortcutPlace } from './shortcut.js';
import type { EncodedText, ServerObject } from './values.js';

/**
 * Lifetimes of share links, in words: closed list. The first four are those of servers of version 5, which Passwork 7 takes too:
 * `'day'` is one hour there, as its links live an hour, a week, a month or without end, and none lives longer than was asked. The
 * others are those of Passwork 7; API v4 does not know them.
 */
export type ShareLinkPeriod = 'hour' | 'day' | 'week' | 'forever' | '1 hour' | '1 week' | '1 month' | 'unlimited';

/**
 * What all forms of a password have in common. Passwork 7 does not tell `lastPasswordUpdate`, `updatedAt`, `access` and `accessCode`,
 * and of lists it may leave out more.
 */
export type PasswordBase = {
  /** Id. */
  id: IdOf<'password'>;
  /** Name; `''` if none was given. */
  name: string;
  /** Login. */
  login: string;
  /** Description. */
  description: string;
  /** Address. */
  url: string;
  /** Number of the colour as a text, such as `'3'`; `null`: none. Passwork 7: the number itself. `Number(color)` fits both. */
  color: string | null;
  /** Tags. */
  tags: string[];
  /** When the password was last changed, in seconds since 1970. */
  lastPasswordUpdate: number;
  /** When anything was last changed, such as `'2020-09-13T12:26:40+00:00'`. */
  updatedAt: string;
  /** Access of the current user, such as `'admin'`. */
  access: string;
  /** The same as a number. */
  accessCode: number;
  /** Whether the current user has marked it. */
  isFavorite: boolean;
};

/** The secret part of a password, in stored form. */
export type SealedPasswordFields = {
  /** The password. `getPassword()` gives it readable. */
  cryptedPassword: EncodedText;
  /** The password's own key, if it has one. */
  cryptedKey?: EncodedText;
  /** Custom fields. `getCustoms()` gives them readable. */
  custom?: SealedCustomField[] | null;
  /** Attachments, without their contents: `getAttachment` loads one. */
  attachments?: AttachmentInfo[] | null;
};

/** What the client adds to a password. Both are synchronous, read the object's current fields and work when taken off. */
export type PasswordHelpers = {
  /**
   * Decrypts the password anew at each call; nothing is sent. Works after `logout()` too.
   *
   * Throws with kind `crypto` when the value is damaged, `closed` after `close()`.
   *
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * const { url, login, getPassword: reveal } = await passwork.getPassword(id);
   * connect(url, login, reveal());
   * ```
   */
  getPassword: () => string;
  /**
   * Decrypts the custom fields anew at each call; nothing is sent. Entries that lack name, value or type are left out.
   *
   * Throws with kind `crypto` when a value is damaged, `closed` after `close()`.
   *
   * @returns A new list each time; `null` where the password has no list.
   * @throws {PassworkError}
   */
  getCustoms: () => CustomField[] | null;
};

/** A password in the short form of lists and searches: without anything secret. */
export type PasswordListItem = PasswordBase & {
  /** The vault that it (or the shortcut) is in. */
  vaultId: IdOf<'vault'>;
  /** The folder that it (or the shortcut) is in; `null` at the top of the vault. */
  folderId: IdOf<'folder'> | null;
  /** Where it is only a shortcut; else `null`. */
  shortcut: ShortcutPlace | null;
  /** Where a search has found it in the inbox. */
  inboxId?: IdOf<'inbox'>;
};

/** A whole password as the server stores it, without helpers. */
export type StoredPassword = PasswordBase &
  SealedPasswordFields & {
    /** The vault that it is in. */
    vaultId: IdOf<'vault'>;
    /** The folder that it is in; `null` at the top of the vault. */
    folderId: IdOf<'folder'> | null;
  };

/** A whole password with its helpers. */
export type Password = StoredPassword & PasswordHelpers;

/** An older state of a password, which the server keeps at each change, as the list shows it: with whatever the server tells of it. */
export type SnapshotInfo = ServerObject & {
  /** Id. */
  id: IdOf<'snapshot'>;
};

/** An older state of a password, with its helpers. */
export type Snapshot = Pick<PasswordBase, 'name' | 'login' | 'description' | 'url' | 'tags'> &
  SealedPasswordFields &
  PasswordHelpers & {
    /** Id of the state (not of the password). */
    id: IdOf<'snapshot'>;
  };

/** One result of {@link Passwork.getPasswordsById}: either `password` or `error`. */
export type PasswordResult =
  | {
      /** The id that was asked for. */
      id: IdOf<'password'>;
      /** The password, with its helpers. */
      password: Password;
      /** There is none. */
      error?: undefined;
    }
  | {
      /** The id that was asked for. */
      id: IdOf<'password'>;
      /** There is none. */
      password?: undefined;
      /** Why it could not be read. (With an agent of your own: whatever that rejected with.) */
      error: PassworkError;
    };

/** Fields that can be given when adding and when editing. */
export interface PasswordFields {
  /** Name. */
  readonly name?: string | null | undefined;
  /** Login. */
  readonly login?: string | null | undefined;
  /** Address. */
  readonly url?: string | null | undefined;
  /** Description. */
  readonly description?: string | null | undefined;
  /** Number of the colour as a text, such as `'3'`; `null`: none. */
  readonly color?: string | null | undefined;
  /** Tags. */
  readonly tags?: readonly string[] | null | undefined;
  /** Custom fields: the whole list. `[]` empties it; left out, it stays. (`null` rejects.) */
  readonly custom?: readonly CustomFieldInput[] | undefined;
  /** Files to attach, in addition to those that are there. (`null` rejects.) `{ bytes, name }`: Passwork 7 only. */
  readonly attachments?: readonly (AttachmentInput | AttachmentBytes)[] | undefined;
}

/** What `searchItems` looks for; members that are left out do not narrow it. */
export interface ItemFilters {
  /** Text to look for. */
  readonly query?: string | null | undefined;
  /** Only with these tags. */
  readonly tags?: readonly string[] | null | undefined;
  /** Only with these colours: their numbers. */
  readonly colorCodes?: readonly (number | string)[] | null | undefined;
  /** Only in these vaults. */
  readonly vaultIds?: readonly VaultId[] | null | undefined;
  /** Only in these folders. */
  readonly folderIds?: readonly FolderId[] | null | undefined;
}

/** What `addPassword` takes. */
export interface NewPassword extends PasswordFields {
  /** The vault to put it in. */
  readonly vaultId: VaultId;
  /** The folder to put it in. Default: the top of the vault. */
  readonly folderId?: FolderId | null | undefined;
  /** The password; it leaves this side encoded only. `''` is allowed. */
  readonly password: string;
  /** An encoded earlier state, as other clients store it. Sent as it is. */
  readonly snapshot?: EncodedText | null | undefined;
}

/** What the edit methods take: what is left out stays as it is. */
export interface PasswordChanges extends PasswordFields {
  /** The new password; it leaves this side encoded only. `''` is allowed, `null` rejects. */
  readonly password?: string | undefined;
}
