module.exports = async function folderExamples(passwork, { EXAMPLE_FOLDER, EXAMPLE_VAULT }) {
  await passwork.getFolder(EXAMPLE_FOLDER);
  await passwork.getFolders(EXAMPLE_VAULT);
  await passwork.getSubFolders(EXAMPLE_FOLDER);
  await passwork.searchFolders('fold');
  const folder = await passwork.addFolder(EXAMPLE_VAULT, 'New folder');
  await passwork.editFolder(folder.id, 'Other name', null);
  await passwork.deleteFolder(folder.id);
};
