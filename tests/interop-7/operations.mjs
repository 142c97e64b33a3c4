// The same work done by our client and by the official one, and how many requests each may take for it.
import { CSE, idOf, World } from '../conformance-7/world.mjs';

const FOLDER_SIZE = 20;
const FILE_SIZE = 256 * 1024;
const CUSTOM = [
  { name: 'Extra login', value: 'bob the builder', type: 'text' },
  { name: 'Extra password', value: 's3cr3t! of many', type: 'password' },
  { name: 'One-time', value: 'JBSWY3DPEHPK3PXP', type: 'totp' },
];

/** A thousand passwords with three fields each, a folder, a file and a shortcut, under client-side encryption. */
export function manyWorld() {
  const world = new World({ name: 'operations', cse: CSE.new });
  world.vault('main', { title: 'Main' });
  world.vault('target', { title: 'Target' });
  world.folder('copied', { vault: 'main', title: 'Copied' });
  const add = (name, fields) => world.item(name, { customs: CUSTOM, ...fields });
  for (let i = 0; i < 1000; i += 1) add(`item ${i}`, { title: `item ${i}`, password: `password number ${i}` });
  for (let i = 0; i < 30; i += 1) add(`needle ${i}`, { title: `needle ${i}`, password: `found ${i}` });
  for (let i = 0; i < FOLDER_SIZE; i += 1)
    add(`in ${i}`, { title: `in ${i}`, password: `inside ${i}`, folder: 'copied', files: [] });
  world.shortcut('shortcut', { target: 'item 0', vault: 'target' });
  return world;
}

/** From here on the kit's server gives each new object an id of its own; from 0 on, its 241st has that of the first. */
export const manyIds = (state) => {
  state.counter = 0x100000;
};

const main = idOf('main');
const target = idOf('target');
const one = idOf('item 0');
const first = (n) => Array.from({ length: n }, (_, i) => idOf(`item ${i}`));
const fields = { vaultId: main, name: 'new', login: 'me', password: 'p4ssword of the new one' };

/** Opens everything in a password of ours; theirs is open already. */
const opened = (password) => [password.getPassword(), ...(password.getCustoms() ?? []).map(({ value }) => value)];
const openedAll = (results) => results.map(({ password }) => opened(password));

/** By batches of 25. Theirs opens every field of every item at once, so ours does too. */
const byId = (n) => ({
  name: `${n.toLocaleString('en')} items with their fields, by id`,
  requests: [n / 25, n / 25],
  long: true,
  ours: async ({ client }) => openedAll(await client.getPasswordsById(first(n))),
  theirs: ({ python }) => python.get_items(first(n)),
});

/**
 * `requests`: ours, theirs. `long`: theirs takes many seconds. `ours` and `theirs` get the two clients, the tokens and so on.
 * Where theirs gives less than ours (a new id, not the new object), it does the rest in a call of its own.
 */
export const operations = [
  {
    name: 'session with a master password',
    requests: [2, 2],
    ours: ({ client, token, refreshToken, masterPassword }) =>
      client.setAuthOptions({ token, refreshToken }, masterPassword),
    theirs: async ({ python, token, refreshToken, masterPassword }) => {
      await python.set_tokens(token, refreshToken);
      await python.set_master_password(masterPassword);
    },
  },
  {
    name: 'login, which also asks whose tokens these are',
    requests: [3, 3],
    ours: ({ client, token, refreshToken, masterPassword }) => client.login({ token, refreshToken }, masterPassword),
    theirs: async ({ python, token, refreshToken, masterPassword }) => {
      await python.set_tokens(token, refreshToken);
      await python.call('GET', '/api/v1/users/info');
      await python.set_master_password(masterPassword);
    },
  },
  {
    name: 'one item',
    requests: [1, 1],
    ours: async ({ client }) => opened(await client.getPassword(one)),
    theirs: ({ python }) => python.get_item(one),
  },
  byId(500),
  byId(1000),
  {
    name: 'search, and open the 30 found',
    requests: [3, 3],
    ours: async ({ client }) => {
      const found = await client.searchItems({ query: 'needle' });
      return openedAll(await client.getPasswordsById(found.map(({ id }) => id)));
    },
    theirs: ({ python }) => python.search_and_decrypt('needle'),
  },
  {
    name: 'create an item, and have it',
    requests: [2, 3], // ours: one more for the first one in a vault
    ours: ({ client }) => client.addPassword({ ...fields, custom: CUSTOM }),
    theirs: async ({ python }) => python.get_item(await python.create_item({ ...fields, customs: CUSTOM })),
  },
  {
    name: 'change an item, and have it',
    requests: [3, 4],
    ours: ({ client }) => client.editPassword(one, { password: 'another one' }),
    theirs: async ({ python }) => {
      await python.update_item(one, { vaultId: main, password: 'another one' });
      return python.get_item(one);
    },
  },
  {
    name: 'upload of a file of 256 KiB with a new item',
    requests: [2, 3],
    ours: ({ client, file }) => client.addPassword({ ...fields, attachments: [{ path: file, name: 'file' }] }),
    theirs: async ({ python, file }) =>
      python.get_item(await python.create_item({ ...fields, attachments: [{ path: file, name: 'file' }] })),
  },
  {
    name: `copy of a folder of ${FOLDER_SIZE} items`,
    requests: [6 + FOLDER_SIZE, 3 + 2 * FOLDER_SIZE],
    ours: ({ client }) => client.copyFolder(idOf('copied'), target),
    // It has no method for that: what a script of theirs would do, without a look at folders and shortcuts below.
    theirs: async ({ python }) => {
      const inside = await python.call('GET', '/api/v1/items', { vaultId: main, folderId: idOf('copied') });
      const items = await python.get_items(inside.items.map(({ id }) => id));
      const { id: folderId } = await python.call('POST', '/api/v1/folders', { vaultId: target, name: 'Copied' });
      for (const { name, login, url, description, tags, password, customs } of items)
        await python.create_item({ vaultId: target, folderId, name, login, url, description, tags, password, customs });
    },
  },
  {
    name: 'share link',
    requests: [2, 3],
    ours: ({ client }) => client.generatePasswordShareLink(one, true, 'week'),
    theirs: ({ python }) => python.create_link('reusable', '1 week', one),
  },
  {
    name: 'read a shortcut',
    requests: [1, 2], // ours: one more for the first one in a vault
    ours: async ({ client }) => opened(await client.getShortcutPassword(idOf('shortcut'))),
    theirs: ({ python }) => python.get_shortcut(idOf('shortcut')),
  },
];

export const fileSize = FILE_SIZE;
