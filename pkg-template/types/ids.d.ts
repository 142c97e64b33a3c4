// Texts that are ids of one thing only. The marks exist for the compiler alone. They are optional, so that every plain text
// fits, and texts, no symbols, so that declarations made from a program's inferred types can write them.
//
// What comes out ({@link IdOf}) and what goes in ({@link IdFor}) are two types on purpose: ids that come out may share a list, a
// map or a variable, and may be compared, whatever they are of. They are refused only where they go in.

/**
 * Any id as the server gives it: a text.
 *
 * It becomes one percent-encoded segment of the request path, so no id can change the route. `'.'`, `'..'` and texts with
 * lone surrogates reject with kind `usage` before anything is sent.
 */
export type Id = string;

/** What there are ids of. */
export type IdKind =
  | 'vault'
  | 'folder'
  | 'password'
  | 'shortcut'
  | 'inbox'
  | 'attachment'
  | 'user'
  | 'domain'
  | 'snapshot'
  | 'userGroup';

/** An id that the server gave: a text that remembers what it is the id of. */
export type IdOf<K extends IdKind> = string & { readonly [Mark in `__${K}`]?: true | undefined };

/** An id to pass: any text of your own, but none that is known to be the id of something else. */
export type IdFor<K extends IdKind> = string & {
  readonly [Mark in `__${IdKind}`]?: Mark extends `__${K}` ? true | undefined : undefined;
};

/** Id of a vault, to pass. */
export type VaultId = IdFor<'vault'>;

/** Id of a folder, to pass. */
export type FolderId = IdFor<'folder'>;

/** Id of a password, to pass. */
export type PasswordId = IdFor<'password'>;

/** Id of a shortcut (not of the password behind it), to pass. */
export type ShortcutId = IdFor<'shortcut'>;

/** Id of an item of the inbox (not of the password in it), to pass. */
export type InboxId = IdFor<'inbox'>;

/** Id of an attachment, to pass. */
export type AttachmentId = IdFor<'attachment'>;

/** Id of an older state of a password, to pass. */
export type SnapshotId = IdFor<'snapshot'>;

/** Id of a user, to pass. */
export type UserId = IdFor<'user'>;

/** Id of a group of users, to pass. */
export type UserGroupId = IdFor<'userGroup'>;
