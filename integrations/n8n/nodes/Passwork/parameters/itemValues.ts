import type { INodeProperties } from 'n8n-workflow';
import type { PasswordFields } from 'passwork-wasm';
import { refusal } from '../errors';
import type { Context } from '../operations/types';
import type { Given } from './values';

export const passwordValue: INodeProperties = {
  displayName: 'Password',
  name: 'password',
  type: 'string',
  typeOptions: { password: true },
  default: '',
  description: 'Take it from an expression: what is typed here is kept in the workflow',
};

const customFields: INodeProperties = {
  displayName: 'Custom Fields',
  name: 'custom',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add Field',
  default: {},
  description: 'The whole list: when an item is updated, fields that are not here are removed',
  options: [
    {
      displayName: 'Field',
      name: 'field',
      values: [
        { displayName: 'Name', name: 'name', type: 'string', required: true, default: '' },
        {
          displayName: 'Type',
          name: 'type',
          type: 'options',
          default: 'password',
          options: [
            { name: 'Password', value: 'password' },
            { name: 'Text', value: 'text' },
            { name: 'TOTP', value: 'totp' },
          ],
        },
        { displayName: 'Value', name: 'value', type: 'string', typeOptions: { password: true }, default: '' },
      ],
    },
  ],
};

const others: INodeProperties[] = [
  // eslint-disable-next-line n8n-nodes-base/node-param-color-type-unused -- a number of Passwork's, no colour of the web
  { displayName: 'Color', name: 'colorCode', type: 'string', default: '', description: 'Its number. Empty: none.' },
  customFields,
  { displayName: 'Description', name: 'description', type: 'string', typeOptions: { rows: 4 }, default: '' },
  { displayName: 'Login', name: 'login', type: 'string', default: '' },
  { displayName: 'Tags', name: 'tags', type: 'string', default: '', description: 'With commas between them' },
  { displayName: 'URL', name: 'url', type: 'string', default: '' },
];

export const furtherValues: INodeProperties = {
  displayName: 'Additional Fields',
  name: 'values',
  type: 'collection',
  placeholder: 'Add Field',
  default: {},
  options: others,
};

export const changedValues: INodeProperties = {
  displayName: 'Fields to Change',
  name: 'values',
  type: 'collection',
  placeholder: 'Add Field',
  default: {},
  description: 'What is not added here stays as it is',
  options: [
    ...others,
    { displayName: 'Name', name: 'name', type: 'string', default: '' } as INodeProperties,
    passwordValue,
  ].sort((one, other) => one.displayName.localeCompare(other.displayName, 'en')),
};

/** By the names in the collection: the member in the form that the client takes. */
const MEMBERS: Record<string, (values: Given, context: Context) => PasswordFields & { password?: string }> = {
  // Passwork's numbers of colors are digits; an empty text is none.
  colorCode: (values) => ({ color: values.get('color', 'colorCode') || null }),
  custom: (values) => ({ custom: values.get('fixedCollection', 'custom').map(customField) }),
  description: (values) => ({ description: values.get('string', 'description') }),
  login: (values) => ({ login: values.get('string', 'login') }),
  name: (values, context) => ({ name: required(context, values.get('string', 'name'), 'Name') }),
  password: (values) => ({ password: values.get('string', 'password') }),
  tags: (values) => ({ tags: values.get('tags', 'tags') }),
  url: (values) => ({ url: values.get('string', 'url') }),
};

const customField = (row: Given) => ({
  name: row.get('string', 'name'),
  type: row.get('options', 'type'),
  value: row.get('string', 'value'),
});

/** In a collection n8n would ask for what is marked as required even if it was not added. */
function required(context: Context, value: string, name: string): string {
  if (value.trim()) return value;
  throw refusal(context, `${name} is empty`);
}

/** The collection, in the form that the client takes. */
export function valuesOf(context: Context): PasswordFields & { password?: string } {
  const values = context.given.get('collection', 'values');
  return Object.assign({}, ...values.names.map((name) => MEMBERS[name](values, context)));
}
