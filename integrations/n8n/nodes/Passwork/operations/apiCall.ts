import { chosen, fieldsToReturn } from '../parameters/fields';
import type { Operation, Resource } from './types';

const METHODS = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'] as const;

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
      options: METHODS.map((name) => ({ name, value: name })),
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
    const { passwork, given } = context;
    const path = given.get('string', 'path');
    const payload = given.get('json', 'payload');
    const isEmpty = !Object.keys(payload).length;
    // One of them, or the reader had refused it.
    const method = given.get('options', 'method') as (typeof METHODS)[number];
    const answer = await passwork.call(method, path, isEmpty ? undefined : payload);
    return [{ json: chosen(context, { path: () => path, answer: () => answer }) }];
  },
};

export const apiCall: Resource = { name: 'API Call', value: 'apiCall', operations: [call] };
