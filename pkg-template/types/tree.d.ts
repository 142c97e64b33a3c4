// Entries of the tree of vaults and folders: what `locate` and `list` give.

import type { Passwork } from './client.js';
import type { IdOf } from './ids.js';

/** What all entries have. */
export interface EntryBase {
  /** Its name. */
  name: string;
  /** The vault that it is, or lies in. */
  vaultId: IdOf<'vault'>;
  /** The folder that it lies in; `null`: at the top of its vault, or a vault itself. */
  folderId: IdOf<'folder'> | null;
  /**
   * The way to it, as references write it without scheme and field: `Infrastructure/Databases/orders`. `null` for what was found by
   * its id alone. What has no name that can be written stands there by its id.
   */
  path: string | null;
}

/** A vault. */
export interface VaultEntry extends EntryBase {
  /** Tells it apart. */
  type: 'vault';
  /** Its id. */
  id: IdOf<'vault'>;
}

/** A folder. */
export interface FolderEntry extends EntryBase {
  /** Tells it apart. */
  type: 'folder';
  /** Its id. */
  id: IdOf<'folder'>;
}

/** An item: for `getPassword` and its kin. */
export interface ItemEntry extends EntryBase {
  /** Tells it apart. */
  type: 'item';
  /** Its id. */
  id: IdOf<'password'>;
}

/** A shortcut to an item: for `getShortcutPassword` and its kin. */
export interface ShortcutEntry extends EntryBase {
  /** Tells it apart. */
  type: 'shortcut';
  /** Id of the shortcut. */
  id: IdOf<'shortcut'>;
}

/** Anything that lies somewhere. */
export type TreeEntry = VaultEntry | FolderEntry | ItemEntry | ShortcutEntry;

/** What {@link Passwork.list} is to do. */
export interface ListOptions {
  /** Whether what lies in the folders is listed too, and without a path what lies in the vaults. Default: `false`. */
  readonly recursive?: boolean | undefined;
}
