// The class is one piece: of members that come from interfaces, TypeScript lets a class that extends it make accessors, or
// fields without a value (no TS2611, no TS2612), and an editor names the interface in their place.

import type {
  Attachment,
  AttachmentBytes,
  AttachmentHelpers,
  AttachmentInfo,
  AttachmentInput,
  StoredAttachment,
} from './attachment.js';
import type { CustomField, CustomFieldInput, CustomFieldType, SealedCustomField } from './custom-field.js';
import type { Diagnostics, DiagnosticsOptions } from './diagnostics.js';
import type { Domain } from './domain.js';
import { PassworkError, type PassworkErrorKind, type RequestErrorKind } from './errors.js';
import type {
  AbortedError,
  AnyPassworkError,
  ApiError,
  AttachmentError,
  ClosedError,
  CryptoError,
  EngineError,
  MasterPasswordError,
  NetworkError,
  NotApiError,
  TimeoutError,
  TotpError,
  UnsupportedByServerError,
  UsageError,
} from './errors-by-kind.js';
import type { BlobLike, FileInput, FileLike } from './files.js';
import type { Folder } from './folder.js';
import type {
  CallTrace,
  Hooks,
  RequestEnded,
  RequestRepeated,
  RequestStarted,
  RequestTrace,
  SessionRenewed,
} from './hooks.js';
import type {
  AttachmentId,
  FolderId,
  Id,
  IdFor,
  IdKind,
  IdOf,
  InboxId,
  PasswordId,
  ShortcutId,
  SnapshotId,
  UserGroupId,
  UserId,
  VaultId,
} from './ids.js';
import type { InboxListItem, InboxPassword } from './inbox.js';
import type {
  CallSettings,
  HashAlgorithm,
  LiveOptions,
  PassworkOptions,
  PassworkOptionsForAgent,
  Progress,
} from './options.js';
import type {
  ItemFilters,
  NewPassword,
  Password,
  PasswordBase,
  PasswordChanges,
  PasswordFields,
  PasswordHelpers,
  PasswordListItem,
  PasswordResult,
  SealedPasswordFields,
  ShareLinkPeriod,
  Snapshot,
  SnapshotInfo,
  StoredPassword,
} from './password.js';
import type {
  AbortSignalLike,
  FetchFunction,
  FetchInit,
  FetchResponse,
  HttpAgentLike,
  PlatformAbortSignal,
} from './platform.js';
import type { ReadOnlyPassword, WritingMethod } from './read-only.js';
import {
  formatReference,
  parseReference,
  type ReferenceById,
  type ReferenceByPath,
  type ReferenceCandidate,
  type ReferenceForm,
  type ReferenceInput,
  type ReferenceParts,
  type ReferenceSource,
  type ReferenceValue,
  type ResolvedList,
  type ResolvedRecord,
  type ResolvedReference,
} from './references.js';
import type { SelfCheck } from './self-check.js';
import type {
  Agent,
  AgentClient,
  AgentConstructor,
  AgentOptions,
  AgentRequest,
  FileManager,
  PassworkServices,
} from './services.js';
import type { AccessTokensInput, LoginData, MasterKeyOptions, Tokens, TokensInput, VersionInfo } from './session.js';
import type { Shortcut, ShortcutPassword, ShortcutPlace, StoredShortcutPassword } from './shortcut.js';
import { type FileTokenStore, fileTokenStore, type StoredTokens, type TokenStore } from './token-store.js';
import type { EntryBase, FolderEntry, ItemEntry, ListOptions, ShortcutEntry, TreeEntry, VaultEntry } from './tree.js';
import type {
  CreatedUser,
  NewUser,
  User,
  UserAccount,
  UserFilters,
  UserGroup,
  UserGroupFilters,
  UserKeys,
  UserRole,
} from './user.js';
import type { Acknowledgement, Bytes, EncodedText, HttpMethod, QueryValue, ServerObject } from './values.js';
import type { Vault, VaultFullInfo, VaultKeyChange, VaultScope, VaultType } from './vault.js';

/**
 * `{ [Symbol.asyncDispose]: () => Promise<void> }` where the program's library knows `Symbol.asyncDispose`
 * (`"lib": ["esnext.disposable"]`), otherwise nothing.
 */
export type AsyncDisposeSupport = SymbolConstructor extends { readonly asyncDispose: infer S }
  ? S extends symbol
    ? { [K in S]: () => Promise<void> }
    : {}
  : {};

/** `await using passwork = new Passwork(host)` calls {@link Passwork.close} at the end of the block. */
export interface Passwork extends AsyncDisposeSupport {}

/**
 * A client of one Passwork server.
 *
 * Methods are properties that work without `this`: they can be taken off, passed to `map` (`ids.map(passwork.getVault)`) and
 * replaced. Those that return a promise reject and do not throw (a call at the very end of the stack excepted); every error is a
 * {@link PassworkError}, unless a caller's own agent or listener, or the file system in `saveTo`, made it.
 * No argument is ever changed. Objects of the server come as they were sent, unknown members included.
 *
 * *Sealed mode* is client-side encryption (there is a master password); *plain mode* is without. Where a master password was given
 * and none is in force (a login that failed, a logout), methods that send values or keys reject with kind `usage` and send nothing,
 * until a `login`, `loginWithKey` or `setAuthOptions` has succeeded. "The password's vault" is one
 * more `GET /vaults/{id}`.
 *
 * *Passwork 7* has an API of its own, and is served by the same methods. "Requests" are those to a server of API v4; Passwork 7 is
 * asked in its own way, mostly less often. Where it differs for a program, a method has a line "Passwork 7": "not to be had" rejects
 * with kind `unsupportedByServer` and sends nothing; "by an endpoint that nobody has seen" means that its address is a guess. Methods
 * of Passwork 7 alone stand at the end, and reject with `unsupportedByServer` on a server of API v4.
 *
 * @example
 * ```ts
 * import Passwork from 'passwork-wasm';
 *
 * const passwork = new Passwork('https://passwork.example.com/api/v4');
 * await passwork.login('api-key', 'master password'); // second argument only with client-side encryption
 * const password = await passwork.getPassword('password-id');
 * console.log(password.name, password.getPassword(), password.getCustoms());
 * await passwork.logout();
 * ```
 *
 * @example
 * ```ts
 * const passwork = new Passwork('https://passwork.example.com'); // Passwork 7: tokens in place of the API key
 * await passwork.login({ accessToken: 'access token', refreshToken: 'refresh token' }, 'master password');
 * ```
 */
export declare class Passwork {
  /**
   * Makes a client. Nothing is sent.
   *
   * Throws a {@link PassworkError} of kind `usage` without options or with a setting that cannot be used, and
   * `engine` where WebAssembly is forbidden or missing.
   *
   * @param options Base address of the API, or options.
   * @param services None: the built-in ones.
   * @throws {PassworkError}
   */
  constructor(options: string | PassworkOptions, services?: null);
  /**
   * Makes a client with an agent or a file manager of your own. Nothing is sent.
   *
   * @param options Base address of the API, or options; members unknown to this package are carried along for the agent.
   * @param services The parts to be replaced.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * const passwork = new Passwork(host, { agent: MyAgent }); // class MyAgent { request = { get, post, put, delete } }
   * ```
   */
  constructor(
    options: string | PassworkOptions | PassworkOptionsForAgent,
    services: PassworkServices | null | undefined,
  );

  /**
   * Whether the engine computes what it must: known answers of each primitive, of both text forms and the envelope, and the SIMD
   * kernels against the same without them. Synchronous, a few hundredths of a second; starts the engine, sends nothing. What
   * values are sealed with is checked by itself, before the first value is: if that fails, methods that send values reject with
   * kind `engine`, and nothing is written. Not enumerable.
   *
   * Throws a {@link PassworkError} of kind `engine` where WebAssembly is forbidden or missing.
   *
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * const { ok, checks } = Passwork.selfCheck();
   * if (!ok) console.error(checks.filter((check) => !check.ok).map(({ name }) => name));
   * ```
   */
  static selfCheck: () => SelfCheck;

  // ---------------------------------------------------------------- session

  /**
   * Logs in and dispatches `tokensChanged`.
   *
   * A wrong master password is not noticed here: the first thing that has to be decrypted rejects with kind `crypto`. If the login
   * fails, tokens and key are what they were before; if a master password was given and there was no key, nothing that holds a
   * value is sent until a login has succeeded.
   *
   * Requests: version, login and, in sealed mode, the key options.
   * Rejects: {@link RequestErrorKind}; `crypto` for key options that cannot be used, or ask for less than `minimumRounds`.
   * Passwork 7: takes tokens that were made in Passwork, for a user or a service account, and asks whether they work: the user and,
   * in sealed mode, the key options and the user's keys. A wrong master password rejects with `masterPassword`, a server without
   * client-side encryption with `usage` and the code `'clientSideEncryptionDisabled'`. Without a refresh token the session ends when
   * the access token expires.
   *
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * await passwork.login('access token:refresh token', 'master password'); // Passwork 7
   * await passwork.login({ token: 'access token', refreshToken: 'refresh token' });
   * ```
   */
  login: {
    /**
     * Logs in without client-side encryption: plain mode. On a server that has it, what is sealed cannot be opened then.
     *
     * @param apiKey The API key of the user. Passwork 7: an access token, both tokens as one text `'access:refresh'`, or an object.
     * @param masterPassword None.
     * @throws {PassworkError}
     */
    login(apiKey: string | TokensInput | AccessTokensInput, masterPassword?: false | null): Promise<LoginData>;
    /**
     * Logs in with client-side encryption: sealed mode. The server's options say how the master key is derived; with API v4 and
     * without any, the master password is the key.
     *
     * @param apiKey The API key of the user. Passwork 7: an access token, both tokens as one text `'access:refresh'`, or an object.
     * @param masterPassword The master password; anything falsy: plain mode.
     * @throws {PassworkError}
     */
    login(apiKey: string | TokensInput | AccessTokensInput, masterPassword?: string | false | null): Promise<LoginData>;
    /**
     * The same with a text: what a wrapper that is made of the parameters of `login` takes.
     *
     * @param apiKey The API key of the user. Passwork 7: an access token, or both tokens as one text `'access:refresh'`.
     * @param masterPassword The master password; anything falsy: plain mode.
     * @throws {PassworkError}
     */
    login(apiKey: string, masterPassword?: string | false | null): Promise<LoginData>;
  }['login'];
  /**
   * Logs in with a master key that was derived before, as {@link Passwork.loadMasterKey} gives it. Dispatches `tokensChanged`.
   *
   * Requests: version, login.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: as {@link Passwork.login}, without the key options. A key that does not open the user's keys rejects with
   * `masterPassword`.
   *
   * @throws {PassworkError}
   */
  loginWithKey: {
    /**
     * Logs in with an API key or with tokens.
     *
     * @param apiKey The API key of the user. Passwork 7: an access token, both tokens as one text `'access:refresh'`, or an object.
     * @param masterKey The effective master key; anything falsy: plain mode.
     * @throws {PassworkError}
     */
    loginWithKey(
      apiKey: string | TokensInput | AccessTokensInput,
      masterKey?: string | false | null,
    ): Promise<LoginData>;
    /**
     * The same with a text: what a wrapper that is made of the parameters of `loginWithKey` takes.
     *
     * @param apiKey The API key of the user. Passwork 7: an access token, or both tokens as one text `'access:refresh'`.
     * @param masterKey The effective master key; anything falsy: plain mode.
     * @throws {PassworkError}
     */
    loginWithKey(apiKey: string, masterKey?: string | false | null): Promise<LoginData>;
  }['loginWithKey'];
  /**
   * Logs out and forgets tokens and master key. Helpers of objects that were read before go on working. If it fails, nothing
   * is forgotten and it can be repeated.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: nothing is sent: the tokens live on, for the next program.
   *
   * @throws {PassworkError}
   */
  logout: () => Promise<void>;
  /**
   * Takes up a session again and dispatches `tokensChanged`, at once.
   *
   * Requests: none, or the key options (with a refresh token and a master password, and no master key).
   * Rejects: {@link RequestErrorKind}, `crypto`.
   * Passwork 7: a text is the access token alone: `'access:refresh'` is taken apart by `login` only. Password and key are checked at
   * once; a wrong one rejects with `masterPassword`.
   *
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * const { token, refreshToken } = JSON.parse(stored);
   * await passwork.setAuthOptions({ token, refreshToken }, 'master password');
   * ```
   */
  setAuthOptions: {
    /**
     * Takes up a session again.
     *
     * @param apiToken A session token, or both tokens. API v4: with a lone token the master password itself is taken for the key.
     * @param masterPass The master password, if the key is to be derived; anything falsy: plain mode, unless a key is given.
     * @param masterKey The effective master key; then nothing is derived and `masterPass` is not looked at.
     * @throws {PassworkError}
     */
    setAuthOptions(
      apiToken: string | TokensInput | AccessTokensInput,
      masterPass?: string | false | null,
      masterKey?: string | false | null,
    ): Promise<void>;
  }['setAuthOptions'];
  /**
   * Sets the tokens and dispatches `tokensChanged`. Synchronous; sends nothing; throws what a listener throws, when
   * the tokens are set and all listeners have been called.
   *
   * @param token Session token.
   * @param refreshToken Refresh token. Default: none.
   * @throws {PassworkError}
   */
  setTokens: (token: string, refreshToken?: string | null) => void;
  /**
   * Changes options of the running client. Synchronous; sends nothing. Other members and unknown hash names are ignored.
   *
   * @param options The new values.
   * @throws {PassworkError}
   */
  setOptions: (options?: LiveOptions | null) => void;
  /**
   * Gives the effective master key for the given settings; the client itself is not changed. Keep the result as secret as the
   * master password.
   *
   * Requests: none, or the key options.
   * Rejects: {@link RequestErrorKind}; `crypto` for key options that cannot be used.
   * Passwork 7: needs a session; `refreshToken` is not looked at.
   *
   * @param options The settings to use in place of the client's own.
   * @returns The key; `false` in plain mode.
   * @throws {PassworkError}
   */
  loadMasterKey: (options: MasterKeyOptions) => Promise<string | false>;
  /**
   * Calls the listeners of an event, synchronously and in the order of listening. Throws what a listener throws.
   *
   * @param name Name of the event, any text.
   * @param data Handed to every listener as it is.
   * @throws {PassworkError}
   */
  dispatchEvent: (name: string, data?: unknown) => void;
  /**
   * Adds a listener. The client itself dispatches `tokensChanged`, on every login, on `setAuthOptions` and `setTokens`, and
   * whenever it has refreshed an expired session; and `vaultKeyChanged`, when a vault has another key than this client has seen
   * before, before anything is written with it. There is no way to unlisten.
   *
   * Synchronous; throws with kind `usage` if the listener is not a function.
   *
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * passwork.listenEvent('tokensChanged', ({ token, refreshToken }) => store({ token, refreshToken }));
   * ```
   */
  listenEvent: {
    /**
     * Adds a listener for a changed session.
     *
     * @param name `'tokensChanged'`.
     * @param listener Called with the new tokens.
     * @throws {PassworkError}
     */
    (name: 'tokensChanged', listener: (tokens: Tokens) => void): void;
    /**
     * Adds a listener for a vault whose key is another than before.
     *
     * @param name `'vaultKeyChanged'`.
     * @param listener Called with the vault and the fingerprints of both keys.
     * @throws {PassworkError}
     */
    (name: 'vaultKeyChanged', listener: (change: VaultKeyChange) => void): void;
    /**
     * Adds a listener for an event of your own.
     *
     * @param name Name of the event.
     * @param listener Called with what `dispatchEvent` was given.
     * @throws {PassworkError}
     */
    (name: string, listener: (data: unknown) => void): void;
  };

  // ---------------------------------------------------------------- server and user

  /**
   * The server's version; works without a session.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: needs a session; `'7'` where the server's settings do not tell a version.
   *
   * @throws {PassworkError}
   */
  version: () => Promise<VersionInfo>;
  /**
   * The current user.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: see {@link User}; with a master password it rejects with `masterPassword` or `crypto` too.
   *
   * @throws {PassworkError}
   */
  userInfo: () => Promise<User>;
  /**
   * The secret for the browser extension, in the server's form.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: not to be had; there are no such secrets any more.
   *
   * @throws {PassworkError}
   */
  extensionSecret: () => Promise<unknown>;
  /**
   * A page of the user's notifications, in the server's form.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: not to be had; notifications are seen in the web interface.
   *
   * @param page Number of the page, from 1. Default: 1.
   * @param limit Entries a page. Default: 10.
   * @throws {PassworkError}
   */
  userNotifications: (page?: number, limit?: number) => Promise<unknown>;
  /**
   * Number of notifications that were not viewed yet.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: not to be had; notifications are seen in the web interface.
   *
   * @throws {PassworkError}
   */
  userNotificationsCountNew: () => Promise<number>;
  /**
   * Marks all notifications as viewed.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: not to be had; notifications are seen in the web interface.
   *
   * @throws {PassworkError}
   */
  userNotificationsMarkAsViewed: () => Promise<Acknowledgement>;

  // ---------------------------------------------------------------- passwords

  /**
   * Passwords of a folder or (without a folder) of the top level of a vault, in short form, sorted by name.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: `usage` without a vault and a folder. Shortcuts that lie there stand in the list.
   *
   * @param vaultId The vault; not looked at when a folder is given.
   * @param folderId The folder. Default: none.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * await passwork.getPasswords(vaultId);
   * await passwork.getPasswords(null, folderId);
   * ```
   */
  getPasswords: (vaultId?: VaultId | null, folderId?: FolderId | null) => Promise<PasswordListItem[]>;
  /**
   * A whole password, with helpers that decrypt it.
   *
   * Requests: the password, then its vault.
   * Rejects: {@link RequestErrorKind}; `crypto` if its key cannot be opened, most often because of a wrong master password.
   *
   * @param id Id of the password.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * const password = await passwork.getPassword(id);
   * password.name; // as the server sent it
   * password.getPassword(); // decrypted now
   * password.getCustoms()?.find((field) => field.type === 'totp')?.getTotpCode?.();
   * ```
   */
  getPassword: (id: PasswordId) => Promise<Password>;
  /**
   * Passwords that the user has opened lately, in short form, in the server's order.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: by an endpoint that nobody has seen; `unsupportedByServer` where the server has none.
   *
   * @throws {PassworkError}
   */
  getRecentPasswords: () => Promise<PasswordListItem[]>;
  /**
   * Passwords that the user has marked, in short form, in the server's order.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @throws {PassworkError}
   */
  getFavoritePasswords: () => Promise<PasswordListItem[]>;
  /**
   * Finds passwords, in short form, in the server's order.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: the inbox cannot be searched, so that `includeShared` finds nothing more. See {@link Passwork.searchItems}.
   *
   * @param query Text to look for; `''`: everything that fits the rest.
   * @param tags Only with all these tags. Default: `[]`, any.
   * @param colors Only with one of these colours. Default: `[]`, any.
   * @param vaultId Only in this vault. Default: all.
   * @param includeShared Also look in the inbox; such items have `inboxId`. Default: `false`.
   * @param includeShortcuts Also look behind shortcuts; such items have `shortcut`. Default: `false`.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * const [first] = await passwork.searchPasswords('mail', ['prod'], [], vaultId);
   * if (first) console.log((await passwork.getPassword(first.id)).getPassword());
   * ```
   */
  searchPasswords: (
    query: string,
    tags?: readonly string[] | null,
    colors?: readonly string[] | null,
    vaultId?: VaultId | null,
    includeShared?: boolean,
    includeShortcuts?: boolean,
  ) => Promise<PasswordListItem[]>;
  /**
   * Finds passwords by their address, in short form, in the server's order.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: the inbox cannot be searched, so that `includeShared` finds nothing more.
   *
   * @param url The address.
   * @param includeShared Also look in the inbox. Default: `false`.
   * @param includeShortcuts Also look behind shortcuts. Default: `false`.
   * @throws {PassworkError}
   */
  searchPasswordsByUrl: (
    url: string,
    includeShared?: boolean,
    includeShortcuts?: boolean,
  ) => Promise<PasswordListItem[]>;
  /**
   * An attachment with its contents, and helpers that decrypt and save it.
   *
   * Requests: the password, its vault, the attachment.
   * Rejects: {@link RequestErrorKind}; `crypto` if the password's key cannot be opened.
   *
   * @param passwordId Id of the password.
   * @param attachmentId Id from the password's `attachments`.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * const password = await passwork.getPassword(id);
   * for (const { id: attachmentId } of password.attachments ?? []) {
   *   const attachment = await passwork.getAttachment(password.id, attachmentId);
   *   attachment.saveTo('./downloads/'); // Node; in a page: new Blob([attachment.getData()])
   * }
   * ```
   */
  getAttachment: (passwordId: PasswordId, attachmentId: AttachmentId) => Promise<Attachment>;
  /**
   * Adds a password. The object that is passed is not changed.
   *
   * Requests: the vault, then the write.
   * Rejects: {@link RequestErrorKind} (`usage` for a missing password, an incomplete custom field and the like); `crypto`; `attachment`
   * for a file that cannot be read or is too big; `totp` for a bad secret. Nothing is written then, except where the write itself fails.
   *
   * @param fields The fields of the new password.
   * @returns The stored password, without helpers.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * const { id } = await passwork.addPassword({
   *   vaultId,
   *   name: 'Mail',
   *   login: 'bob',
   *   password: 'S3cret',
   *   custom: [{ name: 'Second factor', value: 'JBSWY3DPEHPK3PXP', type: 'totp' }],
   *   attachments: [{ path: './notes.txt' }, { path: new Uint8Array([1, 2, 3]), name: 'bytes.bin' }],
   * });
   * ```
   */
  addPassword: (fields: NewPassword) => Promise<StoredPassword>;
  /**
   * Changes a password; what is left out stays. The server keeps the earlier state. The object that is passed is not changed.
   *
   * Requests: the password, its vault, then the write.
   * Rejects: as {@link Passwork.addPassword}.
   * Passwork 7: where the password has attachments already, more are added by an endpoint that nobody has seen;
   * `unsupportedByServer` where the server has none, and then nothing else is changed.
   *
   * @param id Id of the password.
   * @param fields What to change.
   * @returns The stored password, without helpers.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * const password = await passwork.getPassword(id);
   * await passwork.editPassword(id, {
   *   password: 'N3w secret',
   *   custom: [...(password.getCustoms() ?? []), { name: 'PIN', value: '1234', type: 'password' }],
   * });
   * ```
   */
  editPassword: (id: PasswordId, fields?: PasswordChanges) => Promise<StoredPassword>;
  /**
   * Deletes a password. The server keeps its last state.
   *
   * Requests: the password, its vault, then the deletion.
   * Rejects: {@link RequestErrorKind}, `crypto`.
   *
   * @param id Id of the password.
   * @throws {PassworkError}
   */
  deletePassword: (id: PasswordId) => Promise<Acknowledgement>;
  /**
   * Attaches a file to a password.
   *
   * Requests: the password, its vault, then the upload.
   * Rejects: {@link RequestErrorKind}; `crypto`; `attachment` for a file that cannot be read or is larger than 5 MiB.
   * Passwork 7: the first attachment by a known endpoint, further ones by one that nobody has seen; `unsupportedByServer` where
   * the server has none.
   *
   * @param passwordId Id of the password.
   * @param attachment A path (not in pages), bytes, a `Blob` or a `File`.
   * @param attachmentName Name to store. Default: the last component of the path, or the name of the `File`. Bytes have no name: give one.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * await passwork.addPasswordAttachment(id, './key.pem');
   * await passwork.addPasswordAttachment(id, new TextEncoder().encode('text'), 'note.txt');
   * ```
   */
  addPasswordAttachment: (
    passwordId: PasswordId,
    attachment: FileInput,
    attachmentName?: string | null,
  ) => Promise<AttachmentInfo>;
  /**
   * Attaches a `File` or `Blob` to a password; resolves after the upload. In pages and in Node.
   *
   * Requests: the password, its vault, then the upload.
   * Rejects: {@link RequestErrorKind}; `crypto`; `attachment` for a file that cannot be read or is larger than 5 MiB.
   * Passwork 7: as {@link Passwork.addPasswordAttachment}; `usage` where there is no name at all.
   *
   * @param passwordId Id of the password.
   * @param file The file.
   * @param attachmentName Name to store where the file has none of its own.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * const file = input.files?.[0]; // <input type="file">
   * if (file) await passwork.addPasswordWebAttachment(id, file);
   * ```
   */
  addPasswordWebAttachment: (
    passwordId: PasswordId,
    file: BlobLike | FileLike,
    attachmentName?: string | null,
  ) => Promise<AttachmentInfo>;
  /**
   * Deletes an attachment.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: by an endpoint that nobody has seen; `unsupportedByServer` where the server has none.
   *
   * @param passwordId Id of the password.
   * @param attachmentId Id from the password's `attachments`.
   * @throws {PassworkError}
   */
  deletePasswordAttachment: (passwordId: PasswordId, attachmentId: AttachmentId) => Promise<Acknowledgement>;
  /**
   * Moves a password, encrypted anew for its new vault.
   *
   * Requests: the password, its vault, the other vault (unless it is the same), then the write.
   * Rejects: {@link RequestErrorKind}, `crypto`.
   * Passwork 7: by an endpoint that nobody has seen; `unsupportedByServer` where the server has none, where one of the two
   * vaults is encrypted and the other is not, and where the password does not open afterwards: then it is moved back.
   *
   * @param id Id of the password.
   * @param vaultId The vault to move it to.
   * @param folderId The folder to move it to. Default: the top of the vault.
   * @returns Id of the password.
   * @throws {PassworkError}
   */
  movePassword: (id: PasswordId, vaultId: VaultId, folderId?: FolderId | null) => Promise<IdOf<'password'>>;
  /**
   * Copies a password, encrypted anew for the copy's vault.
   *
   * Requests: the password, its vault, the other vault (unless it is the same), then the write.
   * Rejects: {@link RequestErrorKind}, `crypto`.
   *
   * @param id Id of the password.
   * @param vaultId The vault of the copy.
   * @param folderId The folder of the copy. Default: the top of the vault.
   * @returns Id of the copy.
   * @throws {PassworkError}
   */
  copyPassword: (id: PasswordId, vaultId: VaultId, folderId?: FolderId | null) => Promise<IdOf<'password'>>;
  /**
   * Marks a password as favourite.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: by an endpoint that nobody has seen; `unsupportedByServer` where the server has none, or the mark does not
   * follow.
   *
   * @param id Id of the password.
   * @throws {PassworkError}
   */
  favoritePassword: (id: PasswordId) => Promise<Acknowledgement>;
  /**
   * Takes the mark of a favourite away.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: by an endpoint that nobody has seen; `unsupportedByServer` where the server has none, or the mark does not
   * follow.
   *
   * @param id Id of the password.
   * @throws {PassworkError}
   */
  unfavoritePassword: (id: PasswordId) => Promise<Acknowledgement>;
  /**
   * Who has access to a password, in the server's form.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: not to be had; who sees a password is seen in the web interface.
   *
   * @param id Id of the password.
   * @throws {PassworkError}
   */
  getPasswordSharingInfo: (id: PasswordId) => Promise<ServerObject>;
  /**
   * Makes a link through which anybody can read the password. In plain mode its readable values go to the server.
   *
   * Requests: the password, its vault, then the write.
   * Rejects: {@link RequestErrorKind}, `crypto`.
   *
   * @param id Id of the password.
   * @param reusable Whether the link works more than once. Default: `false`.
   * @param time Lifetime in hours; a word on servers of version 5. Default: 24. Passwork 7: hours, a word, or `null` for no end; the
   * longest of an hour, a week (168), a month (720) that is not longer. Less than an hour, and any other word, is `usage`. Default: an hour.
   * @param secret Sealed mode: the text that opens the link. Default: 100 random characters, which
   * API v4 also takes for every `time` that is a word.
   * @returns The link; in sealed mode with `#code=` and the secret at its end.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * await passwork.generatePasswordShareLink(id); // once, within 24 hours
   * await passwork.generatePasswordShareLink(id, true, 24 * 7);
   * await passwork.generatePasswordShareLink(id, false, 'week'); // servers of version 5, and Passwork 7
   * await passwork.generatePasswordShareLink(id, true, '1 month'); // Passwork 7
   * ```
   */
  generatePasswordShareLink: (
    id: PasswordId,
    reusable?: boolean,
    time?: number | ShareLinkPeriod | null,
    secret?: string | null,
  ) => Promise<string>;

  // ---------------------------------------------------------------- inbox

  /**
   * What was sent to the user, in the server's order.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: by an endpoint that nobody has seen; `unsupportedByServer` where the server has none.
   *
   * @throws {PassworkError}
   */
  getInboxPasswords: () => Promise<InboxListItem[]>;
  /**
   * Number of items in the inbox.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: by an endpoint that nobody has seen; `unsupportedByServer` where the server has none.
   *
   * @throws {PassworkError}
   */
  getInboxPasswordsCount: () => Promise<number>;
  /**
   * Opens an item of the inbox; the helpers stand on its member `password`. It counts as viewed afterwards.
   *
   * Requests: the item, then the user; items of servers before 5.4: the item again, and its vault.
   * Rejects: {@link RequestErrorKind}; `crypto` if its key cannot be opened or the user has no keys.
   *
   * @param inboxId Id of the item, not of the password.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * for (const { id } of await passwork.getInboxPasswords()) {
   *   const { from, password } = await passwork.getInboxPassword(id);
   *   console.log(from, password.name, password.getPassword());
   * }
   * ```
   */
  getInboxPassword: (inboxId: InboxId) => Promise<InboxPassword>;
  /**
   * Changes the password of an inbox item; what is left out stays.
   *
   * Requests: the item, then the user (items of servers before 5.4: the password and its vault), then the write.
   * Rejects: as {@link Passwork.addPassword}.
   * Passwork 7: gives the item, as {@link Passwork.getInboxPassword} does. `usage` for what was sent for reading only.
   * Attachments as in {@link Passwork.editPassword}.
   *
   * @param inboxId Id of the item.
   * @param fields What to change.
   * @returns The stored password, without helpers.
   * @throws {PassworkError}
   */
  editInboxPassword: (inboxId: InboxId, fields?: PasswordChanges) => Promise<StoredPassword>;
  /**
   * An attachment of an inbox item, with helpers that decrypt and save it.
   *
   * Requests: the item, the attachment, the user (items of servers before 5.4: the item, the password, its vault, the attachment).
   * Rejects: {@link RequestErrorKind}, `crypto`.
   *
   * @param inboxId Id of the item.
   * @param attachmentId Id from the `attachments` of the item's password.
   * @throws {PassworkError}
   */
  getInboxPasswordAttachment: (inboxId: InboxId, attachmentId: AttachmentId) => Promise<Attachment>;
  /**
   * Attaches a file to the password of an inbox item.
   *
   * Requests: the item, the user (items of servers before 5.4: the password and its vault), then the upload.
   * Rejects: {@link RequestErrorKind}, `crypto`, `attachment`.
   * Passwork 7: as {@link Passwork.addPasswordAttachment}; `usage` for what was sent for reading only.
   *
   * @param inboxId Id of the item.
   * @param attachment A path (not in pages), bytes, a `Blob` or a `File`.
   * @param attachmentName Name to store. Default: the last component of the path, or the name of the `File`.
   * @throws {PassworkError}
   */
  addInboxPasswordAttachment: (
    inboxId: InboxId,
    attachment: FileInput,
    attachmentName?: string | null,
  ) => Promise<AttachmentInfo>;
  /**
   * Deletes an attachment of an inbox item.
   *
   * Requests: the item, then the deletion.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: by an endpoint that nobody has seen; `unsupportedByServer` where the server has none. `usage` for what was sent
   * for reading only.
   *
   * @param inboxId Id of the item.
   * @param attachmentId Id from the `attachments` of the item's password.
   * @throws {PassworkError}
   */
  deleteInboxPasswordAttachment: (inboxId: InboxId, attachmentId: AttachmentId) => Promise<Acknowledgement>;
  /**
   * Number of new items in the inbox.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: by an endpoint that nobody has seen; `unsupportedByServer` where the server has none.
   *
   * @throws {PassworkError}
   */
  inboxNotificationsCount: () => Promise<number>;
  /**
   * Marks all news of the inbox as viewed.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: not to be had; notifications are seen in the web interface.
   *
   * @throws {PassworkError}
   */
  inboxNotificationsMarkAsViewed: () => Promise<Acknowledgement>;

  // ---------------------------------------------------------------- shortcuts

  /**
   * The password behind a shortcut, with helpers that decrypt it. It has a member `shortcut` instead of `vaultId` and `folderId`.
   *
   * Requests: the shortcut, then its vault.
   * Rejects: {@link RequestErrorKind}; `crypto` if its key cannot be opened.
   *
   * @param id Id of the shortcut, not of the password.
   * @throws {PassworkError}
   */
  getShortcutPassword: (id: ShortcutId) => Promise<ShortcutPassword>;
  /**
   * An attachment of the password behind a shortcut, with helpers that decrypt and save it.
   *
   * Requests: the shortcut, its vault, the attachment.
   * Rejects: {@link RequestErrorKind}, `crypto`.
   * Passwork 7: where the user has no right to the original, by an endpoint that nobody has seen; kind `api` (403) where the
   * server has none.
   *
   * @param id Id of the shortcut.
   * @param attachmentId Id from the password's `attachments`.
   * @throws {PassworkError}
   */
  getShortcutPasswordAttachment: (id: ShortcutId, attachmentId: AttachmentId) => Promise<Attachment>;
  /**
   * Attaches a file to the password behind a shortcut.
   *
   * Requests: the shortcut, its vault, then the upload.
   * Rejects: {@link RequestErrorKind}, `crypto`, `attachment`.
   * Passwork 7: as {@link Passwork.addPasswordAttachment}.
   *
   * @param id Id of the shortcut.
   * @param attachment A path (not in pages), bytes, a `Blob` or a `File`.
   * @param attachmentName Name to store. Default: the last component of the path, or the name of the `File`.
   * @throws {PassworkError}
   */
  addShortcutPasswordAttachment: (
    id: ShortcutId,
    attachment: FileInput,
    attachmentName?: string | null,
  ) => Promise<AttachmentInfo>;
  /**
   * Deletes an attachment of the password behind a shortcut.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: by an endpoint that nobody has seen; `unsupportedByServer` where the server has none.
   *
   * @param id Id of the shortcut.
   * @param attachmentId Id from the password's `attachments`.
   * @throws {PassworkError}
   */
  deleteShortcutPasswordAttachment: (id: ShortcutId, attachmentId: AttachmentId) => Promise<Acknowledgement>;
  /**
   * Changes the password behind a shortcut; what is left out stays.
   *
   * Requests: the shortcut, its vault, then the write.
   * Rejects: as {@link Passwork.addPassword}.
   * Passwork 7: attachments as in {@link Passwork.editPassword}.
   *
   * @param id Id of the shortcut.
   * @param fields What to change.
   * @returns The stored password, without helpers.
   * @throws {PassworkError}
   */
  editShortcutPassword: (id: ShortcutId, fields?: PasswordChanges) => Promise<StoredShortcutPassword>;
  /**
   * Deletes a shortcut; the password stays.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: by an endpoint that nobody has seen; `unsupportedByServer` where the server has none.
   *
   * @param id Id of the shortcut.
   * @throws {PassworkError}
   */
  deleteShortcut: (id: ShortcutId) => Promise<Acknowledgement>;
  /**
   * Moves a shortcut.
   *
   * Requests: the shortcut, its vault, the other vault (unless it is the same), then the write.
   * Rejects: {@link RequestErrorKind}, `crypto`.
   * Passwork 7: by an endpoint that nobody has seen; `unsupportedByServer` where the server has none, and where the shortcut
   * does not open afterwards: then it is moved back.
   *
   * @param id Id of the shortcut.
   * @param vaultId The vault to move it to.
   * @param folderId The folder to move it to. Default: the top of the vault.
   * @returns Id of the shortcut.
   * @throws {PassworkError}
   */
  moveShortcut: (id: ShortcutId, vaultId: VaultId, folderId?: FolderId | null) => Promise<IdOf<'shortcut'>>;
  /**
   * Copies a shortcut.
   *
   * Requests: the shortcut, its vault, the other vault (unless it is the same), then the write.
   * Rejects: {@link RequestErrorKind}, `crypto`.
   *
   * @param id Id of the shortcut.
   * @param vaultId The vault of the copy.
   * @param folderId The folder of the copy. Default: the top of the vault.
   * @returns Id of the copy.
   * @throws {PassworkError}
   */
  copyShortcut: (id: ShortcutId, vaultId: VaultId, folderId?: FolderId | null) => Promise<IdOf<'shortcut'>>;
  /**
   * Marks a shortcut as favourite.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: by an endpoint that nobody has seen; `unsupportedByServer` where the server has none, or the mark does not
   * follow.
   *
   * @param id Id of the shortcut.
   * @throws {PassworkError}
   */
  favoriteShortcut: (id: ShortcutId) => Promise<Acknowledgement>;
  /**
   * Takes the mark of a favourite away.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: by an endpoint that nobody has seen; `unsupportedByServer` where the server has none, or the mark does not
   * follow.
   *
   * @param id Id of the shortcut.
   * @throws {PassworkError}
   */
  unfavoriteShortcut: (id: ShortcutId) => Promise<Acknowledgement>;
  /**
   * Who has access to the password behind a shortcut, in the server's form.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: not to be had; who sees a password is seen in the web interface.
   *
   * @param id Id of the shortcut.
   * @throws {PassworkError}
   */
  getShortcutPasswordSharingInfo: (id: ShortcutId) => Promise<ServerObject>;
  /**
   * Makes a link through which anybody can read the password behind a shortcut; see {@link Passwork.generatePasswordShareLink}.
   *
   * Requests: the shortcut, its vault, then the write.
   * Rejects: {@link RequestErrorKind}, `crypto`.
   *
   * @param shortcutId Id of the shortcut.
   * @param reusable Whether the link works more than once. Default: `false`.
   * @param time Lifetime in hours; a word on servers of version 5. Default: 24. Passwork 7: hours, a word, or `null` for no end; the
   * longest of an hour, a week (168), a month (720) that is not longer. Less than an hour, and any other word, is `usage`. Default: an hour.
   * @param secret Sealed mode: the text that opens the link. Default: 100 random characters.
   * @returns The link; in sealed mode with `#code=` and the secret at its end.
   * @throws {PassworkError}
   */
  generateShortcutPasswordShareLink: (
    shortcutId: ShortcutId,
    reusable?: boolean,
    time?: number | ShareLinkPeriod | null,
    secret?: string | null,
  ) => Promise<string>;

  // ---------------------------------------------------------------- vaults

  /**
   * The company.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: not to be had; {@link Passwork.getVaultTypes} lists the types of vaults instead.
   *
   * @throws {PassworkError}
   */
  getDomain: () => Promise<Domain>;
  /**
   * All vaults of the user, sorted by name.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @throws {PassworkError}
   */
  getVaults: () => Promise<Vault[]>;
  /**
   * Number of vaults.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @throws {PassworkError}
   */
  getVaultsCount: () => Promise<number>;
  /**
   * A vault.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the vault.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * const vaults = await Promise.all(ids.map(passwork.getVault)); // methods need no `this`
   * ```
   */
  getVault: (id: VaultId) => Promise<Vault>;
  /**
   * Folders at the top of a vault, sorted by name.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the vault.
   * @throws {PassworkError}
   */
  getVaultFolders: (id: VaultId) => Promise<Folder[]>;
  /**
   * A vault with all its folders and passwords (short form), each list sorted by name.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the vault.
   * @throws {PassworkError}
   */
  getVaultFullInfo: (id: VaultId) => Promise<VaultFullInfo>;
  /**
   * Who has access to a vault or folder, in the server's form.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: of a vault by an endpoint that nobody has seen; `unsupportedByServer` where the server has none, and for every
   * folder.
   *
   * @param vaultId Id of the vault.
   * @param folderId Id of a folder. Default: the vault itself.
   * @throws {PassworkError}
   */
  getDirectorySharingInfo: (vaultId: VaultId, folderId?: FolderId | null) => Promise<ServerObject>;
  /**
   * All tags in use.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @throws {PassworkError}
   */
  getTags: () => Promise<string[]>;
  /**
   * All colours in use, each as the text of its number.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @throws {PassworkError}
   */
  getColors: () => Promise<string[]>;
  /**
   * All tags in use in a vault.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the vault.
   * @throws {PassworkError}
   */
  getVaultTags: (id: VaultId) => Promise<string[]>;
  /**
   * All colours in use in a vault, each as the text of its number.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the vault.
   * @throws {PassworkError}
   */
  getVaultColors: (id: VaultId) => Promise<string[]>;
  /**
   * Adds a vault.
   *
   * Requests: the company, then the write.
   * Rejects: {@link RequestErrorKind}, `crypto`.
   *
   * @param name Name of the vault.
   * @param isPrivate Whether it is the user's own. Default: `false`, the company's.
   * @returns Id of the new vault.
   * @throws {PassworkError}
   */
  addVault: (name: string, isPrivate?: boolean) => Promise<IdOf<'vault'>>;
  /**
   * Renames a vault.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the vault.
   * @param name New name.
   * @returns The changed vault.
   * @throws {PassworkError}
   */
  editVault: (id: VaultId, name: string) => Promise<Vault>;
  /**
   * Deletes a vault with everything in it.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the vault.
   * @throws {PassworkError}
   */
  deleteVault: (id: VaultId) => Promise<Acknowledgement>;

  // ---------------------------------------------------------------- folders

  /**
   * A folder.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the folder.
   * @throws {PassworkError}
   */
  getFolder: (id: FolderId) => Promise<Folder>;
  /**
   * Folders at the top of a vault, sorted by name; the same as {@link Passwork.getVaultFolders}.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param vaultId Id of the vault.
   * @throws {PassworkError}
   */
  getFolders: (vaultId: VaultId) => Promise<Folder[]>;
  /**
   * Folders directly within a folder, sorted by name.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the folder.
   * @throws {PassworkError}
   */
  getSubFolders: (id: FolderId) => Promise<Folder[]>;
  /**
   * Adds a folder.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param vaultId The vault to put it in.
   * @param folderName Name of the folder.
   * @param parentFolderId The folder to put it in. Default: the top of the vault.
   * @returns The new folder.
   * @throws {PassworkError}
   */
  addFolder: (vaultId: VaultId, folderName: string, parentFolderId?: FolderId | null) => Promise<Folder>;
  /**
   * Renames a folder, moves it within its vault, or both. To another vault: {@link Passwork.moveFolder}.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: to the top of the vault it is moved in a form that nobody has seen; `unsupportedByServer` where it does not
   * follow.
   *
   * @param id Id of the folder.
   * @param folderName New name; `undefined`: unchanged.
   * @param parentFolderId The folder to put it in; `null`: the top of the vault; left out: unchanged.
   * @returns The changed folder.
   * @throws {PassworkError}
   */
  editFolder: (id: FolderId, folderName?: string, parentFolderId?: FolderId | null) => Promise<Folder>;
  /**
   * Deletes a folder with everything in it.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the folder.
   * @throws {PassworkError}
   */
  deleteFolder: (id: FolderId) => Promise<Acknowledgement>;
  /**
   * Finds folders by name, in the server's order.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param query Text to look for.
   * @throws {PassworkError}
   */
  searchFolders: (query: string) => Promise<Folder[]>;
  /**
   * Moves a folder with its sub-folders, passwords, attachments and shortcuts, encrypted anew for their new vault.
   *
   * Requests: the folder, the vaults, the lists of each folder, each password; then one write. If anything cannot be read, nothing
   * is written.
   * Rejects: {@link RequestErrorKind}, `crypto`.
   * Passwork 7: within its vault; to the top of it in a form that nobody has seen. Into another vault likewise, only below a
   * folder and without client-side encryption. Otherwise, and where it does not follow, `unsupportedByServer`;
   * {@link Passwork.copyFolder} makes a copy.
   *
   * @param folderId Id of the folder.
   * @param vaultTo The vault to move it to.
   * @param folderTo The folder to move it to. Default: the top of the vault.
   * @returns Id of the folder.
   * @throws {PassworkError}
   */
  moveFolder: (folderId: FolderId, vaultTo: VaultId, folderTo?: FolderId | null) => Promise<IdOf<'folder'>>;
  /**
   * Copies a folder with its sub-folders, passwords, attachments and shortcuts, encrypted anew for the copy's vault.
   *
   * Requests: as {@link Passwork.moveFolder}.
   * Rejects: {@link RequestErrorKind}, `crypto`.
   * Passwork 7: all is read first, then one write for each folder, password and shortcut. Where one fails, the message names the
   * folder of what was copied.
   *
   * @param folderId Id of the folder.
   * @param vaultTo The vault of the copy.
   * @param folderTo The folder of the copy. Default: the top of the vault.
   * @returns Id of the copy.
   * @throws {PassworkError}
   */
  copyFolder: (folderId: FolderId, vaultTo: VaultId, folderTo?: FolderId | null) => Promise<IdOf<'folder'>>;

  // ---------------------------------------------------------------- company

  /**
   * What was done by whom, in the server's form.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   * Passwork 7: not to be had; the server can write its events to a log of the system.
   *
   * @param dateFrom First day, in the server's form, such as `'2020-12-01'`.
   * @param dateTo Last day. Default: `null`, no end.
   * @throws {PassworkError}
   */
  activityReport: (dateFrom: string, dateTo?: string | null) => Promise<unknown>;
  /**
   * Settings of the server that concern clients.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @throws {PassworkError}
   */
  getPassworkSettings: () => Promise<ServerObject>;

  // ---------------------------------------------------------------- beyond the original; not enumerable

  /**
   * Ends the calls under way (kind `closed`), wipes tokens, master key and all keys of result objects, then logs out if there is a
   * session; what was wiped is wiped whether or not the logout succeeds. One that is not answered within `timeout`, at most 5
   * seconds, is given up.
   * Afterwards methods and helpers of this client give an error of kind `closed`. Calling it again does nothing.
   *
   * The same as `[Symbol.asyncDispose]`. Not enumerable.
   *
   * Requests: none without a session, else the logout.
   * Rejects: {@link RequestErrorKind}, with the error of the logout.
   * Passwork 7: nothing is sent, as by {@link Passwork.logout}. New tokens that are on their way to a `tokenStore`, or to a listener of
   * `tokensChanged`, are waited for, within the same time; rejects with `timeout` if they do not come, and as `save` did if they
   * cannot be written down.
   *
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * await using passwork = new Passwork(host); // closed at the end of the block
   * ```
   */
  close: () => Promise<void>;
  /**
   * The same client on the same session, with other settings for its calls. Tokens, key and listeners are shared; a setting that is
   * not given stays as it is. Synchronous; sends nothing; throws with kind `usage` for a setting of the wrong kind. Not enumerable.
   *
   * @param settings The settings to change.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * const patient = passwork.with({ timeout: 30_000, retry: 3 }); // milliseconds, repetitions
   * const controller = new AbortController();
   * await passwork.with({ signal: controller.signal, onProgress: ({ done, total }) => console.log(done, total) }).copyFolder(id, vaultId);
   * await Promise.all(ids.map(patient.getVault));
   * ```
   */
  with: (settings: CallSettings) => Passwork;
  /**
   * What the client tells of itself, for a support ticket: versions, runtime, what it knows of server and session, the last 20
   * requests, how calls have ended. No secret is in it, and no value; in addresses of requests there are ids and the host, which
   * `redact` leaves out. Synchronous; sends nothing; works in any state, also after `close()`. Not enumerable.
   *
   * @param options What is left out.
   * @throws {PassworkError} only `engine`
   *
   * @example
   * ```ts
   * console.log(JSON.stringify(passwork.diagnostics({ redact: true }), null, 2));
   * ```
   */
  diagnostics: (options?: DiagnosticsOptions) => Diagnostics;
  /**
   * The same client for reading only: session, keys and listeners are shared; methods that change something on the server reject
   * with kind `usage` and send nothing, marks as seen, favourites and share links included. Login, logout, renewal of tokens and
   * {@link Passwork.close} are allowed; `call` takes GET alone. An item of the inbox that nobody has seen is refused too: the
   * server would note that it was, or it would have to be opened first. There is no way back, neither by `with`; the client that
   * this is called on writes as before.
   *
   * The option {@link PassworkOptions.readOnly} makes a client that never writes.
   *
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * const reader = passwork.readOnly();
   * console.log((await reader.getPassword(id)).getPassword());
   * ```
   */
  readOnly: () => ReadOnlyPassword;
  /**
   * Reads many passwords, several at a time. Results come in the order of the ids, one for each: a password that cannot be read
   * does not spoil the others. Not enumerable.
   *
   * Requests: each password, and each vault once.
   * Rejects: only `usage`, `aborted`, `timeout`, `closed`, `engine`; all else stands in the results.
   *
   * @param ids Ids of the passwords.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * for (const { id, password, error } of await passwork.with({ concurrency: 16 }).getPasswordsById(ids)) {
   *   if (password) console.log(password.name, password.getPassword());
   *   else console.error(id, error.message);
   * }
   * ```
   */
  getPasswordsById: (ids: readonly PasswordId[]) => Promise<PasswordResult[]>;

  /**
   * Which API the server speaks: 4 (servers up to Passwork 6) or 7 (Passwork 7). `undefined` until that is known: from the start with
   * the option `apiVersion` or a host that ends in `/api/v1`, else after the first answer. Not enumerable.
   */
  readonly generation: 4 | 7 | undefined;
  /**
   * The fingerprint of a vault's key, by which the option `pinVaultKeys` holds the vault to it. It tells nothing of the key.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}, `usage` also for a vault without a key; `crypto` if the key does not open, or is not the
   * pinned one; `masterPassword` on Passwork 7 in a session without a master password.
   *
   * @param id The vault.
   * @returns `sha256:` and 43 letters.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * const pin = await passwork.getVaultKeyFingerprint('vault');
   * const later = new Passwork({ host: 'https://passwork.example.com', pinVaultKeys: { vault: pin } });
   * ```
   */
  getVaultKeyFingerprint: (id: VaultId) => Promise<string>;
  /**
   * The value that a reference names: `pw://VAULT/FOLDER/ITEM/FIELD`. See docs/references.md.
   *
   * Requests: the vaults, the lists on the way, the item, an attachment if it is one.
   * Rejects: {@link RequestErrorKind}, `crypto`, `attachment`, `totp`; `usage` with a `reason` where nothing is there, or several
   * things are.
   *
   * @param reference The reference.
   * @returns A text, or the bytes for `?as=bytes`.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * const password = await passwork.resolve('pw://Infrastructure/Databases/orders/password');
   * ```
   */
  resolve: <R extends string>(reference: R) => Promise<ReferenceValue<R>>;
  /**
   * The values that many references name, in as few requests as there can be: what several of them need is asked for once.
   * One that has no value spoils nothing but itself.
   *
   * Requests: the vaults, each list on the way, each item (Passwork 7: in batches of 25), each attachment.
   * Rejects: {@link RequestErrorKind}, where nothing at all can be read.
   *
   * @param references A list or a record of references, 10,000 at most.
   * @returns For a list, `{reference, value}` or `{reference, error}` each, in its order; for a record, `{ok, values, errors}`.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * const { ok, values, errors } = await passwork.resolveAll({
   *   DB_PASSWORD: 'pw://Infrastructure/Databases/orders/password',
   *   TLS_KEY: 'pw://Infrastructure/Web/shop/key.pem?as=bytes',
   * });
   * if (!ok) throw new AggregateError(Object.values(errors));
   * ```
   */
  resolveAll: {
    <R extends string, L extends readonly R[]>(references: readonly [...L]): Promise<ResolvedList<L>>;
    <R extends string, T extends Readonly<Record<string, R>>>(references: T): Promise<ResolvedRecord<T>>;
  };

  /**
   * Where a path leads to: `VAULT/FOLDER/ITEM` by names or ids, written as in references; `-/ID` finds an item or shortcut wherever it
   * lies.
   *
   * Requests: the vaults, the lists on the way; for `-/ID` the item and its vault.
   * Rejects: {@link RequestErrorKind}; `usage` with a `reason` where nothing is there, or several things are; `crypto` for `-/ID`.
   *
   * @param path The path.
   * @param what Whether it ends with an item (or a shortcut), or with a folder or vault. Default: `item`.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * const orders = await passwork.locate('Infrastructure/Databases/orders');
   * if (orders.type === 'item') await passwork.editPassword(orders.id, { password: 'new' });
   * ```
   */
  locate: {
    (path: string, what?: 'item' | null): Promise<ItemEntry | ShortcutEntry>;
    (path: string, what: 'folder'): Promise<VaultEntry | FolderEntry>;
  };
  /**
   * What lies in a vault or a folder: its folders first, then items and shortcuts, in the server's order. Without a path, the vaults.
   *
   * Requests: the vaults, the lists on the way, and one or two for each folder; Passwork 7: at most three for each vault.
   * Rejects: {@link RequestErrorKind}; `usage` with a `reason` where the path leads nowhere, or to several things.
   *
   * @param path `VAULT/FOLDER` by names or ids, written as in references. Default: `''`, everywhere.
   * @param options `recursive`: with everything below; each folder stands before what lies in it.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * for (const { type, path } of await passwork.list('Infrastructure', { recursive: true })) console.log(type, path);
   * ```
   */
  list: (path?: string, options?: ListOptions | null) => Promise<TreeEntry[]>;

  // ---------------------------------------------------------------- Passwork 7; not enumerable

  /**
   * Finds passwords by any of these filters, in short form, in the server's order.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}; `unsupportedByServer` on a server of API v4.
   *
   * @param filters What to look for. Default: everything.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * const items = await passwork.searchItems({ tags: ['prod'], vaultIds: [vaultId] });
   * for (const { id } of items) console.log((await passwork.getPassword(id)).getPassword());
   * ```
   */
  searchItems: (filters?: ItemFilters) => Promise<PasswordListItem[]>;
  /**
   * Older states of a password, which the server keeps at each change.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}; `unsupportedByServer` on a server of API v4.
   *
   * @param passwordId Id of the password.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * for (const { id: snapshotId } of await passwork.getSnapshots(id)) {
   *   console.log((await passwork.getSnapshot(id, snapshotId)).getPassword());
   * }
   * ```
   */
  getSnapshots: (passwordId: PasswordId) => Promise<SnapshotInfo[]>;
  /**
   * An older state of a password, with helpers that decrypt it.
   *
   * Requests: the password and the state.
   * Rejects: {@link RequestErrorKind}; `unsupportedByServer` on a server of API v4; `masterPassword`; `crypto` if its key cannot
   * be opened: states that came from version 6 open only after an administrator has run the re-encryption in the web interface.
   *
   * @param passwordId Id of the password.
   * @param snapshotId Id of the state, from {@link Passwork.getSnapshots}.
   * @throws {PassworkError}
   */
  getSnapshot: (passwordId: PasswordId, snapshotId: SnapshotId) => Promise<Snapshot>;
  /**
   * An attachment of an older state of a password, with helpers that decrypt and save it.
   *
   * Requests: the password, the state and the attachment.
   * Rejects: {@link RequestErrorKind}; `unsupportedByServer` on a server of API v4; `masterPassword` and `crypto` as
   * {@link Passwork.getSnapshot}.
   *
   * @param passwordId Id of the password.
   * @param snapshotId Id of the state.
   * @param attachmentId Id from the state's `attachments`.
   * @throws {PassworkError}
   */
  getSnapshotAttachment: (
    passwordId: PasswordId,
    snapshotId: SnapshotId,
    attachmentId: AttachmentId,
  ) => Promise<Attachment>;
  /**
   * Types of vaults.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}; `unsupportedByServer` on a server of API v4.
   *
   * @throws {PassworkError}
   */
  getVaultTypes: () => Promise<VaultType[]>;
  /**
   * Renews the access token alone, and dispatches `tokensChanged`. (An expired session is renewed by itself; this is for
   * programs that do it by the clock.)
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}, `usage` where there is no such token; `unsupportedByServer` on a server before version
   * 7.6.
   *
   * @returns Both tokens; the refresh token is the old one.
   * @throws {PassworkError}
   */
  refreshAccessToken: () => Promise<Tokens>;
  /**
   * Renews the refresh token alone, and dispatches `tokensChanged`. (An expired session is renewed by itself; this is for
   * programs that do it by the clock.)
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}, `usage` where there is no such token; `unsupportedByServer` on a server before version
   * 7.6.
   *
   * @returns Both tokens; the access token is the old one.
   * @throws {PassworkError}
   */
  refreshRefreshToken: () => Promise<Tokens>;
  /**
   * Creates a user. With client-side encryption a master password and keys are made here; the master password is not sent. Give
   * both passwords to the user: they cannot be asked for again.
   *
   * Requests: the server's settings and, in sealed mode, the options of new keys; then the write.
   * Rejects: {@link RequestErrorKind}, `crypto`, `masterPassword`; `unsupportedByServer` on a server of API v4.
   *
   * @param user Who it is.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * const [role] = await passwork.getUserRoles();
   * const { password: first, masterPassword } = await passwork.createUser({
   *   login: 'bob',
   *   email: 'bob@example.com',
   *   fullName: 'Bob',
   *   userRoleId: role?.id,
   * });
   * console.log(first, masterPassword);
   * ```
   */
  createUser: (user: NewUser) => Promise<CreatedUser>;
  /**
   * Users of the server.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}; `unsupportedByServer` on a server of API v4.
   *
   * @param filters Which ones. Default: those that the server lists by itself.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * const [bob] = await passwork.getUsers({ search: 'bob', limit: 1 });
   * ```
   */
  getUsers: (filters?: UserFilters | null) => Promise<UserAccount[]>;
  /**
   * A user of the server.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}; `unsupportedByServer` on a server of API v4.
   *
   * @param id Id of the user.
   * @throws {PassworkError}
   */
  getUser: (id: UserId) => Promise<UserAccount>;
  /**
   * Changes a user; what is left out stays.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}; `unsupportedByServer` on a server of API v4.
   *
   * @param id Id of the user.
   * @param changes What to change, in the server's form.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * await passwork.editUser(id, { fullName: 'Bob Jones' });
   * ```
   */
  editUser: (id: UserId, changes: object) => Promise<true>;
  /**
   * Deletes a user.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}; `unsupportedByServer` on a server of API v4.
   *
   * @param id Id of the user.
   * @throws {PassworkError}
   */
  deleteUser: (id: UserId) => Promise<true>;
  /**
   * Blocks a user.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}; `unsupportedByServer` on a server of API v4.
   *
   * @param id Id of the user.
   * @throws {PassworkError}
   */
  blockUser: (id: UserId) => Promise<true>;
  /**
   * Lifts the block of a user.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}; `unsupportedByServer` on a server of API v4.
   *
   * @param id Id of the user.
   * @throws {PassworkError}
   */
  unblockUser: (id: UserId) => Promise<true>;
  /**
   * Roles that users may have.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}; `unsupportedByServer` on a server of API v4.
   *
   * @throws {PassworkError}
   */
  getUserRoles: () => Promise<UserRole[]>;
  /**
   * Groups of users.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}; `unsupportedByServer` on a server of API v4.
   *
   * @param filters Which ones. Default: those that the server lists by itself.
   * @throws {PassworkError}
   */
  getUserGroups: (filters?: UserGroupFilters | null) => Promise<UserGroup[]>;
  /**
   * A group of users.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}; `unsupportedByServer` on a server of API v4.
   *
   * @param id Id of the group.
   * @throws {PassworkError}
   */
  getUserGroup: (id: UserGroupId) => Promise<UserGroup>;
  /**
   * Adds a group of users.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}; `unsupportedByServer` on a server of API v4.
   *
   * @param name Name of the group.
   * @returns Id of the new group.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * const group = await passwork.addUserGroup('Operations');
   * await passwork.addUsersToGroup(group, ids);
   * ```
   */
  addUserGroup: (name: string) => Promise<IdOf<'userGroup'>>;
  /**
   * Renames a group of users.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}; `unsupportedByServer` on a server of API v4.
   *
   * @param id Id of the group.
   * @param name New name.
   * @throws {PassworkError}
   */
  editUserGroup: (id: UserGroupId, name: string) => Promise<true>;
  /**
   * Deletes a group of users.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}; `unsupportedByServer` on a server of API v4.
   *
   * @param id Id of the group.
   * @throws {PassworkError}
   */
  deleteUserGroup: (id: UserGroupId) => Promise<true>;
  /**
   * Puts users into a group.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}; `unsupportedByServer` on a server of API v4.
   *
   * @param groupId Id of the group.
   * @param userIds Ids of the users.
   * @throws {PassworkError}
   */
  addUsersToGroup: (groupId: UserGroupId, userIds: readonly UserId[]) => Promise<true>;
  /**
   * Takes users out of a group.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}; `unsupportedByServer` on a server of API v4.
   *
   * @param groupId Id of the group.
   * @param userIds Ids of the users.
   * @throws {PassworkError}
   */
  removeUsersFromGroup: (groupId: UserGroupId, userIds: readonly UserId[]) => Promise<true>;
  /**
   * Sends a request to any endpoint of the server, with tokens, renewal of the session and errors as everywhere. What is passed
   * goes out as it is: *nothing in it is encrypted*.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind} (`usage` for a path that leads elsewhere, or has a query); `unsupportedByServer` on a
   * server of API v4.
   *
   * @param method Method of HTTP.
   * @param path Path below `/api/v1`, with its slash and without a query: ids in it have to be encoded by the caller.
   * @param payload The body, an object. Of a GET the parameters: members are texts, numbers, booleans, or lists of them
   * ({@link QueryValue}). Default: none.
   * @returns The server's answer, as it is; `undefined` for a write that is answered with nothing.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * const features = await passwork.call('GET', '/app/features');
   * await passwork.call('POST', '/user-groups', { name: 'Operations' });
   * ```
   */
  call: (method: HttpMethod, path: string, payload?: object | null) => Promise<unknown>;
}

/** The class carries its companions, for `require` and for script users: `Passwork.PassworkError`, `Passwork.default`, and all types. */
export declare namespace Passwork {
  export {
    AbortedError,
    AbortSignalLike,
    AccessTokensInput,
    Acknowledgement,
    Agent,
    AgentClient,
    AgentConstructor,
    AgentOptions,
    AgentRequest,
    AnyPassworkError,
    ApiError,
    AsyncDisposeSupport,
    Attachment,
    AttachmentBytes,
    AttachmentError,
    AttachmentHelpers,
    AttachmentId,
    AttachmentInfo,
    AttachmentInput,
    BlobLike,
    Bytes,
    CallSettings,
    CallTrace,
    ClosedError,
    CreatedUser,
    CryptoError,
    CustomField,
    CustomFieldInput,
    CustomFieldType,
    Diagnostics,
    DiagnosticsOptions,
    Domain,
    EncodedText,
    EngineError,
    EntryBase,
    FetchFunction,
    FetchInit,
    FetchResponse,
    FileInput,
    FileLike,
    FileManager,
    FileTokenStore,
    Folder,
    FolderEntry,
    FolderId,
    fileTokenStore,
    formatReference,
    HashAlgorithm,
    Hooks,
    HttpAgentLike,
    HttpMethod,
    Id,
    IdFor,
    IdKind,
    IdOf,
    InboxId,
    InboxListItem,
    InboxPassword,
    ItemEntry,
    ItemFilters,
    ListOptions,
    LiveOptions,
    LoginData,
    MasterKeyOptions,
    MasterPasswordError,
    NetworkError,
    NewPassword,
    NewUser,
    NotApiError,
    Password,
    PasswordBase,
    PasswordChanges,
    PasswordFields,
    PasswordHelpers,
    PasswordId,
    PasswordListItem,
    PasswordResult,
    Passwork,
    Passwork as default,
    PassworkError,
    PassworkErrorKind,
    PassworkOptions,
    PassworkOptionsForAgent,
    PassworkServices,
    PlatformAbortSignal,
    Progress,
    parseReference,
    QueryValue,
    ReadOnlyPassword,
    ReferenceById,
    ReferenceByPath,
    ReferenceCandidate,
    ReferenceForm,
    ReferenceInput,
    ReferenceParts,
    ReferenceSource,
    ReferenceValue,
    RequestEnded,
    RequestErrorKind,
    RequestRepeated,
    RequestStarted,
    RequestTrace,
    ResolvedList,
    ResolvedRecord,
    ResolvedReference,
    SealedCustomField,
    SealedPasswordFields,
    SelfCheck,
    ServerObject,
    SessionRenewed,
    ShareLinkPeriod,
    Shortcut,
    ShortcutEntry,
    ShortcutId,
    ShortcutPassword,
    ShortcutPlace,
    Snapshot,
    SnapshotId,
    SnapshotInfo,
    StoredAttachment,
    StoredPassword,
    StoredShortcutPassword,
    StoredTokens,
    TimeoutError,
    TokenStore,
    Tokens,
    TokensInput,
    TotpError,
    TreeEntry,
    UnsupportedByServerError,
    UsageError,
    User,
    UserAccount,
    UserFilters,
    UserGroup,
    UserGroupFilters,
    UserGroupId,
    UserId,
    UserKeys,
    UserRole,
    Vault,
    VaultEntry,
    VaultFullInfo,
    VaultId,
    VaultKeyChange,
    VaultScope,
    VaultType,
    VersionInfo,
    WritingMethod,
  };
}
