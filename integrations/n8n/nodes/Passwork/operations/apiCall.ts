import { jsonParse } from 'n8n-workflow';
import { refusal } from '../errors';
import { chosen, fieldsToReturn } from '../parameters/fields';
import type { Context, Operation, Resource } from './types';

const call: Operation = {
  name: 'Call',
  value: 'call',
  action: 'Call an endpoint',
  description: 'Send a request to any endpoint of Passwork 7. Nothing in it is encrypted by the client.',
  writes: true,
  parameters: [
    {
      displayName: 'Method',
      name: 'method',
      type: 'options',
      default: 'GET',
      options: ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'].map((name) => ({ name, value: name })),
    },
    {
      displayName: 'Path',
      name: 'path',
      type: 'string',
      required: true,
      default: '',
      placeholder: '/app/features',
      description: 'Below /api/v1, without a query. IDs in it have to be encoded.',
    },
    {
      displayName: 'Payload',
      name: 'payload',
      type: 'json',
      default: '{}',
      description: 'The body; of a GET the parameters. An object.',
    },
    ...fieldsToReturn(
      [
        { name: 'Answer (Secret)', value: 'answer', description: 'As the server gives it' },
        { name: 'Path', value: 'path' },
      ],
      ['path'],
    ),
  ],
  async run(context) {
    const { functions, passwork, index } = context;
    const path = functions.getNodeParameter('path', index) as string;
    const method = functions.getNodeParameter('method', index) as 'GET';
    const payload = payloadOf(context);
    const answer = await passwork.call(method, path, payload);
    return [{ json: chosen(context, { path: () => path, answer: () => answer }) }];
  },
};

/** An empty object is none. What an expression did not find is a mistake, where `call` would send none. */
function payloadOf(context: Context): object | undefined {
  const given: unknown = context.functions.getNodeParameter('payload', context.index, '{}');
  const payload =
    typeof given === 'string'
      ? jsonParse<unknown>(given || '{}', { errorMessage: 'The payload is not valid JSON' })
      : given;
  if (!isPlainObject(payload)) throw refusal(context, 'The payload is no object');
  return Object.keys(payload).length ? payload : undefined;
}

/** Of any realm: n8n evaluates expressions in one of their own. */
const isPlainObject = (value: unknown): value is object => Object.prototype.toString.call(value) === '[object Object]';

export const apiCall: Resource = { name: 'API Call', value: 'apiCall', operations: [call] };
