// Items by vault, folder and tags, as a search of Passwork 7 finds them (spec 7 §5.5): a vault with all its folders, a
// folder without those below, all tags that are named; several filters narrow what is found. Shortcuts count as what
// they lead to.
import { CliError, EXIT } from '../shared/index.mjs';

/** What fits, each `{type, id, itemId}`: `item` or `shortcut`; `itemId` is missing where only reading tells. */
export async function foundBy(passwork, filters) {
  const entries = await (passwork.generation === 7 ? searched(passwork, filters) : composed(passwork, filters));
  if (!entries.length) throw new CliError(EXIT.notFound, 'no item fits');
  return entries;
}

/** Filters as they were given. */
export const spelled = ({ vaultIds, folderIds, tags }) =>
  [
    ['--vault-id', vaultIds],
    ['--folder-id', folderIds],
    ['--tags', tags],
  ]
    .filter(([, words]) => words.length)
    .map(([option, words]) => `${option} ${words}`)
    .join(' and ');

const isShortcut = ({ shortcut }) => typeof shortcut === 'object' && shortcut !== null;

const entryOf = (item) =>
  isShortcut(item)
    ? { type: 'shortcut', id: item.shortcut.id, itemId: item.id }
    : { type: 'item', id: item.id, itemId: item.id };

/** Passwork 7 looks for them itself. The library searches shortcuts by one vault only. */
async function searched(passwork, filters) {
  const [items, answer] = await Promise.all([
    passwork.searchItems(filters),
    passwork.call('GET', '/shortcuts/search', filters),
  ]);
  const shortcuts = answer?.items ?? answer;
  if (!Array.isArray(shortcuts) || !shortcuts.every(isShortcut)) {
    throw new CliError(EXIT.refused, 'the server answered the search for shortcuts with something else');
  }
  return [...items, ...shortcuts].map(entryOf);
}

/**
 * API v4: the list of each folder; else a search by tags, in each vault or everywhere; else all that lies in each
 * vault.
 */
async function composed(passwork, { vaultIds, folderIds, tags }) {
  if (!folderIds.length && !tags.length) {
    const lists = await Promise.all(vaultIds.map((id) => passwork.list(id, { recursive: true })));
    return lists.flat().filter(({ type }) => type === 'item' || type === 'shortcut');
  }
  const lists = folderIds.length
    ? folderIds.map((id) => passwork.getPasswords(null, id))
    : (vaultIds.length ? vaultIds : [null]).map((id) => passwork.searchPasswords('', tags, [], id, false, true));
  const fits = (item) =>
    (!vaultIds.length || vaultIds.includes(item.vaultId)) && tags.every((tag) => (item.tags ?? []).includes(tag));
  return (await Promise.all(lists)).flat().filter(fits).map(entryOf);
}
