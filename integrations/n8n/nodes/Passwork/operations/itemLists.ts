import type { INodeProperties } from 'n8n-workflow';
import { plainFields, plainItem } from '../parameters/itemFields';
import { listOf } from '../parameters/listOf';
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
    const { functions, passwork, index } = context;
    const vault = await vaultId(context);
    if (functions.getNodeParameter('wholeVault', index)) {
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
    { displayName: 'Search For', name: 'query', type: 'string', default: '' },
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
    const { functions, passwork, index } = context;
    const query = functions.getNodeParameter('query', index) as string;
    const shortcuts = functions.getNodeParameter('includeShortcuts', index) as boolean;
    if (functions.getNodeParameter('searchBy', index) === 'url') {
      return results(context, await passwork.searchPasswordsByUrl(query, false, shortcuts));
    }
    const tags = listOf(functions.getNodeParameter('tags', index, ''));
    const vault = await vaultIdOrNull(context);
    return results(context, await passwork.searchPasswords(query, tags, [], vault, false, shortcuts));
  },
};

const results = (context: Context, items: object[]) => items.map((found) => ({ json: plainItem(context, found) }));

export const itemLists = [getMany, search];
