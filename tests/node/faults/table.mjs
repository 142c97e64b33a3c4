// The table of the fault tests: every one of the 80 methods, how it is called, and the requests that it sends when all
// goes well. What each fault must lead to is in rules.mjs.
//
// `sends` lists the requests; the last one is a write if the row has `writes: true` (nothing else in it is one). A row
// whose requests are parallel says `parallel: true`. `session: true`: the call changes the session, so it gets a client
// of its own each time. The world: tests/conformance/world.mjs.

const P = (id) => `GET /passwords/${id}`;
const V = (id) => `GET /vaults/${id}`;
const S = (id) => `GET /sharing/shortcut/${id}`;
const I = (id) => `POST /sharing/inbox/${id}`;
const U = 'GET /user/info';
const VERSION = 'GET /info/version';
const LOGIN = 'POST /auth/login/***';
const KEY_OPTIONS = 'GET /user/get-master-key-options';

const bytes = Uint8Array.from({ length: 300 }, (_, i) => i);
/** A text that must not turn up in any error. */
export const WRITTEN = 'written-by-the-fault-test';
const fields = {
  name: 'A name',
  login: 'somebody',
  password: WRITTEN,
  custom: [{ name: 'field', value: `${WRITTEN}-custom`, type: 'text' }],
  attachments: [{ path: bytes, name: 'file.bin' }],
};

const get = (method, args, ...sends) => ({ method, args: () => args, sends });
const put = (method, args, ...sends) => ({ method, args: () => args, sends, writes: true });
const folder = (method) => ({
  method,
  args: () => ['fA', 'vTarget'],
  sends: [
    ...['GET /folders/fA', V('vMain'), V('vTarget')],
    ...['fA', 'fB', 'fC', 'fD'].flatMap((id) => [`GET /folders/${id}/passwords`, `GET /folders/${id}/children`]),
    ...[P('pA1'), P('pB1'), P('pC1'), P('pD1'), S('sB')],
    `POST /folders/fA/${method === 'moveFolder' ? 'move' : 'copy'}`,
  ],
  writes: true,
  parallel: true,
});
const nothing = (method, ...args) => ({ method, args: () => args, sends: [], immediate: true });

export const table = [
  // session
  {
    method: 'login',
    args: ({ world }) => [world.apiKey, world.masterPassword],
    sends: ({ sealed }) => [VERSION, LOGIN, ...(sealed ? [KEY_OPTIONS] : [])],
    session: true,
  },
  {
    method: 'loginWithKey',
    args: ({ world }) => [world.apiKey, world.effectiveKey],
    sends: [VERSION, LOGIN],
    session: true,
  },
  { method: 'logout', args: () => [], sends: ['POST /auth/logout'], writes: true, session: true, ends: true },
  {
    method: 'setAuthOptions',
    args: ({ tokens, world }) => [tokens, world.masterPassword],
    sends: ({ sealed }) => (sealed ? [KEY_OPTIONS] : []),
    session: true,
  },
  {
    method: 'loadMasterKey',
    args: () => [{ useMasterPassword: true, refreshToken: 'any', masterPassword: WRITTEN }],
    sends: [KEY_OPTIONS],
  },
  { ...nothing('setTokens', 'a token', 'a refresh token'), session: true, ends: true },
  nothing('setOptions', { lang: null }),
  nothing('dispatchEvent', 'an event', 1),
  nothing('listenEvent', 'an event', () => {}),

  // info and users
  get('version', [], VERSION),
  get('userInfo', [], U),
  get('extensionSecret', [], 'GET /user/extension-secret'),
  get('userNotifications', [], 'POST /user/notifications'),
  get('userNotificationsCountNew', [], 'GET /user/notifications/count-new'),
  get('userNotificationsMarkAsViewed', [], 'POST /user/notifications/mark-as-viewed'),
  get('activityReport', ['2020-12-01'], 'POST /info/activity-report'),
  get('getPassworkSettings', [], 'GET /info/settings'),

  // passwords
  get('getPasswords', ['vMain'], 'GET /vaults/vMain/passwords'),
  get('getPasswords', [null, 'fA'], 'GET /folders/fA/passwords'),
  get('getPassword', ['pFull'], P('pFull'), V('vMain')),
  get('getRecentPasswords', [], 'GET /passwords/recent'),
  get('getFavoritePasswords', [], 'GET /passwords/favorite'),
  get('searchPasswords', ['in'], 'POST /passwords/search'),
  get('searchPasswordsByUrl', ['example.org'], 'POST /passwords/searchByUrl'),
  get('getAttachment', ['pFull', 'aText'], P('pFull'), V('vMain'), 'GET /passwords/pFull/attachment/aText'),
  put('addPassword', [{ vaultId: 'vMain', ...fields }], V('vMain'), 'POST /passwords'),
  put('editPassword', ['pFull', fields], P('pFull'), V('vMain'), 'PUT /passwords/pFull'),
  put('deletePassword', ['pFull'], P('pFull'), V('vMain'), 'DELETE /passwords/pFull'),
  put('addPasswordAttachment', ['pOld', bytes, 'f'], P('pOld'), V('vOld'), 'POST /passwords/pOld/attachment'),
  put(
    'addPasswordWebAttachment',
    ['pOld', new Blob([bytes]), 'f'],
    P('pOld'),
    V('vOld'),
    'POST /passwords/pOld/attachment',
  ),
  put('deletePasswordAttachment', ['pFull', 'aText'], 'DELETE /passwords/pFull/attachment/aText'),
  put('movePassword', ['pFull', 'vOld'], P('pFull'), V('vMain'), V('vOld'), 'POST /passwords/pFull/move'),
  put('copyPassword', ['pFull', 'vDomain'], P('pFull'), V('vMain'), V('vDomain'), 'POST /passwords/pFull/copy'),
  put('favoritePassword', ['pMin'], 'POST /passwords/pMin/favorite'),
  put('unfavoritePassword', ['pFull'], 'POST /passwords/pFull/unfavorite'),
  get('getPasswordSharingInfo', ['pFull'], 'GET /passwords/pFull/sharingInfo'),
  put('generatePasswordShareLink', ['pFull'], P('pFull'), V('vMain'), 'POST /passwords/generate-share-link'),

  // inbox
  get('getInboxPasswords', [], 'GET /sharing/inbox/list'),
  get('getInboxPasswordsCount', [], 'GET /sharing/inbox/count'),
  get('getInboxPassword', ['iNew'], I('iNew'), U),
  get('getInboxPassword', ['iOldSeen'], I('iOldSeen'), I('iOldSeen'), V('vInOldB')),
  {
    // Opening an old item seals its key: a write in the middle of the call.
    ...get('getInboxPassword', ['iOldNew'], I('iOldNew'), I('iOldNew'), U, I('iOldNew'), V('vInOldA')),
    writeAt: 3,
  },
  put('editInboxPassword', ['iNew', fields], I('iNew'), U, 'PUT /passwords/pInbox'),
  put('editInboxPassword', ['iOldSeen', fields], I('iOldSeen'), P('pInOldB'), V('vInOldB'), 'PUT /passwords/pInOldB'),
  get('getInboxPasswordAttachment', ['iNew', 'aInbox'], I('iNew'), 'GET /passwords/pInbox/attachment/aInbox', U),
  get(
    'getInboxPasswordAttachment',
    ['iOldSeen', 'aInOldB'],
    ...[I('iOldSeen'), P('pInOldB'), V('vInOldB'), 'GET /passwords/pInOldB/attachment/aInOldB'],
  ),
  put('addInboxPasswordAttachment', ['iNew', bytes, 'f'], I('iNew'), U, 'POST /passwords/pInbox/attachment'),
  put(
    'addInboxPasswordAttachment',
    ['iOldSeen', bytes, 'f'],
    ...[I('iOldSeen'), P('pInOldB'), V('vInOldB'), 'POST /passwords/pInOldB/attachment'],
  ),
  put('deleteInboxPasswordAttachment', ['iNew', 'aInbox'], I('iNew'), 'DELETE /passwords/pInbox/attachment/aInbox'),
  get('inboxNotificationsCount', [], 'GET /sharing/inbox/notifications/count'),
  get('inboxNotificationsMarkAsViewed', [], 'POST /sharing/inbox/notifications/mark-as-viewed'),

  // shortcuts
  get('getShortcutPassword', ['sMain'], S('sMain'), V('vMain')),
  get(
    'getShortcutPasswordAttachment',
    ['sMain', 'aShared'],
    ...[S('sMain'), V('vMain'), 'GET /sharing/shortcut/sMain/attachment/aShared'],
  ),
  put(
    'addShortcutPasswordAttachment',
    ['sOld', bytes, 'f'],
    S('sOld'),
    V('vOld'),
    'POST /sharing/shortcut/sOld/attachment',
  ),
  put('deleteShortcutPasswordAttachment', ['sMain', 'aShared'], 'DELETE /sharing/shortcut/sMain/attachment/aShared'),
  put('editShortcutPassword', ['sDomain', fields], S('sDomain'), V('vDomain'), 'PUT /sharing/shortcut/sDomain'),
  put('deleteShortcut', ['sMain'], 'DELETE /sharing/shortcut/sMain'),
  put('moveShortcut', ['sMain', 'vTarget'], S('sMain'), V('vMain'), V('vTarget'), 'POST /sharing/shortcut/sMain/move'),
  put('copyShortcut', ['sMain', 'vOld'], S('sMain'), V('vMain'), V('vOld'), 'POST /sharing/shortcut/sMain/copy'),
  put('favoriteShortcut', ['sMain'], 'POST /sharing/shortcut/sMain/favorite'),
  put('unfavoriteShortcut', ['sMain'], 'POST /sharing/shortcut/sMain/unfavorite'),
  get('getShortcutPasswordSharingInfo', ['sMain'], 'GET /sharing/shortcut/sMain/sharingInfo'),
  put('generateShortcutPasswordShareLink', ['sMain'], S('sMain'), V('vMain'), 'POST /passwords/generate-share-link'),

  // vaults
  get('getDomain', [], 'GET /vaults/domain'),
  get('getVaults', [], 'GET /vaults/list'),
  get('getVaultsCount', [], 'GET /vaults/count'),
  get('getVault', ['vMain'], V('vMain')),
  get('getVaultFolders', ['vMain'], 'GET /vaults/vMain/folders'),
  get('getVaultFullInfo', ['vMain'], 'GET /vaults/vMain/fullInfo'),
  get('getDirectorySharingInfo', ['vMain', 'fA'], 'GET /vaults/vMain/sharingInfo/fA'),
  get('getTags', [], 'GET /vaults/tags'),
  get('getColors', [], 'GET /vaults/colors'),
  get('getVaultTags', ['vMain'], 'GET /vaults/vMain/tags'),
  get('getVaultColors', ['vMain'], 'GET /vaults/vMain/colors'),
  put('addVault', ['A vault'], 'GET /vaults/domain', 'POST /vaults'),
  put('addVault', ['A vault', true], 'GET /vaults/domain', 'POST /vaults'),
  put('editVault', ['vMain', 'A name'], 'PUT /vaults/vMain'),
  put('deleteVault', ['vMain'], 'DELETE /vaults/vMain'),

  // folders
  get('getFolder', ['fA'], 'GET /folders/fA'),
  get('getFolders', ['vMain'], 'GET /vaults/vMain/folders'),
  get('getSubFolders', ['fA'], 'GET /folders/fA/children'),
  put('addFolder', ['vMain', 'A folder'], 'POST /folders'),
  put('editFolder', ['fA', 'A name'], 'PUT /folders/fA'),
  put('deleteFolder', ['fA'], 'DELETE /folders/fA'),
  get('searchFolders', ['ux'], 'POST /folders/search'),
  folder('moveFolder'),
  folder('copyFolder'),
];
