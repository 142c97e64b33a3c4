import type { Folder } from './folder.js';
import type { Id, IdOf } from './ids.js';
import type { PasswordListItem } from './password.js';
import type { EncodedText, ServerObject } from './values.js';

/** Where a vault belongs: to the company (`domain`) or to its user (`private`). */
export type VaultScope = 'domain' | 'private' | (string & {});

/**
 * A vault. Passwork 7 does not tell `foldersAmount` and `passwordsAmount`, and `scope` only where the user may see the types of vaults.
 */
export type Vault = {
  /** Id. */
  id: IdOf<'vault'>;
  /** Name. */
  name: string;
  /** Company's or private. */
  scope: VaultScope;
  /** Access of the current user, such as `'admin'`. */
  access: string;
  /** Whether it is shown. */
  visible: boolean;
  /** Number of folders. */
  foldersAmount: number;
  /** Number of passwords. */
  passwordsAmount: number;
  /** Vaults of the company only. */
  domainId?: IdOf<'domain'>;
  /** The company's master key, sealed with the user's; vaults of the company, with client-side encryption. */
  domainMaster?: EncodedText;
  /** The sealed vault password; where it is present, each password has a key of its own. */
  vaultPasswordCrypted?: EncodedText;
  /** The sealed vault password of servers before 5.4. */
  passwordCrypted?: EncodedText;
};

/** A type of vaults on Passwork 7, with whatever else the server tells of it. */
export type VaultType = ServerObject & {
  /** Id. */
  id: Id;
  /** Name. */
  name: string;
  /** What it is: `company`, `privateShared` for private vaults, or one that an administrator has made. */
  code: 'company' | 'privateShared' | (string & {});
};

/** A vault with everything in it. */
export type VaultFullInfo = {
  /** The vault. */
  vault?: Vault;
  /** All its folders, sorted by name. */
  folders?: Folder[];
  /** All its passwords in short form, sorted by name. */
  passwords?: PasswordListItem[];
};

/** What `vaultKeyChanged` tells: a vault has another key than this client has seen before. */
export interface VaultKeyChange {
  /** The vault. */
  vaultId: IdOf<'vault'>;
  /** Fingerprint of the key that it had. */
  before: string;
  /** Fingerprint of the key that it has. */
  after: string;
}
