import type { IdOf } from './ids.js';

/** A folder. Passwork 7 does not tell `foldersAmount` and `passwordsAmount`. */
export type Folder = {
  /** Id. */
  id: IdOf<'folder'>;
  /** Name. */
  name: string;
  /** The vault that it is in. */
  vaultId: IdOf<'vault'>;
  /** The folder that it is in; `null` at the top of the vault. */
  parentId: IdOf<'folder'> | null;
  /** Number of folders. */
  foldersAmount: number;
  /** Number of passwords. */
  passwordsAmount: number;
};
