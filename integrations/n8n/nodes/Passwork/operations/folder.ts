import { chosen, fieldsToReturn } from '../parameters/fields';
import { vaultId, vaultLocator } from '../parameters/places';
import type { Operation, Resource } from './types';

const getMany: Operation = {
  name: 'Get Many',
  value: 'getMany',
  action: 'List folders',
  description: 'List all folders of a vault',
  parameters: [
    vaultLocator,
    ...fieldsToReturn(
      [
        { name: 'ID', value: 'id' },
        { name: 'Name', value: 'name' },
        {
          name: 'Parent ID',
          value: 'parentId',
          description: 'The folder that it lies in; null at the top of the vault',
        },
        { name: 'Path', value: 'path', description: 'As references write it' },
        { name: 'Vault ID', value: 'vaultId' },
      ],
      ['id', 'name', 'path'],
    ),
  ],
  async run(context) {
    const vault = encodeURIComponent(await vaultId(context));
    const entries = await context.passwork.list(vault, { recursive: true });
    return entries
      .filter(({ type }) => type === 'folder')
      .map((entry) => ({
        json: chosen(context, {
          id: () => entry.id,
          name: () => entry.name,
          path: () => entry.path,
          vaultId: () => entry.vaultId,
          parentId: () => entry.folderId,
        }),
      }));
  },
};

export const folder: Resource = { name: 'Folder', value: 'folder', operations: [getMany] };
