import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import type { CustomField, PasswordListItem, StoredPassword } from 'passwork-wasm';
import type { Context } from '../operations/types';
import { chosen, fieldsToReturn } from './fields';

/** Members of every form of an item. None is sealed. */
const PLAIN: INodePropertyOptions[] = [
  { name: 'Color', value: 'color' },
  { name: 'Description', value: 'description' },
  { name: 'Folder ID', value: 'folderId' },
  { name: 'ID', value: 'id' },
  { name: 'Is Favorite', value: 'isFavorite' },
  { name: 'Login', value: 'login' },
  { name: 'Name', value: 'name' },
  { name: 'Tags', value: 'tags' },
  { name: 'Updated At', value: 'updatedAt', description: 'Not told by Passwork 7' },
  { name: 'URL', value: 'url' },
  { name: 'Vault ID', value: 'vaultId' },
];

/** Members of a whole item. */
const WHOLE: INodePropertyOptions[] = [
  { name: 'Attachments', value: 'attachments', description: 'Names and IDs' },
  { name: 'Custom Fields (Secret)', value: 'custom', description: 'Names, types and values' },
  { name: 'Names of Custom Fields', value: 'customNames' },
  { name: 'Password (Secret)', value: 'password' },
];

const INITIAL = ['id', 'name', 'login', 'url', 'tags', 'vaultId', 'folderId'];

export const plainFields = fieldsToReturn(PLAIN, INITIAL);
export const wholeFields = fieldsToReturn([...PLAIN, ...WHOLE], INITIAL);

type Plain = Partial<Record<string, unknown>> & Pick<PasswordListItem, 'id'>;
type Whole = Pick<StoredPassword, 'id' | 'attachments'> & {
  getPassword: () => string;
  getCustoms: () => CustomField[] | null;
};

const plainMakers = (item: Plain): Record<string, () => unknown> =>
  Object.fromEntries(PLAIN.map(({ value }) => [value, () => item[String(value)]]));

export const plainItem = (context: Context, item: object): IDataObject => chosen(context, plainMakers(item as Plain));

/** The password is opened only where it is asked for; custom fields, all of them, for their names too. */
export const wholeItem = (context: Context, item: Whole): IDataObject =>
  chosen(context, {
    ...plainMakers(item as Plain & Whole),
    attachments: () => (item.attachments ?? []).map(({ id, name }) => ({ id, name })),
    customNames: () => (item.getCustoms() ?? []).map(({ name }) => name),
    custom: () => (item.getCustoms() ?? []).map(({ name, type, value }) => ({ name, type, value })),
    password: () => item.getPassword(),
  });
