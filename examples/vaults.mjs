// Vaults: what there is, what is in them, and a vault of our own that comes and goes.
import { runInNode } from './support/run.mjs';
import { whereThere } from './support/there.mjs';

export async function vaults(passwork, env, log) {
  const vaultId = env.EXAMPLE_VAULT;

  log(`There are ${await passwork.getVaultsCount()} vaults:`);
  for (const { name, scope } of await passwork.getVaults()) log(`  ${name} (${scope})`);

  const vault = await passwork.getVault(vaultId);
  const folders = await passwork.getVaultFolders(vaultId);
  const items = await passwork.getPasswords(vaultId); // the top level; folders hold theirs
  log(`At the top of ${vault.name}:`);
  for (const folder of folders) log(`  [${folder.name}]`);
  for (const item of items) log(`  ${item.name}`);

  const everything = await passwork.getVaultFullInfo(vaultId);
  log(`On all levels: ${everything.folders.length} folders, ${everything.passwords.length} passwords`);

  const sharing = await whereThere('who sees a vault', log, () => passwork.getDirectorySharingInfo(vaultId));
  if (sharing) log(`Shared with: ${(sharing.users ?? []).map((u) => u.name ?? u.login ?? u).join(', ')}`);

  log(`Tags everywhere: ${(await passwork.getTags()).join(', ')}`);
  log(`Tags in ${vault.name}: ${(await passwork.getVaultTags(vaultId)).join(', ')}`);
  log(`Colours everywhere: ${(await passwork.getColors()).join(', ')}`);
  log(`Colours in ${vault.name}: ${(await passwork.getVaultColors(vaultId)).join(', ')}`);

  const ownId = await passwork.addVault('Example vault', false); // false: of the company; true: private
  await passwork.editVault(ownId, 'Example vault, renamed');
  log(`Made: ${(await passwork.getVault(ownId)).name}`);
  await passwork.deleteVault(ownId);
  log('Deleted it again');
}

await runInNode(import.meta, vaults, 'EXAMPLE_VAULT');
