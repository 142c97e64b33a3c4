import { refusal, wordsFor } from '../errors';
import { chosen, fieldsToReturn } from '../parameters/fields';
import type { Given } from '../parameters/values';
import type { Context, Operation, Resource } from './types';

const resolve: Operation = {
  name: 'Resolve',
  value: 'resolve',
  action: 'Resolve references',
  description: 'Read the values that references name, in as few requests as there can be',
  parameters: [
    {
      displayName: 'References',
      name: 'references',
      type: 'fixedCollection',
      typeOptions: { multipleValues: true },
      placeholder: 'Add Reference',
      required: true,
      default: {},
      options: [
        {
          displayName: 'Reference',
          name: 'reference',
          values: [
            {
              displayName: 'Name',
              name: 'name',
              type: 'string',
              required: true,
              default: '',
              placeholder: 'DB_PASSWORD',
              description: 'Under which the value is returned',
            },
            {
              displayName: 'Reference',
              name: 'reference',
              type: 'string',
              required: true,
              default: '',
              placeholder: 'pw://Infrastructure/Databases/orders/password',
              description: 'Ends of it: ?as=totp for a code, ?as=base64 for an attachment that is no text',
            },
          ],
        },
      ],
    },
    ...fieldsToReturn(
      [
        { name: 'References', value: 'references', description: 'That were resolved, by their names' },
        { name: 'Values (Secret)', value: 'values', description: 'By their names' },
      ],
      ['references'],
    ),
  ],
  async run(context) {
    const { passwork, given } = context;
    const rows = given.get('fixedCollection', 'references').map(nameAndReference);
    ensureNamed(
      context,
      rows.map(([name]) => name),
    );
    const references = Object.fromEntries(rows);
    const { values, errors } = await passwork.resolveAll(references);
    const failures = Object.entries(errors);
    if (failures.length === 1) throw failures[0][1];
    if (failures.length) throw notResolved(context, failures);
    const json = chosen(context, {
      references: () => references,
      values: () => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, textOf(value)])),
    });
    return [{ json }];
  },
};

const nameAndReference = (row: Given) => [row.get('string', 'name'), row.get('string', 'reference')] as const;

function ensureNamed(context: Context, names: string[]): void {
  if (!names.length) throw refusal(context, 'There is no reference');
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw refusal(context, `Two references have the name ${twice}`);
}

function notResolved(context: Context, failures: Array<[name: string, error: unknown]>) {
  const lines = failures.map(([name, error]) => {
    const { message, kind } = wordsFor(error);
    return `${name} (${kind}): ${message}`;
  });
  return refusal(context, `${failures.length} references could not be resolved`, lines.join('; '));
}

/** JSON has no bytes. */
const textOf = (value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value);

export const reference: Resource = { name: 'Reference', value: 'reference', operations: [resolve] };
