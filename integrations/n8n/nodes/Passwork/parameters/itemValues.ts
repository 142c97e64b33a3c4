import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { PasswordFields } from 'passwork-wasm';
import { refusal } from '../errors';
import type { Context } from '../operations/types';
import { listOf } from './listOf';
import { required } from './places';

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
        { displayName: 'Name', name: 'name', type: 'string', default: '' },
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

/** An expression gives anything. An undefined value, for one, would be none: not given, or not changed. */
function textOf(context: Context, given: unknown, name: string): string {
  if (typeof given === 'string') return given;
  throw refusal(context, `${name} is no text`);
}

/** The name of an item, as it is given. */
export function nameOf(context: Context, given: unknown): string {
  required(context, String(given ?? '').trim(), 'Name');
  return textOf(context, given, 'Name');
}

export const passwordOf = (context: Context, given: unknown): string => textOf(context, given, 'Password');

/** Passwork's numbers of colors are digits; an empty text is none. */
function colorOf(context: Context, given: unknown): string | null {
  const text = textOf(context, typeof given === 'number' ? String(given) : given, 'Color');
  return text === '' ? null : text;
}

function tagsOf(context: Context, given: unknown): string[] {
  if (!Array.isArray(given)) return listOf(textOf(context, given, 'Tags'));
  return listOf(given.map((tag) => textOf(context, tag, 'A tag')));
}

function customOf(context: Context, { field = [] }: { field?: IDataObject[] }) {
  return field.map(({ name, type, value }) => ({
    name: textOf(context, name, 'The name of a custom field'),
    type: textOf(context, type, 'The type of a custom field'),
    value: textOf(context, value, 'The value of a custom field'),
  }));
}

/** By the names in the collection: the member in the form that the client takes, and its value. */
const READERS: Record<string, (context: Context, given: unknown) => object> = {
  colorCode: (context, given) => ({ color: colorOf(context, given) }),
  custom: (context, given) => ({ custom: customOf(context, given as object) }),
  description: (context, given) => ({ description: textOf(context, given, 'Description') }),
  login: (context, given) => ({ login: textOf(context, given, 'Login') }),
  name: (context, given) => ({ name: nameOf(context, given) }),
  password: (context, given) => ({ password: passwordOf(context, given) }),
  tags: (context, given) => ({ tags: tagsOf(context, given) }),
  url: (context, given) => ({ url: textOf(context, given, 'URL') }),
};

/** The collection, in the form that the client takes. */
export function valuesOf(context: Context): PasswordFields & { password?: string } {
  const { functions, index } = context;
  const values = functions.getNodeParameter('values', index, {}) as IDataObject;
  return Object.assign({}, ...Object.entries(values).map(([name, given]) => READERS[name](context, given)));
}
