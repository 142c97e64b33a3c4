// Whether a master key is the right one: something that is sealed is opened with it.
import { CliError, EXIT, isSealed, locked } from '../shared/index.mjs';

/** How many vaults are tried: one that does not open may be damaged, and nobody's fault. */
const MOST_VAULTS = 5;

/**
 * Opens a key. Throws where that needs a master key which is not there, and where it opens none.
 *
 * @returns {Promise<boolean>} Whether something was opened: `false` where nothing is encrypted, or there is nothing.
 */
export async function proved(client, hasMaster) {
  if (hasMaster && client.generation === 7) {
    await client.userInfo(); // opens the user's private key
    return true;
  }
  const vaults = await client.getVaults();
  if (
    !hasMaster &&
    vaults.some(({ vaultPasswordCrypted, domainMaster }) => isSealed(domainMaster) || isSealed(vaultPasswordCrypted))
  ) {
    throw locked('this server');
  }
  let failure;
  for (const { id } of vaults.slice(0, MOST_VAULTS)) {
    try {
      await client.getVaultKeyFingerprint(id);
      return true;
    } catch (error) {
      if (error.kind === 'usage') continue; // this one is not encrypted
      if (error.kind !== 'crypto') throw error;
      failure ??= error;
    }
  }
  if (failure) throw wrong(failure);
  return false;
}

const wrong = (cause) =>
  new CliError(EXIT.credentials, `the master password or master key is wrong: ${cause.message}`, { cause });
