import { configWithoutCloudSupport } from '@n8n/node-cli/eslint';

export default [
  ...configWithoutCloudSupport,
  {
    // The project has no address yet: neither a page nor one for mail. Who publishes puts them in, and takes this out.
    files: ['package.json'],
    rules: { '@n8n/community-nodes/require-homepage': 'off', '@n8n/community-nodes/valid-author': 'off' },
  },
];
