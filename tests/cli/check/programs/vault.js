module.exports = async function vaultExamples(passwork, env) {
  const id = env.EXAMPLE_VAULT;
  console.log(await passwork.getVaultsCount());
  console.log(await passwork.getVaults());
  console.log(await passwork.getVault(id));
  console.log(await passwork.getVaultFolders(id));
  console.log(await passwork.getPasswords(id));
  console.log(await passwork.getVaultFullInfo(id));
  console.log(await passwork.getDirectorySharingInfo(id));
  console.log(await passwork.getTags(), await passwork.getColors());
  console.log(await passwork.getVaultTags(id), await passwork.getVaultColors(id));
  const made = await passwork.addVault('New vault', false);
  await passwork.editVault(made, 'Other name');
  await passwork.deleteVault(made);
};
