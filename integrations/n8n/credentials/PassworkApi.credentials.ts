import type { ICredentialType, INodeProperties } from 'n8n-workflow';

/** What a user fills in. Which server a client takes it for, and what it logs in with: nodes/Passwork/connection/session.ts. */
export class PassworkApi implements ICredentialType {
  name = 'passworkApi';

  displayName = 'Passwork API';

  icon = { light: 'file:../nodes/Passwork/passwork.svg', dark: 'file:../nodes/Passwork/passwork.dark.svg' } as const;

  documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-passwork-wasm#credentials';

  properties: INodeProperties[] = [
    {
      displayName: 'Host',
      name: 'host',
      type: 'string',
      required: true,
      default: '',
      placeholder: 'https://passwork.example.com',
      description: 'Address of the server',
    },
    {
      displayName: 'Generation',
      name: 'generation',
      type: 'options',
      default: 'auto',
      options: [
        { name: 'Find Out', value: 'auto' },
        { name: 'Up to Passwork 6 (API V4)', value: '4' },
        { name: 'Passwork 7', value: '7' },
      ],
      description: 'Which API the server speaks. Finding out goes by what is filled in and by what the server answers.',
    },
    {
      displayName: 'API Key',
      name: 'apiKey',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      displayOptions: { show: { generation: ['auto', '4'] } },
      description: 'Of servers up to Passwork 6',
    },
    {
      displayName: 'Access Token',
      name: 'accessToken',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      displayOptions: { show: { generation: ['auto', '7'] } },
      description:
        'Of Passwork 7, best of a service account. It is not renewed: when it has expired, put a new one here. Of a pair with a colon between, only the access token is used.',
    },
    {
      displayName: 'Client-Side Encryption',
      name: 'encryption',
      type: 'options',
      default: 'masterPassword',
      options: [
        { name: 'With a Master Key', value: 'masterKey' },
        { name: 'With a Master Password', value: 'masterPassword' },
        { name: 'Without', value: 'none' },
      ],
      description: 'Whether the server has client-side encryption switched on, and what opens the keys then',
    },
    {
      displayName: 'Master Password',
      name: 'masterPassword',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      displayOptions: { show: { encryption: ['masterPassword'] } },
    },
    // It opens every vault of the user.
    // eslint-disable-next-line @n8n/community-nodes/credential-unnecessary-password
    {
      displayName: 'Master Key',
      name: 'masterKey',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      displayOptions: { show: { encryption: ['masterKey'] } },
      description: 'The key that is derived from the master password: 88 characters of base64',
    },
  ];
}
