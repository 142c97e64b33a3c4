// The server for users' tests: where a write may put something. A place that is not there, lies elsewhere or is another's is refused,
// and nothing has changed then.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestServer, GENERATIONS, keysOf, session } from './support/testing.mjs';
import { ask } from './support/testing-7.mjs';

const contents = {
  V: {
    f: { id: 'f', child: { id: 'child' } },
    g: { id: 'g' },
    denied: { id: 'denied', below: { id: 'below' } },
    id: 'V',
  },
  W: { id: 'W', elsewhere: { id: 'elsewhere' }, i: { id: 'i', password: 'x' }, s: { id: 's', shortcutTo: 'i' } },
  A: { id: 'A', private: 'anna', hers: { id: 'hers' } },
  D: { id: 'D', inD: { id: 'inD' } },
};

/** Each write of a place, as [method, path, body of vault and folder]. */
const WRITES = {
  4: {
    'new folder': (vaultId, parentId) => ['POST', '/folders', { name: 'n', vaultId, parentId }],
    'edited folder': (_, parentId) => ['PUT', '/folders/f', { name: 'n', parentId }],
    'moved folder': (vaultTo, folderTo) => ['POST', '/folders/f/move', { vaultTo, folderTo }],
    'copied folder': (vaultTo, folderTo) => ['POST', '/folders/f/copy', { vaultTo, folderTo }],
    'new password': (vaultId, folderId) => ['POST', '/passwords', { name: 'n', vaultId, folderId, ...SEALED }],
    'edited password': (_, folderId) => ['PUT', '/passwords/p', { name: 'n', folderId }],
    'moved password': (vaultTo, folderTo) => ['POST', '/passwords/i/move', { vaultTo, folderTo, ...SEALED }],
    'copied password': (vaultTo, folderTo) => ['POST', '/passwords/i/copy', { vaultTo, folderTo, ...SEALED }],
    'edited by a shortcut': (_, folderId) => ['PUT', '/sharing/shortcut/sp', { name: 'n', folderId }],
    'moved shortcut': (vaultTo, folderTo) => ['POST', '/sharing/shortcut/s/move', { vaultTo, folderTo }],
    'copied shortcut': (vaultTo, folderTo) => ['POST', '/sharing/shortcut/s/copy', { vaultTo, folderTo }],
  },
  7: {
    'new folder': (vaultId, parentFolderId) => ['POST', '/folders', { name: 'n', vaultId, parentFolderId }],
    'moved folder': (_, targetFolderId) => ['POST', '/folders/f/move', { targetFolderId }],
    'new item': (vaultId, folderId) => ['POST', '/items', { name: 'n', vaultId, folderId }],
    'new shortcut': (vaultId, folderId) => ['POST', '/shortcuts', { itemId: 'i', vaultId, folderId }],
  },
};
const SEALED = { cryptedPassword: '', cryptedKey: '' };

/** Places by what is wrong, with the status on API v4 and on Passwork 7. */
const WRONG = {
  'no such folder': ['V', 'none', 404, 404],
  'a folder of another vault': ['V', 'elsewhere', 400, 400],
  "a folder of another user's vault": ['V', 'hers', 404, 403],
  'a folder without the right': ['V', 'denied', 403, 403],
  'a folder below one without the right': ['V', 'below', 403, 403],
  'a folder of a vault without the right': ['V', 'inD', 403, 403],
  'a number': ['V', 7, 404, 404],
};
const WRONG_VAULTS = {
  'no such vault': ['none', null, 404, 404],
  "another user's vault": ['A', null, 404, 403],
  "another user's vault and folder": ['A', 'hers', 404, 403],
  'a vault without the right': ['D', null, 403, 403],
};
const IN_ITSELF = { itself: ['V', 'f', 400, 400], 'its own child': ['V', 'child', 400, 400] };

/** Bodies without encryption: nothing has to be sealed to be moved. */
async function serverOf(generation) {
  const inV = { ...contents.V, p: { id: 'p', password: 'y' }, sp: { id: 'sp', shortcutTo: 'p' } };
  const options = { generation, contents: { ...contents, V: inV }, users: ['anna'], clientSideEncryption: false };
  const server = createTestServer(options);
  for (const id of ['denied', 'D']) server.deny(id);
  if (generation === 7) return { server, asked: (...request) => ask(server, ...request) };
  const login = await server.fetch(`${server.host}/auth/login/${keysOf(server)[0]}`, { method: 'POST' });
  const headers = { 'Passwork-Auth': (await login.json()).data.token };
  const asked = async (method, path, body) => {
    const answer = await server.fetch(server.host + path, { method, headers, body: body && JSON.stringify(body) });
    return { status: answer.status, json: await answer.json() };
  };
  return { server, asked };
}

for (const generation of GENERATIONS) {
  for (const [name, write] of Object.entries(WRITES[generation])) {
    test(`a place is looked at: ${generation}, ${name}`, async () => {
      const { server, asked } = await serverOf(generation);
      const namesVault = JSON.stringify(write('theVault', 'x')).includes('theVault');
      const movesFolder = /^(?:edited|moved) folder$/.test(name);
      const wrong = { ...WRONG, ...(namesVault && WRONG_VAULTS), ...(movesFolder && IN_ITSELF) };
      const before = server.contents({ ids: true });
      for (const [what, [vault, folder, on4, on7]] of Object.entries(wrong)) {
        const { status, json } = await asked(...write(vault, folder));
        assert.equal(status, generation === 4 ? on4 : on7, `${what}: ${JSON.stringify(json)}`);
        assert.deepEqual(server.contents({ ids: true }), before, what);
      }
      const { status } = await asked(...write('V', 'g'));
      assert.equal(status, 200);
      assert.notDeepEqual(server.contents({ ids: true }), before, 'control: it is written where it may be');
      assert.notDeepEqual(server.contents({ ids: true }).V.g, before.V.g);
    });
  }
}

test('a copy may lie in its original, and an empty text is the top', async () => {
  const { server, asked } = await serverOf(4);
  await asked('POST', '/folders/f/copy', { vaultTo: 'V', folderTo: 'child' });
  assert.deepEqual(server.contents().V.f, { child: { f: { child: {} } } });
  await asked('POST', '/folders/child/move', { vaultTo: 'W', folderTo: '' });
  assert.deepEqual(server.contents().W.child, { f: { child: {} } });
});

test('a folder that cannot be read is not copied in part', async () => {
  const { server, asked } = await serverOf(4);
  server.deny('child');
  const before = server.contents({ ids: true });
  assert.equal((await asked('POST', '/folders/f/copy', { vaultTo: 'W', folderTo: null })).status, 403);
  assert.deepEqual(server.contents({ ids: true }), before);
});

for (const generation of GENERATIONS) {
  test(`a shortcut in a folder without the right is out of reach: ${generation}`, async (t) => {
    const contents = { V: { db: { password: 'x' } }, W: { box: { in: { db: { id: 's', shortcutTo: 'V/db' } } } } };
    const { server, passwork } = await session(t, { generation, contents });
    const found = async () => (await passwork.searchPasswords('db', [], [], null, false, true)).length;
    assert.equal((await passwork.getShortcutPassword('s')).getPassword(), 'x', 'control: it can be read');
    assert.equal(await found(), 2);
    const whole = server.contents();
    server.deny('W/box');
    const calls = ['getShortcutPassword', 'favoriteShortcut', 'deleteShortcut', 'getShortcutPasswordSharingInfo'];
    for (const call of generation === 4 ? calls : calls.slice(0, 1)) {
      await assert.rejects(passwork[call]('s'), { code: 'accessDenied', httpStatus: 403 }, call);
    }
    await assert.rejects(passwork.editShortcutPassword('s', { password: 'y' }), { code: 'accessDenied' });
    assert.equal(await found(), 1);
    assert.deepEqual(server.contents(), whole);
    server.reset();
    server.deny('V/db');
    await passwork.login(...keysOf(server));
    assert.equal((await passwork.getShortcutPassword('s')).getPassword(), 'x', 'one elsewhere leads to its item');
  });
}
