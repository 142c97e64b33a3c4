import type { INodeProperties } from 'n8n-workflow';
import { formatReference, type ItemEntry, parseReference, type ShortcutEntry } from 'passwork-wasm';
import { refusal } from '../errors';
import type { Context } from '../operations/types';

const SLASH_HINT = 'A slash in a name is written %2F.';
const PLACE_HINT = `Names or IDs with slashes between. ${SLASH_HINT}`;

export const itemLocator: INodeProperties = {
  displayName: 'Item',
  name: 'item',
  type: 'resourceLocator',
  required: true,
  default: { mode: 'place', value: '' },
  description: 'The item, or a shortcut to it',
  modes: [
    {
      displayName: 'By Place',
      name: 'place',
      type: 'string',
      placeholder: 'Infrastructure/Databases/orders',
      hint: `${PLACE_HINT} A reference (pw://…) is taken too: its last part, the field, is left out.`,
    },
    { displayName: 'By ID', name: 'id', type: 'string', hint: 'Of an item. A shortcut is found by its place.' },
  ],
};

export const vaultLocator: INodeProperties = {
  displayName: 'Vault',
  name: 'vault',
  type: 'resourceLocator',
  required: true,
  default: { mode: 'list', value: '' },
  modes: [
    {
      displayName: 'From List',
      name: 'list',
      type: 'list',
      typeOptions: { searchListMethod: 'searchVaults', searchable: true },
    },
    { displayName: 'By Name', name: 'place', type: 'string', placeholder: 'Infrastructure', hint: SLASH_HINT },
    { displayName: 'By ID', name: 'id', type: 'string' },
  ],
};

export const folderLocator: INodeProperties = {
  displayName: 'Folder',
  name: 'folder',
  type: 'resourceLocator',
  default: { mode: 'list', value: '' },
  description: 'A folder of the vault. Empty: the top of the vault.',
  modes: [
    {
      displayName: 'From List',
      name: 'list',
      type: 'list',
      typeOptions: { searchListMethod: 'searchFolders', searchable: true },
    },
    {
      displayName: 'By Place',
      name: 'place',
      type: 'string',
      placeholder: 'Databases/Production',
      hint: `Below the vault. ${PLACE_HINT}`,
    },
    { displayName: 'By ID', name: 'id', type: 'string' },
  ],
};

/** The item that is meant, as `locate` tells it. An id costs no request. */
export async function locatedItem(context: Context): Promise<Pick<ItemEntry | ShortcutEntry, 'id' | 'type'>> {
  const { mode, value } = context.given.get('resourceLocator', 'item');
  if (mode === 'id') return { type: 'item', id: value as ItemEntry['id'] };
  return await context.passwork.locate(withoutField(value));
}

/** A reference to a field of the item that is meant. */
export async function referenceTo(
  context: Context,
  field: string,
  form: { as: 'bytes' | 'totp'; in?: 'attachment' },
): Promise<string> {
  const { id } = await locatedItem(context);
  return formatReference({ id, field, ...form });
}

export async function vaultId(context: Context): Promise<string> {
  const { mode, value } = context.given.get('resourceLocator', 'vault');
  if (mode !== 'place') return value;
  const { type, id } = await context.passwork.locate(value, 'folder');
  if (type !== 'vault')
    throw refusal(context, `Vault: '${value}' is a folder. Its vault stands here, and the folder below`);
  return id;
}

/** `null`, where the choice was left empty, is all of them. */
export const vaultIdOrNull = async (context: Context): Promise<string | null> =>
  context.given.get('resourceLocator', 'vault').value ? await vaultId(context) : null;

/** A folder of that vault; `null` is its top. By an id it might be one of another vault, which not every server refuses. */
export async function folderId(context: Context, vault: string): Promise<string | null> {
  const { mode, value } = context.given.get('resourceLocator', 'folder');
  if (!value) return null;
  if (mode === 'place') return (await context.passwork.locate(`${encodeURIComponent(vault)}/${value}`, 'folder')).id;
  const found = await context.passwork.getFolder(value);
  if (found.vaultId !== vault) throw refusal(context, 'Folder: it lies in another vault');
  return value;
}

/** The item of a reference: what stands between scheme and field. */
function withoutField(place: string): string {
  if (!place.startsWith('pw://')) return place;
  parseReference(place); // says what is wrong with one that cannot be read
  return place
    .slice('pw://'.length)
    .split('?', 1)[0]
    .replace(/\/[^/]*$/, '');
}
