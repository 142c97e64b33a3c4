import { chosen, fieldsToReturn } from '../parameters/fields';
import type { Operation, Resource } from './types';

const getMany: Operation = {
  name: 'Get Many',
  value: 'getMany',
  action: 'List vaults',
  description: 'List the vaults that the user sees',
  parameters: fieldsToReturn(
    [
      { name: 'Access', value: 'access' },
      { name: 'ID', value: 'id' },
      { name: 'Name', value: 'name' },
      { name: 'Scope', value: 'scope', description: 'The company or its user' },
    ],
    ['id', 'name'],
  ),
  async run(context) {
    return (await context.passwork.getVaults()).map(({ id, name, scope, access }) => ({
      json: chosen(context, { id: () => id, name: () => name, scope: () => scope, access: () => access }),
    }));
  },
};

export const vault: Resource = { name: 'Vault', value: 'vault', operations: [getMany] };
