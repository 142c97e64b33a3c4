import type { Id } from './values.js';

/** A folder. */
export interface Folder {
  /** Id. */
  id: Id;
  /** Name. */
  name: string;
  /** The vault that it is in. */
  vaultId: Id;
  /** The folder that it is in; `null` at the top of the vault. */
  parentId: Id | null;
  /** Number of folders. */
  foldersAmount: number;
  /** Number of passwords. */
  passwordsAmount: number;
  /** Whatever else the server sent. */
  [field: string]: unknown;
}
