// `passwork search TEXT`: items by text, tags, colours; never a secret.
import { checkPlace, connected } from '../connection/index.mjs';
import { usage } from '../shared/index.mjs';
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
  const vaults = new Set(found.map(({ vaultId }) => vaultId));
  const places = new Map();
  for (const vault of await passwork.list()) {
    if (!vaults.has(vault.id)) continue;
    places.set(vault.id, vault.path);
    if (!found.some((item) => item.vaultId === vault.id && item.folderId)) continue;
    for (const entry of await passwork.list(vault.id, { recursive: true })) {
      if (entry.type === 'folder') places.set(entry.id, `${vault.path}/${entry.path.split('/').slice(1).join('/')}`);
    }
  }
  return places;
}

function entryOf(item, places) {
  const { shortcut, name, vaultId, folderId } = item;
  const type = shortcut && typeof shortcut === 'object' ? 'shortcut' : 'item';
  const place = Array.isArray(item.path)
    ? item.path.map((step) => encoded(step.name)).join('/')
    : places.get(folderId ?? vaultId);
  const path = place === undefined ? null : `${place}/${encoded(name)}`;
  return { type, id: type === 'shortcut' ? shortcut.id : item.id, name, vaultId, folderId: folderId ?? null, path };
}

const RESERVED = ['', '.', '..', '-'];
const encoded = (name) =>
  RESERVED.includes(name)
    ? [...name].map((c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`).join('')
    : // biome-ignore lint/suspicious/noControlCharactersInRegex: they are written in percent
      name.replace(/[/?#%\u0000-\u001f\u007f-\u009f]/g, (c) => encodeURIComponent(c));
