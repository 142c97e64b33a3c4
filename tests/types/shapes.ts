// What goes in and what comes out, member by member.
import Passwork, {
  PassworkError,
  type CallSettings, type Hooks, type PasswordResult, type Progress,
  type AbortSignalLike, type Acknowledgement, type Agent, type AgentClient, type AgentConstructor, type AgentOptions,
  type AgentRequest, type Attachment, type AttachmentHelpers, type AttachmentInfo, type AttachmentInput,
  type BlobLike, type Bytes, type CustomField, type CustomFieldInput, type CustomFieldType, type Domain,
  type EncodedText, type FetchFunction, type FetchInit, type FetchResponse, type FileInput, type FileLike,
  type FileManager, type Folder, type FolderId, type HashAlgorithm, type HttpAgentLike, type Id, type IdFor, type IdKind, type IdOf, type InboxListItem, type InboxPassword,
  type LiveOptions, type LoginData, type MasterKeyOptions, type NewPassword, type Password, type PasswordBase,
  type PasswordChanges, type PasswordFields, type PasswordHelpers, type PasswordListItem, type PassworkErrorKind,
  type PassworkOptions, type PassworkOptionsForAgent, type PassworkServices, type PlatformAbortSignal,
  type RequestErrorKind, type SealedCustomField, type SealedPasswordFields, type ServerObject, type ShareLinkPeriod,
  type Shortcut, type ShortcutPassword, type ShortcutPlace, type StoredAttachment, type StoredPassword,
  type StoredShortcutPassword, type Tokens, type TokensInput, type User, type UserKeys, type Vault,
  type VaultFullInfo, type VaultId, type VaultScope, type VersionInfo,
  type AccessTokensInput, type AttachmentBytes, type CreatedUser, type HttpMethod, type ItemFilters, type NewUser, type QueryValue, type Snapshot, type SnapshotId,
  type FileTokenStore, fileTokenStore, type VaultKeyChange, type StoredTokens, type TokenStore,
  type SnapshotInfo, type UserAccount, type UserFilters, type UserGroup, type UserGroupFilters, type UserGroupId, type UserId, type UserRole, type VaultType,
} from 'passwork-wasm';

export type Shapes = [
  Expect<Equal<Progress, { done: number; total: number }>>,
  Expect<
    Equal<
      CallSettings,
      {
        signal?: AbortSignalLike | null | undefined; timeout?: number | undefined; totalTimeout?: number | undefined; retry?: number | boolean | undefined;
        concurrency?: number | undefined; onProgress?: ((progress: Progress) => void) | undefined; hooks?: Hooks | null | undefined;
      }
    >
  >,
  Expect<Equal<PasswordResult, { id: IdOf<'password'>; password: Password; error?: undefined } | { id: IdOf<'password'>; password?: undefined; error: PassworkError }>>,
  Expect<Equal<Id, string>>,
  Expect<Equal<IdKind, 'vault' | 'folder' | 'password' | 'shortcut' | 'inbox' | 'attachment' | 'user' | 'domain' | 'snapshot' | 'userGroup'>>,
  Expect<Equal<Flat<IdOf<'vault'>>['__vault'], true | undefined>>,
  Expect<Equal<EncodedText, string>>,
  Expect<Equal<Bytes, ReturnType<Uint8Array['slice']>>>,
  Expect<Equal<ServerObject, { [field: string]: unknown }>>,
  Expect<Equal<Acknowledgement, true | string>>,
  Expect<Equal<HashAlgorithm, 'sha256' | 'md5'>>,
  Expect<Equal<VaultScope, 'domain' | 'private' | (string & {})>>,
  Expect<Equal<CustomFieldType, 'text' | 'password' | 'totp' | (string & {})>>,
  Expect<Equal<ShareLinkPeriod, 'hour' | 'day' | 'week' | 'forever' | '1 hour' | '1 week' | '1 month' | 'unlimited'>>,
  Expect<Equal<RequestErrorKind, 'api' | 'network' | 'notApi' | 'usage' | 'aborted' | 'timeout' | 'closed' | 'engine'>>,
  Expect<Equal<PassworkErrorKind, RequestErrorKind | 'crypto' | 'attachment' | 'totp' | 'masterPassword' | 'unsupportedByServer'>>,
  Expect<Equal<BlobLike, { readonly size: number; readonly type: string; arrayBuffer(): Promise<ArrayBuffer> }>>,
  Expect<Equal<FileLike, Flat<BlobLike & { readonly name: string }>>>,
  Expect<Equal<FileInput, string | Uint8Array | ArrayBuffer | BlobLike | FileLike>>,
  Expect<Equal<AbortSignalLike, { readonly aborted: boolean; readonly reason?: unknown; addEventListener(type: 'abort', listener: () => void): void; removeEventListener(type: 'abort', listener: () => void): void }>>,
  Expect<Equal<FetchInit, { method: string; headers: Record<string, string>; body?: string | Bytes; redirect: 'manual'; signal?: PlatformAbortSignal; credentials?: 'omit'; cache?: 'no-store' }>>,
  Expect<Equal<FetchResponse, { readonly status: number; readonly type?: string; readonly headers: { get(name: string): string | null }; text(): Promise<string> }>>,
  Expect<Equal<FetchFunction, (url: string, init: FetchInit) => Promise<FetchResponse>>>,
  Expect<Equal<PassworkOptions, Flat<CallSettings & { host: string; apiVersion?: 4 | 7 | 'auto' | undefined; token?: string | undefined; refreshToken?: string | undefined; masterPassword?: string | false | null | undefined; useMasterPassword?: boolean | undefined; minimumRounds?: number | undefined; oldInboxItems?: boolean | undefined; allowUnencrypted?: boolean | undefined; pinVaultKeys?: Readonly<Record<string, string>> | null | undefined; tokenStore?: TokenStore | null | undefined; readOnly?: boolean | undefined; debug?: boolean | undefined; lang?: string | null | undefined; hash?: HashAlgorithm | undefined; fetch?: FetchFunction | undefined; headers?: Readonly<Record<string, string>> | null | undefined; httpAgent?: HttpAgentLike | null | undefined }>>>,
  Expect<Equal<HttpAgentLike, { readonly requests: object; readonly sockets: object; destroy(): void }>>,
  Expect<Equal<PassworkOptionsForAgent, Flat<PassworkOptions & { [option: string]: unknown }>>>,
  Expect<Equal<VaultKeyChange, { vaultId: IdOf<'vault'>; before: string; after: string }>>,
  Expect<Equal<StoredTokens, { readonly token: string; readonly refreshToken?: string | null | undefined }>>,
  Expect<Equal<TokenStore, { load(): StoredTokens | null | undefined | Promise<StoredTokens | null | undefined>; save(pair: { token: string; refreshToken: string }): unknown; lock?(run: () => Promise<void>, options: { readonly signal: AbortSignalLike }): PromiseLike<unknown> }>>,
  Expect<Equal<FileTokenStore, { load(): { token: string; refreshToken: string } | undefined; save(pair: StoredTokens): void; lock<T>(run: () => T | PromiseLike<T>, options?: { readonly signal?: AbortSignalLike | undefined }): Promise<T> }>>,
  Expect<Equal<typeof fileTokenStore, (file: string | { readonly href: string }) => FileTokenStore>>,
  Expect<Equal<LiveOptions, { lang?: string | null | undefined; hash?: HashAlgorithm | undefined }>>,
  Expect<Equal<Tokens, { token: string; refreshToken: string }>>,
  Expect<Equal<TokensInput, { token: string; refreshToken?: string | null | undefined }>>,
  Expect<Equal<AccessTokensInput, { readonly accessToken: string; readonly refreshToken?: string | null | undefined }>>,
  Expect<Equal<MasterKeyOptions, { useMasterPassword?: false | undefined; refreshToken?: string | null | undefined; masterPassword?: string | false | null | undefined } | { useMasterPassword: boolean; refreshToken?: string | null | undefined; masterPassword: string | false }>>,
  Expect<Equal<AgentOptions, { host: string; token: string; refreshToken: string; masterPassword: string | false; useMasterPassword: boolean; debug: boolean; lang: string | null; hash: HashAlgorithm; [option: string]: unknown }>>,
  Expect<Equal<AgentClient, { setAuthOptions: Passwork['setAuthOptions']; setOptions: Passwork['setOptions'] }>>,
  Expect<Equal<AgentRequest, (endpoint: string, body?: object) => Promise<unknown>>>,
  Expect<Equal<Agent, { request: { get: AgentRequest; post: AgentRequest; put: AgentRequest; delete: AgentRequest } }>>,
  Expect<Equal<AgentConstructor, new (options: AgentOptions, client: AgentClient) => Agent>>,
  Expect<Equal<FileManager, { canUseFs: boolean; readFile(path: string): Uint8Array | ArrayBuffer; getFileBasename(path: string): string; saveToFile(path: string, data: Uint8Array): void }>>,
  Expect<Equal<PassworkServices, { agent?: AgentConstructor | null | undefined; fileManager?: FileManager | null | undefined }>>,
  Expect<Equal<VersionInfo, { version: string; legacySupport: boolean }>>,
  Expect<Equal<LoginData, { token: string; refreshToken?: string | null; tokenTtl?: number | null; refreshTokenTtl?: number | null; tokenExpiredAt?: number | null; refreshTokenExpiredAt?: number | null; user?: { name: string; email: string; fullName?: string; login?: string } | null; versionInfo: VersionInfo }>>,
  Expect<Equal<UserKeys, { public: string; privateCrypted: EncodedText }>>,
  Expect<Equal<User, { id: IdOf<'user'>; name: string; fullName?: string; login?: string; email: string; locale: string; keys?: UserKeys }>>,
  Expect<Equal<Domain, { domainId: IdOf<'domain'>; name: string; access: string; mpCrypted?: EncodedText }>>,
  Expect<Equal<Vault, { id: IdOf<'vault'>; name: string; scope: VaultScope; access: string; visible: boolean; foldersAmount: number; passwordsAmount: number; domainId?: IdOf<'domain'>; domainMaster?: EncodedText; vaultPasswordCrypted?: EncodedText; passwordCrypted?: EncodedText }>>,
  Expect<Equal<Folder, { id: IdOf<'folder'>; name: string; vaultId: IdOf<'vault'>; parentId: IdOf<'folder'> | null; foldersAmount: number; passwordsAmount: number }>>,
  Expect<Equal<VaultFullInfo, { vault?: Vault; folders?: Folder[]; passwords?: PasswordListItem[] }>>,
  Expect<Equal<SealedCustomField, { name: EncodedText; value: EncodedText; type: EncodedText }>>,
  Expect<Equal<CustomField, { name: string; value: string; type: CustomFieldType; getTotpCode?: () => string }>>,
  Expect<Equal<AttachmentInfo, { id: IdOf<'attachment'>; name: string; encryptedKey: EncodedText }>>,
  Expect<Equal<Flat<StoredAttachment>, Flat<AttachmentInfo & { passwordId: IdOf<'password'>; encryptedData: EncodedText; hash: string }>>>,
  Expect<Equal<AttachmentHelpers, { getData: () => Bytes; saveTo: (path: string, name?: string | null) => void }>>,
  Expect<Equal<Flat<Attachment>, Flat<StoredAttachment & AttachmentHelpers>>>,
  Expect<Equal<PasswordBase, { id: IdOf<'password'>; name: string; login: string; description: string; url: string; color: string | null; tags: string[]; lastPasswordUpdate: number; updatedAt: string; access: string; accessCode: number; isFavorite: boolean }>>,
  Expect<Equal<SealedPasswordFields, { cryptedPassword: EncodedText; cryptedKey?: EncodedText; custom?: SealedCustomField[] | null; attachments?: AttachmentInfo[] | null }>>,
  Expect<Equal<PasswordHelpers, { getPassword: () => string; getCustoms: () => CustomField[] | null }>>,
  Expect<Equal<ShortcutPlace, { id: IdOf<'shortcut'>; vaultId: IdOf<'vault'>; folderId: IdOf<'folder'> | null }>>,
  Expect<Equal<Flat<Shortcut>, Flat<ShortcutPlace & { cryptedKey: EncodedText; isFavorite: boolean }>>>,
  Expect<Equal<Flat<PasswordListItem>, Flat<PasswordBase & { vaultId: IdOf<'vault'>; folderId: IdOf<'folder'> | null; shortcut: ShortcutPlace | null; inboxId?: IdOf<'inbox'> }>>>,
  Expect<Equal<Flat<StoredPassword>, Flat<PasswordBase & SealedPasswordFields & { vaultId: IdOf<'vault'>; folderId: IdOf<'folder'> | null }>>>,
  Expect<Equal<Flat<Password>, Flat<StoredPassword & PasswordHelpers>>>,
  Expect<Equal<Flat<StoredShortcutPassword>, Flat<PasswordBase & SealedPasswordFields & { shortcut: Shortcut }>>>,
  Expect<Equal<Flat<ShortcutPassword>, Flat<StoredShortcutPassword & PasswordHelpers>>>,
  Expect<Equal<InboxListItem, { id: IdOf<'inbox'>; name: string; viewed: boolean; from: string; date?: string }>>,
  Expect<Equal<Flat<InboxPassword>, Flat<InboxListItem & { password: Password; cryptedKey?: EncodedText; groupPasswordCrypted?: EncodedText; vaultId?: IdOf<'vault'> }>>>,
  Expect<Equal<CustomFieldInput, { readonly name: string; readonly value: string; readonly type: CustomFieldType }>>,
  Expect<Equal<AttachmentInput, { readonly path: FileInput; readonly name?: string | null | undefined }>>,
  Expect<Equal<AttachmentBytes, { readonly path?: undefined; readonly bytes: Uint8Array | ArrayBuffer | BlobLike | FileLike; readonly name?: string | null | undefined }>>,
  Expect<Equal<PasswordFields, { readonly name?: string | null | undefined; readonly login?: string | null | undefined; readonly url?: string | null | undefined; readonly description?: string | null | undefined; readonly color?: string | null | undefined; readonly tags?: readonly string[] | null | undefined; readonly custom?: readonly CustomFieldInput[] | undefined; readonly attachments?: readonly (AttachmentInput | AttachmentBytes)[] | undefined }>>,
  Expect<Equal<NewPassword, Flat<PasswordFields & { readonly vaultId: VaultId; readonly folderId?: FolderId | null | undefined; readonly password: string; readonly snapshot?: EncodedText | null | undefined }>>>,
  Expect<Equal<PasswordChanges, Flat<PasswordFields & { readonly password?: string | undefined }>>>,
];

export type Shapes7 = [
  Expect<Equal<SnapshotId, IdFor<'snapshot'>>>,
  Expect<Equal<UserId, IdFor<'user'>>>,
  Expect<Equal<UserGroupId, IdFor<'userGroup'>>>,
  Expect<Equal<HttpMethod, 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'>>,
  Expect<Equal<QueryValue, string | number | boolean | null | undefined>>,
  Expect<Equal<ItemFilters, { readonly query?: string | null | undefined; readonly tags?: readonly string[] | null | undefined; readonly colorCodes?: readonly (number | string)[] | null | undefined; readonly vaultIds?: readonly VaultId[] | null | undefined; readonly folderIds?: readonly FolderId[] | null | undefined }>>,
  Expect<Equal<Flat<Snapshot>, Flat<Pick<PasswordBase, 'name' | 'login' | 'description' | 'url' | 'tags'> & SealedPasswordFields & PasswordHelpers & { id: IdOf<'snapshot'> }>>>,
  Expect<Equal<SnapshotInfo, ServerObject & { id: IdOf<'snapshot'> }>>,
  Expect<Equal<VaultType, ServerObject & { id: Id; name: string; code: 'company' | 'privateShared' | (string & {}) }>>,
  Expect<Equal<UserAccount, ServerObject & { id: IdOf<'user'> }>>,
  Expect<Equal<UserRole, ServerObject & { id: Id }>>,
  Expect<Equal<UserGroup, ServerObject & { id: IdOf<'userGroup'> }>>,
  Expect<Equal<NewUser, { readonly login: string; readonly email?: string | null | undefined; readonly fullName?: string | null | undefined; readonly userRoleId?: Id | null | undefined; readonly password?: string | undefined; readonly [member: string]: unknown }>>,
  Expect<Equal<CreatedUser, { id: IdOf<'user'> | null; password: string; masterPassword: string | null }>>,
  Expect<Equal<UserFilters, { readonly search?: string | null | undefined; readonly filter?: QueryValue | readonly QueryValue[]; readonly limit?: number | null | undefined; readonly offset?: number | null | undefined }>>,
  Expect<Equal<UserGroupFilters, { readonly search?: string | null | undefined; readonly limit?: number | null | undefined }>>,
];

export type Errors = [
  Expect<Equal<PassworkError['kind'], 'api' | 'network' | 'notApi' | 'usage' | 'crypto' | 'attachment' | 'totp' | 'aborted' | 'timeout' | 'closed' | 'engine' | 'masterPassword' | 'unsupportedByServer'>>,
  Expect<
    Equal<
      Pick<PassworkError, 'kind' | 'httpRequest' | 'httpStatus' | 'httpMessage' | 'code' | 'legacyCode' | 'status' | 'data' | 'cause'>,
      {
        readonly kind: PassworkErrorKind; readonly httpRequest?: string; readonly httpStatus?: number | 'serverError'; readonly httpMessage?: string;
        readonly code?: string; readonly legacyCode?: 'apiSessionExpired'; readonly status?: string; readonly data?: unknown; readonly cause?: unknown;
      }
    >
  >,
  Expect<PassworkError extends Error ? true : false>,
];

export type Class = [
  Expect<Equal<typeof Passwork.Passwork, typeof Passwork>>,
  Expect<Equal<typeof Passwork.default, typeof Passwork>>,
  Expect<Equal<typeof Passwork.PassworkError, typeof PassworkError>>,
  Expect<Equal<ConstructorParameters<typeof Passwork>, [options: string | PassworkOptions | PassworkOptionsForAgent, services: PassworkServices | null | undefined]>>,
];
