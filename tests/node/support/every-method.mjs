// A call of every method on the emulated servers of both generations, with arguments that lead somewhere.
import { startServer as start4 } from '../../conformance/server.mjs';
import { buildWorld as build4 } from '../../conformance/world.mjs';
import { startServer as start7 } from '../../conformance-7/server.mjs';
import { buildWorld as build7, idOf as id } from '../../conformance-7/world.mjs';
import { Passwork } from './client.mjs';

const BYTES = new Uint8Array([1, 2, 3]);
const FIELDS = { name: 'a name', login: 'somebody', password: 'a password', tags: ['new'] };

/** Arguments that both generations take, by ids of their own. */
const common = (ids) => ({
  logout: [],
  version: [],
  userInfo: [],
  getPassworkSettings: [],
  setTokens: ['access', 'refresh'],
  setOptions: [{ lang: 'en' }],
  dispatchEvent: ['an event', {}],
  listenEvent: ['an event', () => {}],
  close: [],
  getPasswords: [ids.vault],
  getPassword: [ids.password],
  getPasswordsById: [[ids.password, ids.favourite]],
  getRecentPasswords: [],
  getFavoritePasswords: [],
  searchPasswords: ['full'],
  searchPasswordsByUrl: ['https://example.org/'],
  addPassword: [{ ...FIELDS, vaultId: ids.vault, custom: [{ name: 'n', value: 'v', type: 'text' }] }],
  editPassword: [ids.password, FIELDS],
  deletePassword: [ids.password],
  movePassword: [ids.password, ids.target],
  copyPassword: [ids.password, ids.target],
  favoritePassword: [ids.plain],
  unfavoritePassword: [ids.favourite],
  generatePasswordShareLink: [ids.password],
  getAttachment: [ids.password, ids.file],
  addPasswordAttachment: [ids.password, BYTES, 'a.bin'],
  addPasswordWebAttachment: [ids.password, new Blob([BYTES]), 'a.bin'],
  deletePasswordAttachment: [ids.password, ids.file],
  getInboxPasswords: [],
  getInboxPasswordsCount: [],
  getInboxPassword: [ids.seen],
  editInboxPassword: [ids.seen, { description: 'changed' }],
  getInboxPasswordAttachment: [ids.letter, ids.letterFile],
  addInboxPasswordAttachment: [ids.seen, BYTES, 'a.bin'],
  inboxNotificationsCount: [],
  getShortcutPassword: [ids.shortcut],
  editShortcutPassword: [ids.shortcut, FIELDS],
  deleteShortcut: [ids.shortcut],
  moveShortcut: [ids.shortcut, ids.target],
  copyShortcut: [ids.shortcut, ids.target],
  favoriteShortcut: [ids.shortcut],
  unfavoriteShortcut: [ids.favouriteShortcut],
  getShortcutPasswordAttachment: [ids.shortcut, ids.shortcutFile],
  addShortcutPasswordAttachment: [ids.shortcut, BYTES, 'a.bin'],
  deleteShortcutPasswordAttachment: [ids.shortcut, ids.shortcutFile],
  generateShortcutPasswordShareLink: [ids.shortcut],
  getVaults: [],
  getVaultsCount: [],
  getVault: [ids.vault],
  getVaultFolders: [ids.vault],
  getVaultFullInfo: [ids.vault],
  getVaultTags: [ids.vault],
  getVaultColors: [ids.vault],
  getTags: [],
  getColors: [],
  getDirectorySharingInfo: [ids.vault],
  addVault: ['a vault', true],
  editVault: [ids.vault, 'another name'],
  deleteVault: [ids.target],
  getFolder: [ids.folder],
  getFolders: [ids.vault],
  getSubFolders: [ids.folder],
  addFolder: [ids.vault, 'a folder', ids.folder],
  editFolder: [ids.folder, 'another name'],
  deleteFolder: [ids.folder],
  searchFolders: ['servers'],
  moveFolder: [ids.inner, ids.vault, ids.empty],
  copyFolder: [ids.inner, ids.target],
  resolve: [`pw://-/${ids.password}/login`],
  resolveAll: [[`pw://-/${ids.password}/login`, `pw://Main/minimal/name`]],
  locate: [`-/${ids.password}`],
  list: ['Main', { recursive: true }],
});

const WITHOUT_4 =
  `searchItems getVaultTypes refreshAccessToken refreshRefreshToken getSnapshots getSnapshot getSnapshotAttachment
  createUser getUsers getUser editUser deleteUser blockUser unblockUser getUserRoles getUserGroups getUserGroup addUserGroup
  editUserGroup deleteUserGroup addUsersToGroup removeUsersFromGroup call`.split(/\s+/);

const WITHOUT_7 =
  `activityReport extensionSecret userNotifications userNotificationsCountNew userNotificationsMarkAsViewed
  getPasswordSharingInfo getShortcutPasswordSharingInfo inboxNotificationsMarkAsViewed getDomain`.split(/\s+/);

/** World, server and client of one test; `options` go to the constructor. The state is furnished before the start. */
async function open4(mode, options) {
  const world = build4(mode === 'sealed' ? 'mp' : 'plain-refresh');
  const state = structuredClone(world.state);
  state.shortcuts.find((one) => one.id === 'sOld').isFavorite = true;
  const server = await start4({ world, state });
  const login = [world.apiKey, world.masterPassword];
  const client = new Passwork({ host: server.url, ...options });
  await client.login(...login);
  return { server, client, login, key: world.effectiveKey, password: world.masterPassword };
}

async function open7(mode, options) {
  const world = build7(mode === 'sealed' ? 'cse' : 'plain');
  const state = (s) => {
    s.shortcuts.find((one) => one.id === id('sc linux')).isFavorite = true;
    s.groups.push({ id: id('group'), name: 'Group', userIds: [id('colleague')] });
  };
  const server = await start7({ world, guessed: true, state });
  const login = [{ accessToken: world.tokens.access, refreshToken: world.tokens.refresh }, world.masterPassword];
  const client = new Passwork({ host: server.url, ...options });
  await client.login(...login);
  return { server, client, login, key: world.masterKey, password: world.masterPassword };
}

/** What a login needs, of this server. */
const session = ({ login, key, password }, tokens) => ({
  login,
  loginWithKey: [login[0], key],
  setAuthOptions: [tokens, null, key],
  loadMasterKey: [{ useMasterPassword: Boolean(password), masterPassword: password }],
});

export const GENERATIONS = {
  4: {
    open: open4,
    without: WITHOUT_4,
    calls: (opened) => ({
      ...common({
        ...{ vault: 'vMain', target: 'vTarget', folder: 'fA', inner: 'fB', empty: 'fE' },
        ...{ password: 'pFull', plain: 'pMin', favourite: 'pFull', file: 'aText' },
        ...{ shortcut: 'sMain', favouriteShortcut: 'sOld', shortcutFile: 'aShared' },
        ...{ seen: 'iUni', letter: 'iOldSeen', letterFile: 'aInOldB' },
      }),
      ...session(opened, { token: 'session-token-1' }),
      extensionSecret: [],
      userNotifications: [],
      userNotificationsCountNew: [],
      userNotificationsMarkAsViewed: [],
      inboxNotificationsMarkAsViewed: [],
      getPasswordSharingInfo: ['pFull'],
      getShortcutPasswordSharingInfo: ['sMain'],
      deleteInboxPasswordAttachment: ['iOldSeen', 'aInOldB'],
      getDomain: [],
      activityReport: ['2020-12-01'],
      getVaultKeyFingerprint: ['vMain'],
    }),
  },
  7: {
    open: open7,
    without: WITHOUT_7,
    calls: (opened) => ({
      ...common({
        ...{ vault: id('main'), target: id('target'), folder: id('servers'), inner: id('linux'), empty: id('empty') },
        ...{ password: id('full'), plain: id('unicode'), favourite: id('full'), file: id('file notes') },
        ...{ shortcut: id('sc main'), favouriteShortcut: id('sc linux'), shortcutFile: id('file shared') },
        ...{ seen: id('in write'), letter: id('in read'), letterFile: id('file letter') },
      }),
      ...session(opened, opened.login[0]),
      deleteInboxPasswordAttachment: [id('in write'), id('file of the letter')],
      getVaultKeyFingerprint: [id('main')],
      searchItems: [{ query: 'full' }],
      getVaultTypes: [],
      refreshAccessToken: [],
      refreshRefreshToken: [],
      getSnapshots: [id('full')],
      getSnapshot: [id('full'), id('snap 1')],
      getSnapshotAttachment: [id('full'), id('snap 1'), id('file snap')],
      createUser: [{ login: 'new', email: 'new@example.org', fullName: 'New', userRoleId: id('role user') }],
      getUsers: [],
      getUser: [id('colleague')],
      editUser: [id('colleague'), { fullName: 'Another' }],
      deleteUser: [id('colleague')],
      blockUser: [id('colleague')],
      unblockUser: [id('colleague')],
      getUserRoles: [],
      getUserGroups: [],
      getUserGroup: [id('group')],
      addUserGroup: ['A group'],
      editUserGroup: [id('group'), 'Another'],
      deleteUserGroup: [id('group')],
      addUsersToGroup: [id('group'), [id('user')]],
      removeUsersFromGroup: [id('group'), [id('colleague')]],
      call: ['POST', '/user-groups', { name: 'A group' }],
    }),
  },
};

/** What the server keeps, as text; the session, and who was logged in when, left out. */
export function kept({ state }) {
  const { sessions, issued, ...contents } = state;
  return JSON.stringify(contents);
}
