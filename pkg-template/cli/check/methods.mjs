// The 80 methods of the original, and what their names say of who has them.
export const METHODS =
  'login loginWithKey logout setAuthOptions setTokens setOptions loadMasterKey dispatchEvent listenEvent version userInfo extensionSecret userNotifications userNotificationsCountNew userNotificationsMarkAsViewed getPasswords getPassword getRecentPasswords getFavoritePasswords searchPasswords searchPasswordsByUrl getAttachment addPassword editPassword deletePassword addPasswordAttachment addPasswordWebAttachment deletePasswordAttachment movePassword copyPassword favoritePassword unfavoritePassword getPasswordSharingInfo generatePasswordShareLink getInboxPasswords getInboxPasswordsCount getInboxPassword editInboxPassword getInboxPasswordAttachment addInboxPasswordAttachment deleteInboxPasswordAttachment inboxNotificationsCount inboxNotificationsMarkAsViewed getShortcutPassword getShortcutPasswordAttachment addShortcutPasswordAttachment deleteShortcutPasswordAttachment editShortcutPassword deleteShortcut moveShortcut copyShortcut favoriteShortcut unfavoriteShortcut getShortcutPasswordSharingInfo generateShortcutPasswordShareLink getDomain getVaults getVaultsCount getVault getVaultFolders getVaultFullInfo getDirectorySharingInfo getTags getColors getVaultTags getVaultColors addVault editVault deleteVault getFolder getFolders getSubFolders addFolder editFolder deleteFolder searchFolders moveFolder copyFolder activityReport getPassworkSettings'.split(
    ' ',
  );

const known = new Set(METHODS);
export const isMethod = (name) => known.has(name);

/** What hardly anything else is called: a file without any of it needs no look. */
export const OWN =
  /passwor[kd]|Vault|Inbox|Shortcut|WithKey|AuthOp|MasterKey|extensionS|Notifications|activityR|DirectoryS/i;

/** Whether the name alone tells; else it counts only where the object is known. */
export const isOwn = (name) => OWN.test(name) && name !== 'getPassword';

/** Whether Passwork 7 has no counterpart (docs/passwork-7.md). */
export const isNoneOn7 = (name) =>
  /^activity|^extension|^userNot|MarkAs|^getDomain|^get(?:Shortcut)?PasswordSh/.test(name);
