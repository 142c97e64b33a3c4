// One line for each method: its type is exactly this, neither looser nor stricter. A line that has to change is a change of the
// public interface: say so in the CHANGELOG.
import Passwork, {
  type CallSettings, type Diagnostics, type DiagnosticsOptions, type PasswordResult, type Acknowledgement, type Attachment, type AttachmentInfo, type BlobLike, type Domain, type FileInput,
  type FileLike, type AttachmentId, type Folder, type FolderId, type IdOf, type InboxId, type InboxListItem, type InboxPassword, type LiveOptions, type LoginData,
  type MasterKeyOptions, type NewPassword, type Password, type PasswordChanges, type PasswordId, type PasswordListItem,
  type ServerObject, type ShareLinkPeriod, type ShortcutId, type ShortcutPassword, type StoredPassword, type StoredShortcutPassword,
  type Tokens, type TokensInput, type ReadOnlyPassword, type ReferenceValue, type User, type Vault, type VaultFullInfo, type VaultId, type VersionInfo,
  type AccessTokensInput, type CreatedUser, type HttpMethod, type ItemFilters, type NewUser, type Snapshot, type SnapshotId, type SnapshotInfo, type UserAccount,
  type UserFilters, type UserGroup, type UserGroupFilters, type UserGroupId, type UserId, type UserRole, type VaultKeyChange, type VaultType,
} from 'passwork-wasm';

export type Signatures = [
  Expect<Equal<Passwork['login'], { (apiKey: string | TokensInput | AccessTokensInput, masterPassword?: false | null): Promise<LoginData>; (apiKey: string | TokensInput | AccessTokensInput, masterPassword?: string | false | null): Promise<LoginData>; (apiKey: string, masterPassword?: string | false | null): Promise<LoginData> }>>,
  Expect<Equal<Passwork['loginWithKey'], { (apiKey: string | TokensInput | AccessTokensInput, masterKey?: string | false | null): Promise<LoginData>; (apiKey: string, masterKey?: string | false | null): Promise<LoginData> }>>,
  Expect<Equal<Passwork['logout'], () => Promise<void>>>,
  Expect<Equal<Passwork['setAuthOptions'], (apiToken: string | TokensInput | AccessTokensInput, masterPass?: string | false | null, masterKey?: string | false | null) => Promise<void>>>,
  Expect<Equal<Passwork['setTokens'], (token: string, refreshToken?: string | null) => void>>,
  Expect<Equal<Passwork['setOptions'], (options?: LiveOptions | null) => void>>,
  Expect<Equal<Passwork['loadMasterKey'], (options: MasterKeyOptions) => Promise<string | false>>>,
  Expect<Equal<Passwork['dispatchEvent'], (name: string, data?: unknown) => void>>,
  Expect<Equal<Passwork['listenEvent'], { (name: 'tokensChanged', listener: (tokens: Tokens) => void): void; (name: 'vaultKeyChanged', listener: (change: VaultKeyChange) => void): void; (name: string, listener: (data: unknown) => void): void }>>,
  Expect<Equal<Passwork['version'], () => Promise<VersionInfo>>>,
  Expect<Equal<Passwork['userInfo'], () => Promise<User>>>,
  Expect<Equal<Passwork['extensionSecret'], () => Promise<unknown>>>,
  Expect<Equal<Passwork['userNotifications'], (page?: number, limit?: number) => Promise<unknown>>>,
  Expect<Equal<Passwork['userNotificationsCountNew'], () => Promise<number>>>,
  Expect<Equal<Passwork['userNotificationsMarkAsViewed'], () => Promise<Acknowledgement>>>,
  Expect<Equal<Passwork['getPasswords'], (vaultId?: VaultId | null, folderId?: FolderId | null) => Promise<PasswordListItem[]>>>,
  Expect<Equal<Passwork['getPassword'], (id: PasswordId) => Promise<Password>>>,
  Expect<Equal<Passwork['getRecentPasswords'], () => Promise<PasswordListItem[]>>>,
  Expect<Equal<Passwork['getFavoritePasswords'], () => Promise<PasswordListItem[]>>>,
  Expect<Equal<Passwork['searchPasswords'], (query: string, tags?: readonly string[] | null, colors?: readonly string[] | null, vaultId?: VaultId | null, includeShared?: boolean, includeShortcuts?: boolean) => Promise<PasswordListItem[]>>>,
  Expect<Equal<Passwork['searchPasswordsByUrl'], (url: string, includeShared?: boolean, includeShortcuts?: boolean) => Promise<PasswordListItem[]>>>,
  Expect<Equal<Passwork['getAttachment'], (passwordId: PasswordId, attachmentId: AttachmentId) => Promise<Attachment>>>,
  Expect<Equal<Passwork['addPassword'], (fields: NewPassword) => Promise<StoredPassword>>>,
  Expect<Equal<Passwork['editPassword'], (id: PasswordId, fields?: PasswordChanges) => Promise<StoredPassword>>>,
  Expect<Equal<Passwork['deletePassword'], (id: PasswordId) => Promise<Acknowledgement>>>,
  Expect<Equal<Passwork['addPasswordAttachment'], (passwordId: PasswordId, attachment: FileInput, attachmentName?: string | null) => Promise<AttachmentInfo>>>,
  Expect<Equal<Passwork['addPasswordWebAttachment'], (passwordId: PasswordId, file: BlobLike | FileLike, attachmentName?: string | null) => Promise<AttachmentInfo>>>,
  Expect<Equal<Passwork['deletePasswordAttachment'], (passwordId: PasswordId, attachmentId: AttachmentId) => Promise<Acknowledgement>>>,
  Expect<Equal<Passwork['movePassword'], (id: PasswordId, vaultId: VaultId, folderId?: FolderId | null) => Promise<IdOf<'password'>>>>,
  Expect<Equal<Passwork['copyPassword'], (id: PasswordId, vaultId: VaultId, folderId?: FolderId | null) => Promise<IdOf<'password'>>>>,
  Expect<Equal<Passwork['favoritePassword'], (id: PasswordId) => Promise<Acknowledgement>>>,
  Expect<Equal<Passwork['unfavoritePassword'], (id: PasswordId) => Promise<Acknowledgement>>>,
  Expect<Equal<Passwork['getPasswordSharingInfo'], (id: PasswordId) => Promise<ServerObject>>>,
  Expect<Equal<Passwork['generatePasswordShareLink'], (id: PasswordId, reusable?: boolean, time?: number | ShareLinkPeriod | null, secret?: string | null) => Promise<string>>>,
  Expect<Equal<Passwork['getInboxPasswords'], () => Promise<InboxListItem[]>>>,
  Expect<Equal<Passwork['getInboxPasswordsCount'], () => Promise<number>>>,
  Expect<Equal<Passwork['getInboxPassword'], (inboxId: InboxId) => Promise<InboxPassword>>>,
  Expect<Equal<Passwork['editInboxPassword'], (inboxId: InboxId, fields?: PasswordChanges) => Promise<StoredPassword>>>,
  Expect<Equal<Passwork['getInboxPasswordAttachment'], (inboxId: InboxId, attachmentId: AttachmentId) => Promise<Attachment>>>,
  Expect<Equal<Passwork['addInboxPasswordAttachment'], (inboxId: InboxId, attachment: FileInput, attachmentName?: string | null) => Promise<AttachmentInfo>>>,
  Expect<Equal<Passwork['deleteInboxPasswordAttachment'], (inboxId: InboxId, attachmentId: AttachmentId) => Promise<Acknowledgement>>>,
  Expect<Equal<Passwork['inboxNotificationsCount'], () => Promise<number>>>,
  Expect<Equal<Passwork['inboxNotificationsMarkAsViewed'], () => Promise<Acknowledgement>>>,
  Expect<Equal<Passwork['getShortcutPassword'], (id: ShortcutId) => Promise<ShortcutPassword>>>,
  Expect<Equal<Passwork['getShortcutPasswordAttachment'], (id: ShortcutId, attachmentId: AttachmentId) => Promise<Attachment>>>,
  Expect<Equal<Passwork['addShortcutPasswordAttachment'], (id: ShortcutId, attachment: FileInput, attachmentName?: string | null) => Promise<AttachmentInfo>>>,
  Expect<Equal<Passwork['deleteShortcutPasswordAttachment'], (id: ShortcutId, attachmentId: AttachmentId) => Promise<Acknowledgement>>>,
  Expect<Equal<Passwork['editShortcutPassword'], (id: ShortcutId, fields?: PasswordChanges) => Promise<StoredShortcutPassword>>>,
  Expect<Equal<Passwork['deleteShortcut'], (id: ShortcutId) => Promise<Acknowledgement>>>,
  Expect<Equal<Passwork['moveShortcut'], (id: ShortcutId, vaultId: VaultId, folderId?: FolderId | null) => Promise<IdOf<'shortcut'>>>>,
  Expect<Equal<Passwork['copyShortcut'], (id: ShortcutId, vaultId: VaultId, folderId?: FolderId | null) => Promise<IdOf<'shortcut'>>>>,
  Expect<Equal<Passwork['favoriteShortcut'], (id: ShortcutId) => Promise<Acknowledgement>>>,
  Expect<Equal<Passwork['unfavoriteShortcut'], (id: ShortcutId) => Promise<Acknowledgement>>>,
  Expect<Equal<Passwork['getShortcutPasswordSharingInfo'], (id: ShortcutId) => Promise<ServerObject>>>,
  Expect<Equal<Passwork['generateShortcutPasswordShareLink'], (shortcutId: ShortcutId, reusable?: boolean, time?: number | ShareLinkPeriod | null, secret?: string | null) => Promise<string>>>,
  Expect<Equal<Passwork['getDomain'], () => Promise<Domain>>>,
  Expect<Equal<Passwork['getVaults'], () => Promise<Vault[]>>>,
  Expect<Equal<Passwork['getVaultsCount'], () => Promise<number>>>,
  Expect<Equal<Passwork['getVault'], (id: VaultId) => Promise<Vault>>>,
  Expect<Equal<Passwork['getVaultFolders'], (id: VaultId) => Promise<Folder[]>>>,
  Expect<Equal<Passwork['getVaultFullInfo'], (id: VaultId) => Promise<VaultFullInfo>>>,
  Expect<Equal<Passwork['getDirectorySharingInfo'], (vaultId: VaultId, folderId?: FolderId | null) => Promise<ServerObject>>>,
  Expect<Equal<Passwork['getTags'], () => Promise<string[]>>>,
  Expect<Equal<Passwork['getColors'], () => Promise<string[]>>>,
  Expect<Equal<Passwork['getVaultTags'], (id: VaultId) => Promise<string[]>>>,
  Expect<Equal<Passwork['getVaultColors'], (id: VaultId) => Promise<string[]>>>,
  Expect<Equal<Passwork['addVault'], (name: string, isPrivate?: boolean) => Promise<IdOf<'vault'>>>>,
  Expect<Equal<Passwork['editVault'], (id: VaultId, name: string) => Promise<Vault>>>,
  Expect<Equal<Passwork['deleteVault'], (id: VaultId) => Promise<Acknowledgement>>>,
  Expect<Equal<Passwork['getFolder'], (id: FolderId) => Promise<Folder>>>,
  Expect<Equal<Passwork['getFolders'], (vaultId: VaultId) => Promise<Folder[]>>>,
  Expect<Equal<Passwork['getSubFolders'], (id: FolderId) => Promise<Folder[]>>>,
  Expect<Equal<Passwork['addFolder'], (vaultId: VaultId, folderName: string, parentFolderId?: FolderId | null) => Promise<Folder>>>,
  Expect<Equal<Passwork['editFolder'], (id: FolderId, folderName?: string, parentFolderId?: FolderId | null) => Promise<Folder>>>,
  Expect<Equal<Passwork['deleteFolder'], (id: FolderId) => Promise<Acknowledgement>>>,
  Expect<Equal<Passwork['searchFolders'], (query: string) => Promise<Folder[]>>>,
  Expect<Equal<Passwork['moveFolder'], (folderId: FolderId, vaultTo: VaultId, folderTo?: FolderId | null) => Promise<IdOf<'folder'>>>>,
  Expect<Equal<Passwork['copyFolder'], (folderId: FolderId, vaultTo: VaultId, folderTo?: FolderId | null) => Promise<IdOf<'folder'>>>>,
  Expect<Equal<Passwork['activityReport'], (dateFrom: string, dateTo?: string | null) => Promise<unknown>>>,
  Expect<Equal<Passwork['getPassworkSettings'], () => Promise<ServerObject>>>,
  Expect<Equal<Passwork['close'], () => Promise<void>>>,
  Expect<Equal<Passwork['with'], (settings: CallSettings) => Passwork>>,
  Expect<Equal<Passwork['diagnostics'], (options?: DiagnosticsOptions) => Diagnostics>>,
  Expect<Equal<Passwork['readOnly'], () => ReadOnlyPassword>>,
  Expect<Equal<Passwork['getPasswordsById'], (ids: readonly PasswordId[]) => Promise<PasswordResult[]>>>,
  Expect<Equal<Pick<Passwork, 'generation'>, { readonly generation: 4 | 7 | undefined }>>,
  Expect<Equal<Passwork['searchItems'], (filters?: ItemFilters) => Promise<PasswordListItem[]>>>,
  Expect<Equal<Passwork['getSnapshots'], (passwordId: PasswordId) => Promise<SnapshotInfo[]>>>,
  Expect<Equal<Passwork['getSnapshot'], (passwordId: PasswordId, snapshotId: SnapshotId) => Promise<Snapshot>>>,
  Expect<Equal<Passwork['getSnapshotAttachment'], (passwordId: PasswordId, snapshotId: SnapshotId, attachmentId: AttachmentId) => Promise<Attachment>>>,
  Expect<Equal<Passwork['getVaultTypes'], () => Promise<VaultType[]>>>,
  Expect<Equal<Passwork['getVaultKeyFingerprint'], (id: VaultId) => Promise<string>>>,
  Expect<Equal<Passwork['resolve'], <R extends string>(reference: R) => Promise<ReferenceValue<R>>>>,
  Expect<Equal<Passwork['refreshAccessToken'], () => Promise<Tokens>>>,
  Expect<Equal<Passwork['refreshRefreshToken'], () => Promise<Tokens>>>,
  Expect<Equal<Passwork['createUser'], (user: NewUser) => Promise<CreatedUser>>>,
  Expect<Equal<Passwork['getUsers'], (filters?: UserFilters | null) => Promise<UserAccount[]>>>,
  Expect<Equal<Passwork['getUser'], (id: UserId) => Promise<UserAccount>>>,
  Expect<Equal<Passwork['editUser'], (id: UserId, changes: object) => Promise<true>>>,
  Expect<Equal<Passwork['deleteUser'], (id: UserId) => Promise<true>>>,
  Expect<Equal<Passwork['blockUser'], (id: UserId) => Promise<true>>>,
  Expect<Equal<Passwork['unblockUser'], (id: UserId) => Promise<true>>>,
  Expect<Equal<Passwork['getUserRoles'], () => Promise<UserRole[]>>>,
  Expect<Equal<Passwork['getUserGroups'], (filters?: UserGroupFilters | null) => Promise<UserGroup[]>>>,
  Expect<Equal<Passwork['getUserGroup'], (id: UserGroupId) => Promise<UserGroup>>>,
  Expect<Equal<Passwork['addUserGroup'], (name: string) => Promise<IdOf<'userGroup'>>>>,
  Expect<Equal<Passwork['editUserGroup'], (id: UserGroupId, name: string) => Promise<true>>>,
  Expect<Equal<Passwork['deleteUserGroup'], (id: UserGroupId) => Promise<true>>>,
  Expect<Equal<Passwork['addUsersToGroup'], (groupId: UserGroupId, userIds: readonly UserId[]) => Promise<true>>>,
  Expect<Equal<Passwork['removeUsersFromGroup'], (groupId: UserGroupId, userIds: readonly UserId[]) => Promise<true>>>,
  Expect<Equal<Passwork['call'], (method: HttpMethod, path: string, payload?: object | null) => Promise<unknown>>>,
];

/** The original's names, as the specification lists them (§2.4). */
type Original =
  | 'login' | 'loginWithKey' | 'logout' | 'setAuthOptions' | 'setTokens' | 'setOptions' | 'loadMasterKey'
  | 'dispatchEvent' | 'listenEvent' | 'version' | 'userInfo' | 'extensionSecret' | 'userNotifications'
  | 'userNotificationsCountNew' | 'userNotificationsMarkAsViewed' | 'getPasswords' | 'getPassword'
  | 'getRecentPasswords' | 'getFavoritePasswords' | 'searchPasswords' | 'searchPasswordsByUrl' | 'getAttachment'
  | 'addPassword' | 'editPassword' | 'deletePassword' | 'addPasswordAttachment' | 'addPasswordWebAttachment'
  | 'deletePasswordAttachment' | 'movePassword' | 'copyPassword' | 'favoritePassword' | 'unfavoritePassword'
  | 'getPasswordSharingInfo' | 'generatePasswordShareLink' | 'getInboxPasswords' | 'getInboxPasswordsCount'
  | 'getInboxPassword' | 'editInboxPassword' | 'getInboxPasswordAttachment' | 'addInboxPasswordAttachment'
  | 'deleteInboxPasswordAttachment' | 'inboxNotificationsCount' | 'inboxNotificationsMarkAsViewed'
  | 'getShortcutPassword' | 'getShortcutPasswordAttachment' | 'addShortcutPasswordAttachment'
  | 'deleteShortcutPasswordAttachment' | 'editShortcutPassword' | 'deleteShortcut' | 'moveShortcut' | 'copyShortcut'
  | 'favoriteShortcut' | 'unfavoriteShortcut' | 'getShortcutPasswordSharingInfo' | 'generateShortcutPasswordShareLink'
  | 'getDomain' | 'getVaults' | 'getVaultsCount' | 'getVault' | 'getVaultFolders' | 'getVaultFullInfo'
  | 'getDirectorySharingInfo' | 'getTags' | 'getColors' | 'getVaultTags' | 'getVaultColors' | 'addVault' | 'editVault'
  | 'deleteVault' | 'getFolder' | 'getFolders' | 'getSubFolders' | 'addFolder' | 'editFolder' | 'deleteFolder'
  | 'searchFolders' | 'moveFolder' | 'copyFolder' | 'activityReport' | 'getPassworkSettings';

/** What this package adds: everywhere, and for Passwork 7. */
type Added = 'close' | 'with' | 'readOnly' | 'diagnostics' | 'getPasswordsById' | 'getVaultKeyFingerprint' | 'resolve' | 'resolveAll' | 'locate' | 'list' | Added7;
type Added7 =
  | 'searchItems' | 'getSnapshots' | 'getSnapshot' | 'getSnapshotAttachment' | 'getVaultTypes' | 'refreshAccessToken' | 'refreshRefreshToken'
  | 'createUser' | 'getUsers' | 'getUser' | 'editUser' | 'deleteUser' | 'blockUser' | 'unblockUser' | 'getUserRoles' | 'getUserGroups' | 'getUserGroup'
  | 'addUserGroup' | 'editUserGroup' | 'deleteUserGroup' | 'addUsersToGroup' | 'removeUsersFromGroup' | 'call';

/** They take more than they did; what takes a text only may still stand in their place, so their arguments are compared loosely. */
type Logins = 'login' | 'loginWithKey' | 'setAuthOptions';

export type Names = [
  Expect<Equal<Exclude<keyof Passwork, symbol>, Original | Added | 'generation'>>,
  // own writable properties that need no `this`
  Expect<Equal<Pick<Passwork, Original | Added>, Writable<Pick<Passwork, Original | Added>>>>,
  Expect<Equal<{ [K in Exclude<Original | Added, Logins>]: IsProperty<Passwork[K]> }, { [K in Exclude<Original | Added, Logins>]: true }>>,
  // what comes out is never `any`
  Expect<Equal<{ [K in Original | Added]: HasAny<ReturnType<Passwork[K]>> }, { [K in Original | Added]: false }>>,
  Expect<Equal<{ [K in Original | Added]: HasAny<Parameters<Passwork[K]>> }, { [K in Original | Added]: false }>>,
  Expect<Equal<{ [K in Added7]: ReturnType<Passwork[K]> extends Promise<unknown> ? true : false }, { [K in Added7]: true }>>,
  // all but four give a promise
  Expect<Equal<{ [K in Original]: ReturnType<Passwork[K]> extends Promise<unknown> ? never : K }[Original], 'setTokens' | 'setOptions' | 'dispatchEvent' | 'listenEvent'>>,
];
