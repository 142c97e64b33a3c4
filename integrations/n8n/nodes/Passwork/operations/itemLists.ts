import type { INodeProperties } from 'n8n-workflow';
import { plainFields, plainItem } from '../parameters/itemFields';
import { folderId, folderLocator, vaultId, vaultIdOrNull, vaultLocator } from '../parameters/places';
import type { Context, Operation } from './types';

const wholeVault: INodeProperties = {
  displayName: 'Whole Vault',
  name: 'wholeVault',
  type: 'boolean',
  default: false,
  description: 'Whether to list what lies in all folders of the vault',
};

const getMany: Operation = {
  name: 'Get Many',
  value: 'getMany',
  action: 'List items',
  description: 'List the items of a vault or folder, without anything secret',
  parameters: [
    vaultLocator,
    wholeVault,
    { ...folderLocator, displayOptions: { show: { wholeVault: [false] } } },
    ...plainFields,
  ],
  async run(context) {
    const { passwork, given } = context;
    const vault = await vaultId(context);
    if (given.get('boolean', 'wholeVault')) {
      return results(context, (await passwork.getVaultFullInfo(vault)).passwords ?? []);
    }
    const folder = await folderId(context, vault);
    return results(context, await (folder ? passwork.getPasswords(null, folder) : passwork.getPasswords(vault)));
  },
};

const search: Operation = {
  name: 'Search',
  value: 'search',
  action: 'Search items',
  description: 'Find items by a text or an address, without anything secret',
  parameters: [
    {
      displayName: 'Search By',
      name: 'searchBy',
      type: 'options',
      default: 'text',
      options: [
        { name: 'Address', value: 'url' },
        { name: 'Text', value: 'text' },
      ],
    },
    {
      displayName: 'Search For',
      name: 'query',
      type: 'string',
      default: '',
      description: 'Left empty: every item that the rest allows',
    },
    {
      displayName: 'Tags',
      name: 'tags',
      type: 'string',
      default: '',
      displayOptions: { show: { searchBy: ['text'] } },
      description: 'Only items with all of these: with commas between them',
    },
    {
      ...vaultLocator,
      required: false,
      displayOptions: { show: { searchBy: ['text'] } },
      description: 'Only in this vault. Empty: in all.',
    },
    {
      displayName: 'Include Shortcuts',
      name: 'includeShortcuts',
      type: 'boolean',
      default: false,
      description: 'Whether to look behind shortcuts too',
    },
    ...plainFields,
  ],
  async run(context) {
    const { passwork, given } = context;
    const query = given.get('string', 'query');
    const shortcuts = given.get('boolean', 'includeShortcuts');
    if (given.get('options', 'searchBy') === 'url') {
      return results(context, await passwork.searchPasswordsByUrl(query, false, shortcuts));
    }
    const vault = await vaultIdOrNull(context);
    return results(
      context,
      await passwork.searchPasswords(query, given.get('tags', 'tags'), [], vault, false, shortcuts),
    );
  },
};

const results = (context: Context, items: object[]) => items.map((found) => ({ json: plainItem(context, found) }));

export const itemLists = [getMany, search];
