// Whether this session may write somewhere. Without a master key the library would write in the clear on API v4, whatever is sealed there;
// so nothing is written where anything is sealed.
import { CliError, EXIT, isSealed, isSealedItem, locked, shownEntry } from '../shared/index.mjs';

/** Members of a vault that hold a key. */
const KEYS = ['vaultPasswordCrypted', 'passwordCrypted', 'domainMaster'];

/** Whether a vault's values are sealed. Keys of Passwork 7 are no envelopes; there a key is told only where there is encryption. */
const isSealedVault = (vault, generation) =>
  KEYS.some((member) => isSealed(vault[member]) || (generation === 7 && Boolean(vault[member])));

/** Fails, with nothing written, where a vault is sealed and this session has no master key. */
export async function ensureVaultWritable(passwork, { vaultId, path }, hasMaster) {
  if (hasMaster) return;
  if (isSealedVault(await passwork.getVault(vaultId), passwork.generation)) throw locked(path ?? vaultId);
}

/** The same for an item or a shortcut that was read, and the vault that it lies in. */
export async function ensureWritable(passwork, { entry, password }, hasMaster) {
  if (hasMaster) return;
  if (isSealedItem(password)) throw locked(shownEntry(entry));
  await ensureVaultWritable(passwork, entry, hasMaster);
}

/** After a write without a master key on API v4: somebody may have turned encryption on since the vault was looked at. */
export async function ensureStillPlain(passwork, place, hasMaster) {
  if (hasMaster || passwork.generation !== 4) return;
  const vault = await passwork.getVault(place.vaultId).catch(() => ({}));
  if (!isSealedVault(vault, passwork.generation)) return;
  throw new CliError(
    EXIT.credentials,
    `${shownEntry(place)} was written in the clear, and its vault is encrypted since then: write it again with PASSWORK_MASTER_PASSWORD or PASSWORK_MASTER_KEY`,
    { kind: 'writtenInTheClear' },
  );
}
