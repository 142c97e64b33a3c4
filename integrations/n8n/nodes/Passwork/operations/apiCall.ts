import type { IDataObject } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';
import { chosen, fieldsToReturn } from '../parameters/fields';
import type { Operation, Resource } from './types';

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
    const payload = objectOf(functions.getNodeParameter('payload', index, '{}'));
    const answer = await passwork.call(method, path, Object.keys(payload).length ? payload : undefined);
    return [{ json: chosen(context, { path: () => path, answer: () => answer }) }];
  },
};

const objectOf = (given: unknown): IDataObject =>
  typeof given === 'string'
    ? jsonParse<IDataObject>(given || '{}', { errorMessage: 'The payload is not valid JSON' })
    : ((given ?? {}) as IDataObject);

export const apiCall: Resource = { name: 'API Call', value: 'apiCall', operations: [call] };
