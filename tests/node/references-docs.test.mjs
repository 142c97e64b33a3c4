// Every program in docs/references.md runs, on both generations of servers.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { project } from './support/installed.mjs';
import { SCENES, SECRET, scene } from './support/references-scene.mjs';

const document = fs.readFileSync(new URL('../../docs/references.md', import.meta.url), 'utf8');
const programs = [...document.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, code]) => code);

const contents = {
  vaults: { infrastructure: 'Infrastructure' },
  folders: {
    databases: { name: 'Databases', at: ['infrastructure'] },
    mail: { name: 'Mail', at: ['infrastructure'] },
    web: { name: 'Web', at: ['infrastructure'] },
  },
  items: {
    orders: { name: 'orders', at: ['infrastructure', 'databases'], login: 'app', password: 's3cret of orders' },
    postmaster: {
      name: 'postmaster',
      at: ['infrastructure', 'mail'],
      custom: [{ name: '2FA', value: SECRET, type: 'totp' }],
    },
    shop: { name: 'shop', at: ['infrastructure', 'web'], files: { 'key.pem': Buffer.from('-----BEGIN KEY-----') } },
  },
  shortcuts: {},
};

const PRINTED = [
  "[ 'DB_PASSWORD', 'DB_USER', 'LOGIN_CODE', 'TLS_KEY' ]\n",
  `pw://Infrastructure/Databases/orders/password: 16 letters\npw://infrastructure/Databases/orders/password: referenceNotFound\n`,
  [
    'folder Infrastructure/Databases',
    'folder Infrastructure/Mail',
    'folder Infrastructure/Web',
    'item Infrastructure/Databases/orders',
    'item Infrastructure/Mail/postmaster',
    'item Infrastructure/Web/shop',
    'app\n',
  ].join('\n'),
  '16 true\n',
];

test('there is a result for each program', () => assert.equal(programs.length, PRINTED.length));

for (const one of SCENES)
  test(`they run: ${one.name}`, async (t) => {
    const { server, world } = await scene(t, one, contents);
    const env = {
      ...process.env,
      PASSWORK_HOST: one.generation === 4 ? server.url : server.origin,
      PASSWORK_TOKEN: one.generation === 4 ? world.apiKey : `${world.tokens.access}:${world.tokens.refresh}`,
    };
    if (world.masterPassword) env.PASSWORK_MASTER_PASSWORD = world.masterPassword;
    for (const [i, code] of programs.entries()) {
      const command = ['--input-type=module', '-e', code];
      const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: project, env });
      assert.equal(stdout, PRINTED[i]);
    }
  });
