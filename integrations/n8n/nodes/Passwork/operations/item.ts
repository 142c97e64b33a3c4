import type { INodeProperties } from 'n8n-workflow';
import { chosen, fieldsToReturn } from '../parameters/fields';
import { plainFields, plainItem, wholeFields, wholeItem } from '../parameters/itemFields';
import { changedValues, furtherValues, passwordValue, valuesOf } from '../parameters/itemValues';
import { folderId, folderLocator, itemLocator, referenceTo, vaultId, vaultLocator } from '../parameters/places';
import { itemOf } from './itemHandle';
import { itemLists } from './itemLists';
import type { Operation, Resource } from './types';

const name: INodeProperties = { displayName: 'Name', name: 'name', type: 'string', required: true, default: '' };

const create: Operation = {
  name: 'Create',
  value: 'create',
  action: 'Create an item',
  description: 'Put a new item into a vault or folder',
  writes: true,
  parameters: [vaultLocator, folderLocator, name, passwordValue, furtherValues, ...plainFields],
  async run(context) {
    const { passwork, given } = context;
    const values = {
      ...valuesOf(context),
      name: given.get('string', 'name'),
      password: given.get('string', 'password'),
    };
    const vault = await vaultId(context);
    const folder = await folderId(context, vault);
    const made = await passwork.addPassword({ ...values, vaultId: vault, folderId: folder });
    return [{ json: plainItem(context, made) }];
  },
};

const remove: Operation = {
  name: 'Delete',
  value: 'delete',
  action: 'Delete an item',
  description: 'Put an item into the bin; of a shortcut, delete the shortcut',
  writes: true,
  parameters: [itemLocator],
  async run(context) {
    const item = await itemOf(context);
    await item.remove();
    return [{ json: { id: item.id, deleted: true } }];
  },
};

const get: Operation = {
  name: 'Get',
  value: 'get',
  action: 'Get an item',
  description: 'Read an item with what of it is asked for',
  parameters: [itemLocator, ...wholeFields],
  async run(context) {
    const item = await itemOf(context);
    return [{ json: wholeItem(context, await item.read()) }];
  },
};

const getTotp: Operation = {
  name: 'Get TOTP Code',
  value: 'getTotp',
  action: 'Get a TOTP code of an item',
  description: 'Compute the current one-time code of a custom field',
  parameters: [
    itemLocator,
    { displayName: 'Field', name: 'field', type: 'string', required: true, default: '', placeholder: '2FA' },
    ...fieldsToReturn(
      [
        { name: 'Code (Secret)', value: 'code' },
        { name: 'Field', value: 'field' },
      ],
      ['field'],
    ),
  ],
  async run(context) {
    const { passwork, given } = context;
    const field = given.get('string', 'field');
    const code = await passwork.resolve(await referenceTo(context, field, { as: 'totp' }));
    return [{ json: chosen(context, { field: () => field, code: () => code }) }];
  },
};

const share: Operation = {
  name: 'Share by Link',
  value: 'share',
  action: 'Make a link to an item',
  description: 'Make a link that opens the item for whoever has it',
  writes: true,
  parameters: [
    itemLocator,
    {
      displayName: 'Lifetime in Hours',
      name: 'hours',
      type: 'number',
      typeOptions: { minValue: 1, maxValue: 8760, numberPrecision: 0 },
      default: 24,
      description:
        'Up to a year (8760). Passwork 7 knows an hour, a week (168) and a month (720), and takes the longest that is not longer than this.',
    },
    {
      displayName: 'Reusable',
      name: 'reusable',
      type: 'boolean',
      default: false,
      description: 'Whether the link works more than once',
    },
    ...fieldsToReturn(
      [
        { name: 'ID', value: 'id' },
        { name: 'Link (Secret)', value: 'link' },
      ],
      ['id', 'link'],
    ),
  ],
  async run(context) {
    const { given } = context;
    const item = await itemOf(context);
    const link = await item.share(given.get('boolean', 'reusable'), given.get('number', 'hours'));
    return [{ json: chosen(context, { id: () => item.id, link: () => link }) }];
  },
};

const update: Operation = {
  name: 'Update',
  value: 'update',
  action: 'Update an item',
  description: 'Change an item; what is not given stays',
  writes: true,
  parameters: [itemLocator, changedValues, ...plainFields],
  async run(context) {
    const values = valuesOf(context);
    const item = await itemOf(context);
    return [{ json: plainItem(context, await item.edit(values)) }];
  },
};

export const item: Resource = {
  name: 'Item',
  value: 'item',
  operations: [create, remove, get, getTotp, ...itemLists, share, update],
};
