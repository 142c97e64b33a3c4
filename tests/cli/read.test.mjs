// Commands that read: get, show, ls, search, totp, on both generations, with and without client-side encryption.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { BYTES, PEM, passwork, SECRET, WORLDS, world } from './support/cli.mjs';

for (const one of WORLDS) {
  test(`get prints one value and nothing else: ${one.name}`, async (t) => {
    const { env, server } = await world(t, one);
    const id = server.read('Infrastructure/Databases/orders').id;
    const link = server.read('Infrastructure/postmaster').id;
    for (const [args, stdout] of [
      [['Infrastructure/Databases/orders'], 'canary-orders-password\n'],
      [['-n', 'Infrastructure/Databases/orders'], 'canary-orders-password'],
      [[id], 'canary-orders-password\n'],
      [[`id:${id}`, '--field', 'login'], 'app\n'],
      [['--password-id', id], 'canary-orders-password\n'],
      [['--shortcut-id', link], 'canary-mail-password\n'],
      [['Infrastructure/postmaster'], 'canary-mail-password\n'],
      [['Infrastructure/Databases/orders', '--field', 'Region'], 'eu-west\n'],
      [['Infrastructure/Databases/orders', '--field=tags'], 'prod,db\n'],
      [['pw://Infrastructure/Databases/orders/API_KEY'], 'canary-orders-api-key\n'],
      [['pw://Infrastructure/Databases/orders/key.pem'], PEM],
      [['pw://Infrastructure/Databases/orders/key.pem?as=text'], PEM],
      [['pw://Infrastructure/Databases/orders/2FA?as=base64'], `${Buffer.from(SECRET).toString('base64')}\n`],
      [['--allow-empty', 'Infrastructure/Empty/nothing'], '\n'],
      [['Infrastructure/top'], 'canary-top\u001b[31m\nsecond\n'],
    ]) {
      const seen = await passwork(env, ['get', ...args]);
      assert.deepEqual([seen.code, seen.stdout, seen.stderr], [0, stdout, ''], args.join(' '));
    }
    const { bytes } = await passwork(env, ['get', 'pw://Infrastructure/Databases/orders/all.bin']);
    assert.ok(bytes.equals(BYTES), 'bytes of a file go out as they are');
  });

  test(`get --json, show, ls, search, totp: ${one.name}`, async (t) => {
    const { env, server } = await world(t, one);
    const id = (path) => server.read(path).id;
    const json = async (...args) => JSON.parse((await passwork(env, [...args, '--json'])).stdout);
    const item = await json('get', 'Infrastructure/Databases/orders');
    assert.deepEqual(
      { ...item, attachments: item.attachments.map(({ name }) => name), vaultId: '', folderId: '' },
      {
        id: id('Infrastructure/Databases/orders'),
        type: 'item',
        name: 'orders',
        path: 'Infrastructure/Databases/orders',
        vaultId: '',
        folderId: '',
        login: 'app',
        password: 'canary-orders-password',
        url: 'https://orders.example.com',
        description: 'Two\nlines',
        tags: ['prod', 'db'],
        color: null,
        custom: [
          { name: '2FA', type: 'totp', value: SECRET },
          { name: 'API_KEY', type: 'password', value: 'canary-orders-api-key' },
          { name: 'Region', type: 'text', value: 'eu-west' },
        ],
        attachments: ['key.pem', 'all.bin'],
      },
    );
    assert.deepEqual(await json('get', 'pw://Infrastructure/Databases/orders/login'), { value: 'app' });
    assert.deepEqual(await json('get', 'pw://Infrastructure/Databases/orders/all.bin'), {
      base64: BYTES.toString('base64'),
    });

    const hidden = (await passwork(env, ['show', 'Infrastructure/Databases/orders'])).stdout;
    assert.match(hidden, /^login +app$/m);
    assert.match(hidden, /^Region +eu-west$/m);
    assert.match(hidden, /^file +key\.pem$/m);
    assert.doesNotMatch(hidden, /canary|JBSWY/);
    const shown = (await passwork(env, ['show', '--reveal', 'Infrastructure/Databases/orders'])).stdout;
    assert.match(shown, /^password +canary-orders-password$/m);

    const { stdout: vaults } = await passwork(env, ['ls']);
    assert.deepEqual(
      vaults.split('\n').map((line) => line.split('\t').slice(1)),
      [['vault', 'Infrastructure'], ['vault', 'Mail'], []],
    );
    const { stdout: all } = await passwork(env, ['ls', '-r', 'Infrastructure']);
    const lines = all
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'));
    assert.deepEqual(lines.map(([, kind, path]) => `${kind} ${path}`).sort(), [
      'folder Infrastructure/Databases',
      'folder Infrastructure/Empty',
      'item Infrastructure/Databases/orders',
      'item Infrastructure/Databases/stock',
      'item Infrastructure/Empty/nothing',
      'item Infrastructure/top',
      'shortcut Infrastructure/postmaster',
    ]);
    for (const [listed, kind, path] of lines.filter(([, kind]) => kind !== 'folder')) {
      assert.equal((await json('get', '--allow-empty', path)).id, listed, `${kind} ${path} leads back`);
    }

    const { stdout: found } = await passwork(env, ['search', 'orders']);
    assert.equal(found, `${id('Infrastructure/Databases/orders')}\titem\tInfrastructure/Databases/orders\n`);
    const tagged = await json('search', '--tag', 'prod');
    assert.deepEqual(tagged.map(({ name }) => name).sort(), ['orders', 'stock']);
    assert.deepEqual(await json('search', '--tag', 'prod', '--tag', 'db', '--vault', 'Mail'), []);
    assert.deepEqual((await json('search', 'o')).map(({ path }) => path).sort(), [
      'Infrastructure/Databases/orders',
      'Infrastructure/Databases/stock',
      'Infrastructure/Empty/nothing',
      'Infrastructure/top',
      'Mail/postmaster',
    ]);

    for (const args of [
      ['Infrastructure/Databases/orders'],
      ['Mail/postmaster', '2FA'],
      ['pw://Mail/postmaster/2FA'],
      ['pw://Mail/postmaster/2FA?as=totp'],
    ]) {
      assert.match((await passwork(env, ['totp', ...args])).stdout, /^\d{6}\n$/, args.join(' '));
    }
    assert.match((await passwork(env, ['get', '--totp', '2FA', 'Mail/postmaster'])).stdout, /^\d{6}\n$/);
  });
}

test('search finds in folders of several vaults, under names that are written in percent', async (t) => {
  const item = { login: 'app', password: 'canary-app' };
  const contents = { 'A/B': { 'x?': { deep: { found: item } } }, C: { '-': { found: item } }, D: { found: item } };
  for (const one of WORLDS) {
    const { env } = await world(t, one, contents);
    const { stdout } = await passwork(env, ['search', 'found']);
    const paths = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t')[2]);
    assert.deepEqual(paths.sort(), ['A%2FB/x%3F/deep/found', 'C/%2D/found', 'D/found'], one.name);
  }
});

test('get -o writes a file for its owner, whole, and replaces none unless it is told to', async (t) => {
  const { env, home } = await world(t, WORLDS[0]);
  const file = path.join(home, 'key.pem');
  const get = (...more) => passwork(env, ['get', 'pw://Infrastructure/Databases/orders/key.pem', '-o', file, ...more]);
  const first = await get();
  assert.deepEqual([first.code, first.stdout, first.stderr], [0, '', '']);
  assert.equal(fs.readFileSync(file, 'utf8'), PEM);
  assert.equal(fs.statSync(file).mode & 0o777, 0o600);
  fs.writeFileSync(file, 'mine');
  const second = await get();
  assert.deepEqual([second.code, fs.readFileSync(file, 'utf8')], [2, 'mine']);
  assert.match(second.stderr, /is there already: --force replaces it/);
  assert.equal((await get('--force')).code, 0);
  assert.equal(fs.readFileSync(file, 'utf8'), PEM);
  assert.deepEqual(
    fs.readdirSync(home).filter((name) => name.includes('key.pem')),
    ['key.pem'],
    'nothing is left beside it',
  );
});

test('a session without the master password prints no noise: exit 4, and what to set', async (t) => {
  for (const one of WORLDS.filter(({ clientSideEncryption }) => clientSideEncryption)) {
    const { env } = await world(t, one);
    const { PASSWORK_MASTER_PASSWORD: _, PASSWORK_MASTER_KEY: __, ...without } = env;
    for (const args of [['get'], ['get', '--json'], ['show'], ['totp'], ['get', '--field', 'API_KEY']]) {
      const seen = await passwork(without, [...args, 'Infrastructure/Databases/orders']);
      assert.deepEqual([seen.code, seen.stdout], [4, ''], `${one.name}: ${args}`);
      assert.match(seen.stderr, /PASSWORK_MASTER_PASSWORD or PASSWORK_MASTER_KEY/);
    }
  }
});
