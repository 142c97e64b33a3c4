// Folders: read, search, make, rename, delete.
import { runInNode } from './support/run.mjs';

export async function folders(passwork, env, log) {
  const folder = await passwork.getFolder(env.EXAMPLE_FOLDER);
  log(`Folder: ${folder.name}`);

  const names = (list) => list.map((f) => f.name).join(', ') || 'none';
  log(`Folders of its vault: ${names(await passwork.getFolders(folder.vaultId))}`);
  log(`Folders in it: ${names(await passwork.getSubFolders(folder.id))}`);

  const word = folder.name.slice(0, 4);
  log(`Folders named like "${word}": ${names(await passwork.searchFolders(word))}`);

  const own = await passwork.addFolder(folder.vaultId, 'Example folder'); // a third argument puts it into another folder
  log(`Made: ${own.name}`);
  const renamed = await passwork.editFolder(own.id, 'Example folder, renamed', null); // null: at the top of the vault
  log(`Renamed: ${renamed.name}`);
  await passwork.deleteFolder(own.id);
  log('Deleted it again');
}

await runInNode(import.meta, folders, 'EXAMPLE_FOLDER');
