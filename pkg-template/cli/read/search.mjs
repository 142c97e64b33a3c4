// `passwork search TEXT`: items by text, tags, colours; never a secret.
import { checkPlace, connected } from '../connection/index.mjs';
import { segment, usage } from '../shared/index.mjs';
import { printEntries } from './ls.mjs';

export async function search(context) {
  const { args, options } = context;
  const { tag: tags = [], color: colors = [], vault, shortcuts = false } = options;
  for (const color of colors) if (!/^\d+$/.test(color)) throw usage('--color is the number of a colour');
  const query = args[0] ?? '';
  if (query === '' && !tags.length && !colors.length) throw usage('search takes a text, --tag or --color');
  if (vault !== undefined) checkPlace(vault);
  const entries = await connected(context, async (passwork) => {
    const vaultId = vault === undefined ? null : (await passwork.locate(vault, 'folder')).vaultId;
    const found = await passwork.searchPasswords(query, tags, colors, vaultId, true, shortcuts);
    const places = await placesOf(passwork, found);
    return found.map((item) => entryOf(item, places));
  });
  await printEntries(entries, context);
}

/** Ids of vaults and folders with their paths, where the server has not told the way to what it found. */
async function placesOf(passwork, found) {
  if (found.every(({ path }) => Array.isArray(path))) return new Map();
  const vaults = await passwork.list();
  const inFolders = new Set(found.filter(({ folderId }) => folderId).map(({ vaultId }) => vaultId));
  // A vault that is not in the list is not the user's: of what was found there only its id is told.
  const entered = vaults.filter(({ id }) => inFolders.has(id));
  const lists = await Promise.all(entered.map(({ id }) => passwork.list(id, { recursive: true })));
  return new Map([vaults, ...lists].flat().map(({ id, path }) => [id, path]));
}

function entryOf(item, places) {
  const { shortcut, name, vaultId, folderId } = item;
  const type = shortcut && typeof shortcut === 'object' ? 'shortcut' : 'item';
  const place = Array.isArray(item.path)
    ? item.path.map((step) => segment(step.name)).join('/')
    : places.get(folderId ?? vaultId);
  const path = place === undefined ? null : `${place}/${segment(name)}`;
  return { type, id: type === 'shortcut' ? shortcut.id : item.id, name, vaultId, folderId: folderId ?? null, path };
}
