// ------------------------------------------------------------------------------------------------ words

/**
 * An id as the server gives it: a text.
 *
 * It becomes one percent-encoded segment of the request path, so no id can change the route. `'.'`, `'..'` and texts with
 * lone surrogates reject with kind `usage` before anything is sent.
 */
export type Id = string;

/**
 * A value in the form in which it is stored: sealed with client-side encryption, encoded in base64 without it.
 *
 * The helpers of the result objects ({@link PasswordHelpers}, {@link AttachmentHelpers}) turn it into the value.
 */
export type EncodedText = string;

/**
 * Bytes in memory of their own (not shared): `Uint8Array<ArrayBuffer>` where TypeScript knows that type (5.7 and later),
 * `Uint8Array` before.
 */
export type Bytes = ReturnType<Uint8Array['slice']>;

/** A JSON object of the server whose members this package does not know. */
export interface ServerObject {
  /** Whatever the server sent. */
  [field: string]: unknown;
}

/** What the server answers when there is nothing to tell: `true`, or a text such as `'moved to bin'`. */
export type Acknowledgement = true | string;

/** Names of the hashes: SHA-256 on all current servers, MD5 on old ones. */
export type HashAlgorithm = 'sha256' | 'md5';

/** Where a vault belongs: to the company (`domain`) or to its user (`private`). */
export type VaultScope = 'domain' | 'private' | (string & {});

/** Type of a custom field. Any text is allowed; it is compared exactly (`'TOTP'` is not `'totp'`). */
export type CustomFieldType = 'text' | 'password' | 'totp' | (string & {});

/** Lifetimes of share links on servers of version 5: closed list of words. */
export type ShareLinkPeriod = 'hour' | 'day' | 'week' | 'forever';

// ------------------------------------------------------------------------------------------------ errors

/**
 * Kinds of error that every method which sends a request may reject with:
 *
 * | kind | what happened |
 * | --- | --- |
 * | `api` | the server answered with an error; see `httpStatus`, `code`, `data` |
 * | `network` | no usable answer: refused, reset, cut off, DNS, TLS, a redirect that cannot be followed |
 * | `notApi` | something answered that is not the Passwork API: a web page, nothing, JSON without an envelope |
 * | `usage` | an argument or option of the wrong kind; nothing was written |
 * | `aborted` | the caller's signal fired |
 * | `timeout` | a time limit that the caller set ran out |
 * | `closed` | the client was closed by `close()` |
 * | `engine` | the WebAssembly engine could not start (for instance a page whose CSP lacks `wasm-unsafe-eval`) or stopped; make a new client |
 */
export type RequestErrorKind = 'api' | 'network' | 'notApi' | 'usage' | 'aborted' | 'timeout' | 'closed' | 'engine';

/**
 * All values of {@link PassworkError.kind}: those of {@link RequestErrorKind}, and
 *
 * | kind | what happened |
 * | --- | --- |
 * | `crypto` | a key or value could not be opened or made: wrong master password, damaged value, unusable key options |
 * | `attachment` | a file is too big (over 5 MiB), cannot be read or written, or does not match its hash |
 * | `totp` | a TOTP secret that is not base32, on writing (then `code` is `'invalidTotpFormat'`) or on reading |
 *
 * The list is closed: a `switch` over it can be checked for completeness.
 */
export type PassworkErrorKind = RequestErrorKind | 'crypto' | 'attachment' | 'totp';

/**
 * Every error of this package, rejected or thrown.
 *
 * The own enumerable fields are exactly those of the original connector's error objects, so that spreading it or
 * `JSON.stringify` gives what it gave there. `kind`, `message`, `stack` and `cause` are not enumerable. No field holds a
 * token, a key, a password or a decrypted value.
 *
 * Members of the server's error body other than those below are own fields too:
 * `(error as PassworkError & { retryIn?: unknown }).retryIn`.
 *
 * @example
 * ```ts
 * try {
 *   await passwork.getPassword(id);
 * } catch (error) {
 *   if (!(error instanceof PassworkError)) throw error;
 *   if (error.kind === 'api' && error.httpStatus === 404) return null;
 *   if (error.kind === 'crypto') console.error('Wrong master password?');
 *   throw error;
 * }
 * ```
 */
export declare class PassworkError extends Error {
  /** Made by this package only. */
  private constructor();

  /** The client's own classification: a closed list. Not enumerable. Never to be confused with the server's `code`. */
  readonly kind: PassworkErrorKind;

  /** The request that failed, `'METHOD: ' + host + path`, with API key and tokens blotted out. Only where a request failed. */
  readonly httpRequest?: string;

  /** The HTTP status, or `'serverError'` where there was no usable answer. Only where a request failed. */
  readonly httpStatus?: number | 'serverError';

  /** The standard text of the HTTP status, or `'serverError'`. Only where a request failed. */
  readonly httpMessage?: string;

  /**
   * The server's code, such as `'apiKeyIsWrong'`, `'accessDenied'`, `'apiSessionExpired'`, `'clientSideEncryptionDisabled'`.
   * The client itself uses only `'invalidTotpFormat'` (kind `totp`).
   */
  readonly code?: string;

  /** The member `status` of the server's answer, usually `'failed'`. */
  readonly status?: string;

  /** The member `data` of the server's answer. */
  readonly data?: unknown;

  /** What lies beneath, such as the error of `fetch`, where there is something. Not enumerable. */
  readonly cause?: unknown;
}

// ------------------------------------------------------------------------------------------------ what comes from a platform

/** A `Blob`, described by what is used of it. */
export interface BlobLike {
  /** Number of bytes. */
  readonly size: number;
  /** The media type, `''` if unknown. It is not sent. */
  readonly type: string;
  /** Reads all bytes. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** A `File`: a {@link BlobLike} with a name. */
export interface FileLike extends BlobLike {
  /** The name without folders. */
  readonly name: string;
}

/**
 * A file to upload: a path (text; not in pages), bytes (a `Buffer` is a `Uint8Array`), a `Blob` or a `File`.
 * At most 5 MiB (5 242 880 bytes).
 */
export type FileInput = string | Uint8Array | ArrayBuffer | BlobLike | FileLike;

/** The platform's `AbortSignal` where its type is known, otherwise {@link AbortSignalLike}. */
export type PlatformAbortSignal = typeof globalThis extends { AbortSignal: { prototype: infer S } }
  ? S
  : AbortSignalLike;

/** An `AbortSignal`, described by what is used of it. */
export interface AbortSignalLike {
  /** Whether it has fired. */
  readonly aborted: boolean;
  /** Why it has fired. */
  readonly reason?: unknown;
  /**
   * Called with `'abort'`.
   *
   * @param type The event.
   * @param listener Called when it fires.
   */
  addEventListener(type: 'abort', listener: () => void): void;
  /**
   * Called with `'abort'`.
   *
   * @param type The event.
   * @param listener The one that was added.
   */
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** The second argument with which the option `fetch` is called. */
export interface FetchInit {
  /** `'GET'`, `'POST'`, `'PUT'` or `'DELETE'`. */
  method: string;
  /** `Passwork-Auth`, `Passwork-MasterHash`, `Passwork-Lang` and `Content-Type`, as far as they apply. */
  headers: Record<string, string>;
  /** The JSON text or its UTF-8 bytes. Absent on requests without a body. */
  body?: string | Bytes;
  /** Redirects are followed by the client, so that no session header goes to another origin. */
  redirect: 'manual';
  /** Fires when the call is aborted or its time is up. */
  signal?: PlatformAbortSignal;
  /** In browsers only. */
  credentials?: 'omit';
  /** In browsers only. */
  cache?: 'no-store';
}

/** An answer of the option `fetch`: a `Response`, described by what is used of it. */
export interface FetchResponse {
  /** The HTTP status; 0 for the opaque redirect of pages. */
  readonly status: number;
  /** `'opaqueredirect'` for a redirect in a page. */
  readonly type?: string;
  /** The headers of the answer. */
  readonly headers: {
    /**
     * The value of a header; `null` if there is none.
     *
     * @param name Name of the header, in any case.
     */
    get(name: string): string | null;
  };
  /** Reads the whole body as text. */
  text(): Promise<string>;
}

/**
 * What the option `fetch` must be: the platform's `fetch`, undici's, or a function of your own. Called as a function, without `this`.
 *
 * @param url The whole address.
 * @param init Method, headers, body and so on.
 */
export type FetchFunction = (url: string, init: FetchInit) => Promise<FetchResponse>;

// ------------------------------------------------------------------------------------------------ options

/** How far a long job is. */
export interface Progress {
  /** Number of items that are done. */
  done: number;
  /** Number of items known so far. */
  total: number;
}

/** Settings of calls: for one client and its copies ({@link Passwork.with}), or as defaults in the constructor's options. */
export interface CallSettings {
  /** Aborts the call: before, during and between requests, in waits, and while a key is derived. Default: none. */
  signal?: AbortSignalLike | null | undefined;
  /** Limit for each request, in milliseconds. Default: none. */
  timeout?: number | undefined;
  /** Limit for the whole call, in milliseconds. Default: none. */
  totalTimeout?: number | undefined;
  /**
   * How often a request is repeated after network errors, 429 and 503 (after `Retry-After`), where repeating is harmless.
   * Default: 0, never.
   */
  retry?: number | undefined;
  /** Requests in flight at most, in jobs that send many. Default: 8. */
  concurrency?: number | undefined;
  /**
   * Called as a long job goes on. Default: nothing.
   *
   * @param progress How far it is.
   */
  onProgress?: ((progress: Progress) => void) | undefined;
}

/** The options of a client. The object is copied at once; later changes of it have no effect. */
export interface PassworkOptions extends CallSettings {
  /** Base address, such as `'https://passwork.example.com/api/v4'`. Trailing slashes are dropped. */
  host: string;
  /** Session token. Default: `''`, no session. */
  token?: string | undefined;
  /** Refresh token. Default: `''`, no refresh. */
  refreshToken?: string | undefined;
  /**
   * The effective master key, as it is: given here it is never derived. To have it derived from the master password, use
   * `login` or `setAuthOptions`. Default: `false`.
   */
  masterPassword?: string | false | null | undefined;
  /** Whether values are encrypted on this side. Default: `false`. `login` and `setAuthOptions` set it. */
  useMasterPassword?: boolean | undefined;
  /** Print each request by `console.log`, with secrets blotted out. Default: `false`. */
  debug?: boolean | undefined;
  /** Language of the server's texts, sent as header `Passwork-Lang`. Default: `null`, not sent. */
  lang?: string | null | undefined;
  /** Hash of the header `Passwork-MasterHash` and of the hashes in bodies. Default: `'sha256'`. */
  hash?: HashAlgorithm | undefined;
  /**
   * The function that sends the requests, for proxies, client certificates and tests. Default: the global `fetch`.
   *
   * @example
   * ```ts
   * import { Agent, fetch } from 'undici';
   * const dispatcher = new Agent({ connect: { ca, cert, key } });
   * const passwork = new Passwork({ host, fetch: (url, init) => fetch(url, { ...init, dispatcher }) });
   * ```
   */
  fetch?: FetchFunction | undefined;
}

/** Options with members of your own, which are carried along for your own agent ({@link PassworkServices}). */
export interface PassworkOptionsForAgent extends PassworkOptions {
  /** Carried along as it is. */
  [option: string]: unknown;
}

/** What `setOptions` takes. */
export interface LiveOptions {
  /** Language of the server's texts; `null`: none. */
  lang?: string | null | undefined;
  /** Hash of the header `Passwork-MasterHash`. Hashes in bodies go on following the constructor's option. */
  hash?: HashAlgorithm | undefined;
}

/** A session: what `tokensChanged` tells and what is worth storing. */
export interface Tokens {
  /** Session token. */
  token: string;
  /** Refresh token; `''` if the server gave none. */
  refreshToken: string;
}

/** A session to take up again. */
export interface TokensInput {
  /** Session token. */
  token: string;
  /** Refresh token, if there is one. Without it the session cannot be refreshed and no master key is derived. */
  refreshToken?: string | null | undefined;
}

/** What `loadMasterKey` reads: settings without, or with, client-side encryption. */
export type MasterKeyOptions =
  | {
      /** No client-side encryption: the result is `false`. */
      useMasterPassword?: false | undefined;
      /** Not looked at. */
      refreshToken?: string | null | undefined;
      /** Not looked at. */
      masterPassword?: string | false | null | undefined;
    }
  | {
      /** Whether there is a master key at all. */
      useMasterPassword: boolean;
      /** Without one the master password itself is the key and nothing is asked for. */
      refreshToken?: string | null | undefined;
      /** The master password to derive the key from. */
      masterPassword: string | false;
    };

// ------------------------------------------------------------------------------------------------ services

/**
 * The live options of a client as an agent of your own sees them, with your own members. Read them at each request: token,
 * key and mode change with `login`, `setTokens`, `setOptions` and so on.
 */
export interface AgentOptions {
  /** Base address. */
  host: string;
  /** The current session token. */
  token: string;
  /** The current refresh token. */
  refreshToken: string;
  /** The effective master key; `false` without client-side encryption. */
  masterPassword: string | false;
  /** Whether values are encrypted on this side. */
  useMasterPassword: boolean;
  /** Whether to print requests. */
  debug: boolean;
  /** Language, if one is set. */
  lang: string | null;
  /** Hash of the header `Passwork-MasterHash`. */
  hash: HashAlgorithm;
  /** The caller's own options. */
  [option: string]: unknown;
}

/** The client as an agent gets it while it is being constructed. */
export interface AgentClient {
  /** As {@link Passwork.setAuthOptions}. */
  setAuthOptions: Passwork['setAuthOptions'];
  /** As {@link Passwork.setOptions}. */
  setOptions: Passwork['setOptions'];
}

/**
 * One kind of request of an agent. It gives the *data* of the answer, not the envelope; what it rejects with reaches the caller.
 *
 * @param endpoint The path with its leading slash, ids encoded.
 * @param body The body, if there is one.
 */
export type AgentRequest = (endpoint: string, body?: object) => Promise<unknown>;

/** What an agent of your own must offer. */
export interface Agent {
  /** The four functions that send. */
  request: {
    /** Sends a GET; there is never a body. */
    get: AgentRequest;
    /** Sends a POST. */
    post: AgentRequest;
    /** Sends a PUT. */
    put: AgentRequest;
    /** Sends a DELETE. */
    delete: AgentRequest;
  };
}

/**
 * The class of an agent. It is constructed once for each client.
 *
 * @param options The live options of the client.
 * @param client The client under construction.
 */
export type AgentConstructor = new (options: AgentOptions, client: AgentClient) => Agent;

/** How the client reads and writes files. All synchronous. */
export interface FileManager {
  /** Whether there are files at all. With `false`, `attachments` of add and edit must not be paths. */
  canUseFs: boolean;
  /**
   * Reads a whole file.
   *
   * @param path As the caller gave it.
   */
  readFile(path: string): Uint8Array | ArrayBuffer;
  /**
   * The last component of a path.
   *
   * @param path As the caller gave it.
   */
  getFileBasename(path: string): string;
  /**
   * Writes a whole file, replacing it.
   *
   * @param path Where to.
   * @param data All bytes.
   */
  saveToFile(path: string, data: Uint8Array): void;
}

/** The constructor's second argument: parts to be replaced. What is missing is built in. */
export interface PassworkServices {
  /**
   * Sends the requests. Headers, session refresh, error shaping and debug output belong to the built-in agent and are then
   * yours; what your agent rejects with reaches the caller unchanged. Default: the built-in one.
   */
  agent?: AgentConstructor | null | undefined;
  /** Reads and writes files. Default: the platform's. */
  fileManager?: FileManager | null | undefined;
}

// ------------------------------------------------------------------------------------------------ objects of the server

/** The server's version. */
export interface VersionInfo {
  /** Such as `'5.4.0'`; `''` if the server does not tell. */
  version: string;
  /** Whether the server is so old that it wants MD5 hashes. */
  legacySupport: boolean;
}

/** Answer of a login. */
export interface LoginData {
  /** Session token. */
  token: string;
  /** Refresh token; servers from 5.4 on. */
  refreshToken?: string;
  /** Lifetime of the session token in seconds. */
  tokenTtl?: number;
  /** Lifetime of the refresh token in seconds. */
  refreshTokenTtl?: number;
  /** When the session token expires, in seconds since 1970. */
  tokenExpiredAt?: number;
  /** When the refresh token expires, in seconds since 1970. */
  refreshTokenExpiredAt?: number;
  /** Who has logged in. */
  user?: {
    /** Full name. */
    name: string;
    /** Mail address. */
    email: string;
    /** Whatever else the server sent. */
    [field: string]: unknown;
  };
  /** Added by the client: the server's version. */
  versionInfo: VersionInfo;
  /** Whatever else the server sent. */
  [field: string]: unknown;
}

/** RSA keys of a user; with client-side encryption only. */
export interface UserKeys {
  /** Public key (PEM). */
  public: string;
  /** Private key, sealed with the master key. */
  privateCrypted: EncodedText;
  /** Whatever else the server sent. */
  [field: string]: unknown;
}

/** A user. */
export interface User {
  /** Id. */
  id: Id;
  /** Full name. */
  name: string;
  /** Mail address. */
  email: string;
  /** Such as `'en'`. */
  locale: string;
  /** With client-side encryption only. */
  keys?: UserKeys;
  /** Whatever else the server sent. */
  [field: string]: unknown;
}

/** The company. */
export interface Domain {
  /** Id. */
  domainId: Id;
  /** Name. */
  name: string;
  /** Access of the current user, such as `'admin'`. */
  access: string;
  /** The company's master key, sealed with the user's; with client-side encryption only. */
  mpCrypted?: EncodedText;
  /** Whatever else the server sent. */
  [field: string]: unknown;
}

/** A vault. */
export interface Vault {
  /** Id. */
  id: Id;
  /** Name. */
  name: string;
  /** Company's or private. */
  scope: VaultScope;
  /** Access of the current user, such as `'admin'`. */
  access: string;
  /** Whether it is shown. */
  visible: boolean;
  /** Number of folders. */
  foldersAmount: number;
  /** Number of passwords. */
  passwordsAmount: number;
  /** Vaults of the company only. */
  domainId?: Id;
  /** The company's master key, sealed with the user's; vaults of the company, with client-side encryption. */
  domainMaster?: EncodedText;
  /** The sealed vault password; where it is present, each password has a key of its own. */
  vaultPasswordCrypted?: EncodedText;
  /** The sealed vault password of servers before 5.4. */
  passwordCrypted?: EncodedText;
  /** Whatever else the server sent. */
  [field: string]: unknown;
}

/** A folder. */
export interface Folder {
  /** Id. */
  id: Id;
  /** Name. */
  name: string;
  /** The vault that it is in. */
  vaultId: Id;
  /** The folder that it is in; `null` at the top of the vault. */
  parentId: Id | null;
  /** Number of folders. */
  foldersAmount: number;
  /** Number of passwords. */
  passwordsAmount: number;
  /** Whatever else the server sent. */
  [field: string]: unknown;
}

/** A vault with everything in it. */
export interface VaultFullInfo {
  /** The vault. */
  vault?: Vault;
  /** All its folders, sorted by name. */
  folders?: Folder[];
  /** All its passwords in short form, sorted by name. */
  passwords?: PasswordListItem[];
  /** Whatever else the server sent. */
  [field: string]: unknown;
}

/** A custom field as it is stored; `getCustoms()` gives it readable. */
export interface SealedCustomField {
  /** Name. */
  name: EncodedText;
  /** Value. */
  value: EncodedText;
  /** Type. */
  type: EncodedText;
  /** Whatever else the server sent. */
  [field: string]: unknown;
}

/** A readable custom field, as `getCustoms()` gives it. It can be passed straight back to `editPassword`. */
export interface CustomField {
  /** Name. */
  name: string;
  /** Value; for type `'totp'` the secret. */
  value: string;
  /** Type. */
  type: CustomFieldType;
  /**
   * The current six-digit code (30 seconds, HMAC-SHA-1) of the entry's current `value`. Present exactly where `type` is `'totp'`.
   *
   * Throws with kind `totp` for a value that is not base32.
   *
   * @example
   * ```ts
   * for (const field of password.getCustoms() ?? []) {
   *   console.log(field.name, field.getTotpCode ? field.getTotpCode() : field.value);
   * }
   * ```
   */
  getTotpCode?: () => string;
}

/** An attachment as the list of a password shows it, and the answer of an upload. */
export interface AttachmentInfo {
  /** Id, to be passed to `getAttachment`. */
  id: Id;
  /** File name. */
  name: string;
  /** The sealed key of the file. */
  encryptedKey: EncodedText;
  /** Whatever else the server sent. */
  [field: string]: unknown;
}

/** An attachment with its contents, as the server sent it. */
export interface StoredAttachment extends AttachmentInfo {
  /** The password that it belongs to. */
  passwordId: Id;
  /** The contents. */
  encryptedData: EncodedText;
  /** Hash of the contents; `''` for an empty file. */
  hash: string;
}

/** What the client adds to an attachment. Both are synchronous and work when taken off. */
export interface AttachmentHelpers {
  /**
   * Decrypts and checks the file anew at each call.
   *
   * Throws with kind `attachment` when the hash is wrong, `crypto` when the key or data cannot be opened, `closed` after `close()`.
   *
   * @returns The bytes, in a new array each time.
   */
  getData: () => Bytes;
  /**
   * Writes the file to `path + name`: the two texts are joined as they are, *no separator is put between them*.
   *
   * Throws what `getData` throws, kind `attachment` when the server's name is unusable or (in a page) when there are no
   * files, and the errors of the file system.
   *
   * @param path Folder with a trailing slash, or the beginning of a file name.
   * @param name Used as it is. Default: the last component of the attachment's name, so that no name of the server leaves the folder.
   *
   * @example
   * ```ts
   * attachment.saveTo('./downloads/'); // ./downloads/notes.txt
   * attachment.saveTo('./downloads/', 'other.txt');
   * ```
   */
  saveTo: (path: string, name?: string | null) => void;
}

/** An attachment with its helpers. */
export interface Attachment extends StoredAttachment, AttachmentHelpers {}

/** What all forms of a password have in common. */
export interface PasswordBase {
  /** Id. */
  id: Id;
  /** Name; `''` if none was given. */
  name: string;
  /** Login. */
  login: string;
  /** Description. */
  description: string;
  /** Address. */
  url: string;
  /** Number of the colour as a text, such as `'3'`; `null`: none. */
  color: string | null;
  /** Tags. */
  tags: string[];
  /** When the password was last changed, in seconds since 1970. */
  lastPasswordUpdate: number;
  /** When anything was last changed, such as `'2020-09-13T12:26:40+00:00'`. */
  updatedAt: string;
  /** Access of the current user, such as `'admin'`. */
  access: string;
  /** The same as a number. */
  accessCode: number;
  /** Whether the current user has marked it. */
  isFavorite: boolean;
  /** Whatever else the server sent. */
  [field: string]: unknown;
}

/** The secret part of a password, in stored form. */
export interface SealedPasswordFields {
  /** The password. `getPassword()` gives it readable. */
  cryptedPassword: EncodedText;
  /** The password's own key, if it has one. */
  cryptedKey?: EncodedText;
  /** Custom fields. `getCustoms()` gives them readable. */
  custom?: SealedCustomField[] | null;
  /** Attachments, without their contents: `getAttachment` loads one. */
  attachments?: AttachmentInfo[] | null;
}

/** What the client adds to a password. Both are synchronous, read the object's current fields and work when taken off. */
export interface PasswordHelpers {
  /**
   * Decrypts the password anew at each call; nothing is sent. Works after `logout()` too.
   *
   * Throws with kind `crypto` when the value is damaged, `closed` after `close()`.
   *
   * @example
   * ```ts
   * const { url, login, getPassword: reveal } = await passwork.getPassword(id);
   * connect(url, login, reveal());
   * ```
   */
  getPassword: () => string;
  /**
   * Decrypts the custom fields anew at each call; nothing is sent. Entries that lack name, value or type are left out.
   *
   * Throws with kind `crypto` when a value is damaged, `closed` after `close()`.
   *
   * @returns A new list each time; `null` where the password has no list.
   */
  getCustoms: () => CustomField[] | null;
}

/** Where a shortcut stands. */
export interface ShortcutPlace {
  /** Id of the shortcut. */
  id: Id;
  /** The vault that the shortcut is in. */
  vaultId: Id;
  /** The folder that the shortcut is in; `null` at the top of the vault. */
  folderId: Id | null;
  /** Whatever else the server sent. */
  [field: string]: unknown;
}

/** The shortcut through which a password was read. */
export interface Shortcut extends ShortcutPlace {
  /** The key of the password, sealed for the shortcut's vault. */
  cryptedKey: EncodedText;
  /** Whether the current user has marked it. */
  isFavorite: boolean;
}

/** A password in the short form of lists and searches: without anything secret. */
export interface PasswordListItem extends PasswordBase {
  /** The vault that it (or the shortcut) is in. */
  vaultId: Id;
  /** The folder that it (or the shortcut) is in; `null` at the top of the vault. */
  folderId: Id | null;
  /** Where it is only a shortcut; else `null`. */
  shortcut: ShortcutPlace | null;
  /** Where a search has found it in the inbox. */
  inboxId?: Id;
}

/** A whole password as the server stores it, without helpers. */
export interface StoredPassword extends PasswordBase, SealedPasswordFields {
  /** The vault that it is in. */
  vaultId: Id;
  /** The folder that it is in; `null` at the top of the vault. */
  folderId: Id | null;
}

/** A whole password with its helpers. */
export interface Password extends StoredPassword, PasswordHelpers {}

/** A whole password behind a shortcut, without helpers. It does not tell its own vault and folder. */
export interface StoredShortcutPassword extends PasswordBase, SealedPasswordFields {
  /** The shortcut. */
  shortcut: Shortcut;
}

/** A whole password behind a shortcut with its helpers. */
export interface ShortcutPassword extends StoredShortcutPassword, PasswordHelpers {}

/** An item of the inbox as the list shows it. */
export interface InboxListItem {
  /** Id of the item (not of the password). */
  id: Id;
  /** Name of the password. */
  name: string;
  /** Whether it was opened before. */
  viewed: boolean;
  /** Who has sent it. */
  from: string;
  /** When it was sent, such as `'2020-09-13T12:26:40+00:00'`. */
  date?: string;
  /** Whatever else the server sent. */
  [field: string]: unknown;
}

/** An opened item of the inbox. */
export interface InboxPassword extends InboxListItem {
  /** The password, with its helpers. */
  password: Password;
  /** The key of the password; items of servers from 5.4 on. */
  cryptedKey?: EncodedText;
  /** The key of the vault; items of servers before 5.4. */
  groupPasswordCrypted?: EncodedText;
  /** The vault that the password is in; items of servers before 5.4. */
  vaultId?: Id;
}

/** One result of {@link Passwork.getPasswordsById}: either `password` or `error`. */
export type PasswordResult =
  | {
      /** The id that was asked for. */
      id: Id;
      /** The password, with its helpers. */
      password: Password;
      /** There is none. */
      error?: undefined;
    }
  | {
      /** The id that was asked for. */
      id: Id;
      /** There is none. */
      password?: undefined;
      /** Why it could not be read. (With an agent of your own: whatever that rejected with.) */
      error: PassworkError;
    };

// ------------------------------------------------------------------------------------------------ what is passed in

/** A custom field to write. What `getCustoms()` gives fits; other members are ignored and never sent. */
export interface CustomFieldInput {
  /** Name. */
  readonly name: string;
  /** Value; for type `'totp'` a base32 secret, padded with `=` to a multiple of 8. */
  readonly value: string;
  /** Type. */
  readonly type: CustomFieldType;
}

/** A file to attach while adding or editing a password. */
export interface AttachmentInput {
  /** The file; despite its name not only a path. */
  readonly path: FileInput;
  /** Name to store. Default: the last component of the path, or the name of the `File`. */
  readonly name?: string | null | undefined;
}

/** Fields that can be given when adding and when editing. */
export interface PasswordFields {
  /** Name. */
  readonly name?: string | null | undefined;
  /** Login. */
  readonly login?: string | null | undefined;
  /** Address. */
  readonly url?: string | null | undefined;
  /** Description. */
  readonly description?: string | null | undefined;
  /** Number of the colour as a text, such as `'3'`; `null`: none. */
  readonly color?: string | null | undefined;
  /** Tags. */
  readonly tags?: readonly string[] | null | undefined;
  /** Custom fields: the whole list. `[]` empties it; left out, it stays. (`null` rejects.) */
  readonly custom?: readonly CustomFieldInput[] | undefined;
  /** Files to attach, in addition to those that are there. (`null` rejects.) */
  readonly attachments?: readonly AttachmentInput[] | undefined;
}

/** What `addPassword` takes. */
export interface NewPassword extends PasswordFields {
  /** The vault to put it in. */
  readonly vaultId: Id;
  /** The folder to put it in. Default: the top of the vault. */
  readonly folderId?: Id | null | undefined;
  /** The password; it leaves this side encoded only. `''` is allowed. */
  readonly password: string;
  /** An encoded earlier state, as other clients store it. Sent as it is. */
  readonly snapshot?: EncodedText | null | undefined;
}

/** What the edit methods take: what is left out stays as it is. */
export interface PasswordChanges extends PasswordFields {
  /** The new password; it leaves this side encoded only. `''` is allowed, `null` rejects. */
  readonly password?: string | undefined;
}

// ------------------------------------------------------------------------------------------------ the client

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
 * replaced. Those that return a promise never throw, they reject; every error is a {@link PassworkError}, unless a caller's own
 * agent or listener made it. No argument is ever changed. Objects of the server come as they were sent, unknown members included.
 *
 * *Sealed mode* is client-side encryption (there is a master password); *plain mode* is without. "The password's vault" is one
 * more `GET /vaults/{id}`.
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
 */
export declare class Passwork {
  /**
   * Makes a client. Nothing is sent.
   *
   * Throws a {@link PassworkError} of kind `usage` without options and `engine` where WebAssembly is forbidden or missing.
   *
   * @param options Base address of the API, or options.
   * @param services None: the built-in ones.
   */
  constructor(options: string | PassworkOptions, services?: null);
  /**
   * Makes a client with an agent or a file manager of your own. Nothing is sent.
   *
   * @param options Base address of the API, or options; members unknown to this package are carried along for the agent.
   * @param services The parts to be replaced.
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

  // ---------------------------------------------------------------- session

  /**
   * Logs in and dispatches `tokensChanged`.
   *
   * A wrong master password is not noticed here: the first thing that has to be decrypted rejects with kind `crypto`. If the login
   * fails, the client is what it was before.
   *
   * Requests: version, login and, in sealed mode, the key options.
   * Rejects: {@link RequestErrorKind}; `crypto` for key options that cannot be used.
   *
   * @param apiKey The API key of the user.
   * @param masterPassword The master password; anything falsy: plain mode.
   */
  login: (apiKey: string, masterPassword?: string | false | null) => Promise<LoginData>;
  /**
   * Logs in with a master key that was derived before, as {@link Passwork.loadMasterKey} gives it. Dispatches `tokensChanged`.
   *
   * Requests: version, login.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param apiKey The API key of the user.
   * @param masterKey The effective master key; anything falsy: plain mode.
   */
  loginWithKey: (apiKey: string, masterKey?: string | false | null) => Promise<LoginData>;
  /**
   * Logs out and forgets tokens and master key. Helpers of objects that were read before go on working. If it fails, nothing
   * is forgotten and it can be repeated.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   */
  logout: () => Promise<void>;
  /**
   * Takes up a session again and dispatches `tokensChanged`, at once.
   *
   * Requests: none, or the key options (with a refresh token and a master password, and no master key).
   * Rejects: {@link RequestErrorKind}, `crypto`.
   *
   * @param apiToken A session token, or both tokens. With a lone token the master password itself is taken for the key.
   * @param masterPass The master password, if the key is to be derived; anything falsy: plain mode, unless a key is given.
   * @param masterKey The effective master key; then nothing is derived and `masterPass` is not looked at.
   *
   * @example
   * ```ts
   * const { token, refreshToken } = JSON.parse(stored);
   * await passwork.setAuthOptions({ token, refreshToken }, 'master password');
   * ```
   */
  setAuthOptions: (
    apiToken: string | TokensInput,
    masterPass?: string | false | null,
    masterKey?: string | false | null,
  ) => Promise<void>;
  /**
   * Sets the tokens and dispatches `tokensChanged`. Synchronous; sends nothing; throws what a listener throws.
   *
   * @param token Session token.
   * @param refreshToken Refresh token. Default: none.
   */
  setTokens: (token: string, refreshToken?: string | null) => void;
  /**
   * Changes options of the running client. Synchronous; sends nothing. Other members and unknown hash names are ignored.
   *
   * @param options The new values.
   */
  setOptions: (options?: LiveOptions | null) => void;
  /**
   * Gives the effective master key for the given settings; the client itself is not changed. Keep the result as secret as the
   * master password.
   *
   * Requests: none, or the key options.
   * Rejects: {@link RequestErrorKind}; `crypto` for key options that cannot be used.
   *
   * @param options The settings to use in place of the client's own.
   * @returns The key; `false` in plain mode.
   */
  loadMasterKey: (options: MasterKeyOptions) => Promise<string | false>;
  /**
   * Calls the listeners of an event, synchronously and in the order of listening. Throws what a listener throws.
   *
   * @param name Name of the event, any text.
   * @param data Handed to every listener as it is.
   */
  dispatchEvent: (name: string, data?: unknown) => void;
  /**
   * Adds a listener. The client itself dispatches only `tokensChanged`: on every login, on `setAuthOptions` and `setTokens`, and
   * whenever it has refreshed an expired session. There is no way to unlisten.
   *
   * Synchronous; throws with kind `usage` if the listener is not a function.
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
     */
    (name: 'tokensChanged', listener: (tokens: Tokens) => void): void;
    /**
     * Adds a listener for an event of your own.
     *
     * @param name Name of the event.
     * @param listener Called with what `dispatchEvent` was given.
     */
    (name: string, listener: (data: unknown) => void): void;
  };

  // ---------------------------------------------------------------- server and user

  /**
   * The server's version; works without a session.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   */
  version: () => Promise<VersionInfo>;
  /**
   * The current user.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   */
  userInfo: () => Promise<User>;
  /**
   * The secret for the browser extension, in the server's form.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   */
  extensionSecret: () => Promise<unknown>;
  /**
   * A page of the user's notifications, in the server's form.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param page Number of the page, from 1. Default: 1.
   * @param limit Entries a page. Default: 10.
   */
  userNotifications: (page?: number, limit?: number) => Promise<unknown>;
  /**
   * Number of notifications that were not viewed yet.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   */
  userNotificationsCountNew: () => Promise<number>;
  /**
   * Marks all notifications as viewed.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   */
  userNotificationsMarkAsViewed: () => Promise<Acknowledgement>;

  // ---------------------------------------------------------------- passwords

  /**
   * Passwords of a folder or (without a folder) of the top level of a vault, in short form, sorted by name.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param vaultId The vault; not looked at when a folder is given.
   * @param folderId The folder. Default: none.
   *
   * @example
   * ```ts
   * await passwork.getPasswords(vaultId);
   * await passwork.getPasswords(null, folderId);
   * ```
   */
  getPasswords: (vaultId?: Id | null, folderId?: Id | null) => Promise<PasswordListItem[]>;
  /**
   * A whole password, with helpers that decrypt it.
   *
   * Requests: the password, then its vault.
   * Rejects: {@link RequestErrorKind}; `crypto` if its key cannot be opened, most often because of a wrong master password.
   *
   * @param id Id of the password.
   *
   * @example
   * ```ts
   * const password = await passwork.getPassword(id);
   * password.name; // as the server sent it
   * password.getPassword(); // decrypted now
   * password.getCustoms()?.find((field) => field.type === 'totp')?.getTotpCode?.();
   * ```
   */
  getPassword: (id: Id) => Promise<Password>;
  /**
   * Passwords that the user has opened lately, in short form, in the server's order.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   */
  getRecentPasswords: () => Promise<PasswordListItem[]>;
  /**
   * Passwords that the user has marked, in short form, in the server's order.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   */
  getFavoritePasswords: () => Promise<PasswordListItem[]>;
  /**
   * Finds passwords, in short form, in the server's order.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param query Text to look for; `''`: everything that fits the rest.
   * @param tags Only with all these tags. Default: `[]`, any.
   * @param colors Only with one of these colours. Default: `[]`, any.
   * @param vaultId Only in this vault. Default: all.
   * @param includeShared Also look in the inbox; such items have `inboxId`. Default: `false`.
   * @param includeShortcuts Also look behind shortcuts; such items have `shortcut`. Default: `false`.
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
    vaultId?: Id | null,
    includeShared?: boolean,
    includeShortcuts?: boolean,
  ) => Promise<PasswordListItem[]>;
  /**
   * Finds passwords by their address, in short form, in the server's order.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param url The address.
   * @param includeShared Also look in the inbox. Default: `false`.
   * @param includeShortcuts Also look behind shortcuts. Default: `false`.
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
  getAttachment: (passwordId: Id, attachmentId: Id) => Promise<Attachment>;
  /**
   * Adds a password. The object that is passed is not changed.
   *
   * Requests: the vault, then the write.
   * Rejects: {@link RequestErrorKind} (`usage` for a missing password, an incomplete custom field and the like); `crypto`; `attachment`
   * for a file that cannot be read or is too big; `totp` for a bad secret. Nothing is written then, except where the write itself fails.
   *
   * @param fields The fields of the new password.
   * @returns The stored password, without helpers.
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
   *
   * @param id Id of the password.
   * @param fields What to change.
   * @returns The stored password, without helpers.
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
  editPassword: (id: Id, fields?: PasswordChanges) => Promise<StoredPassword>;
  /**
   * Deletes a password. The server keeps its last state.
   *
   * Requests: the password, its vault, then the deletion.
   * Rejects: {@link RequestErrorKind}, `crypto`.
   *
   * @param id Id of the password.
   */
  deletePassword: (id: Id) => Promise<Acknowledgement>;
  /**
   * Attaches a file to a password.
   *
   * Requests: the password, its vault, then the upload.
   * Rejects: {@link RequestErrorKind}; `crypto`; `attachment` for a file that cannot be read or is larger than 5 MiB.
   *
   * @param passwordId Id of the password.
   * @param attachment A path (not in pages), bytes, a `Blob` or a `File`.
   * @param attachmentName Name to store. Default: the last component of the path, or the name of the `File`. Bytes have no name: give one.
   *
   * @example
   * ```ts
   * await passwork.addPasswordAttachment(id, './key.pem');
   * await passwork.addPasswordAttachment(id, new TextEncoder().encode('text'), 'note.txt');
   * ```
   */
  addPasswordAttachment: (
    passwordId: Id,
    attachment: FileInput,
    attachmentName?: string | null,
  ) => Promise<AttachmentInfo>;
  /**
   * Attaches a `File` or `Blob` to a password; resolves after the upload. In pages and in Node.
   *
   * Requests: the password, its vault, then the upload.
   * Rejects: {@link RequestErrorKind}; `crypto`; `attachment` for a file that cannot be read or is larger than 5 MiB.
   *
   * @param passwordId Id of the password.
   * @param file The file.
   * @param attachmentName Name to store where the file has none of its own.
   *
   * @example
   * ```ts
   * const file = input.files?.[0]; // <input type="file">
   * if (file) await passwork.addPasswordWebAttachment(id, file);
   * ```
   */
  addPasswordWebAttachment: (
    passwordId: Id,
    file: BlobLike | FileLike,
    attachmentName?: string | null,
  ) => Promise<AttachmentInfo>;
  /**
   * Deletes an attachment.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param passwordId Id of the password.
   * @param attachmentId Id from the password's `attachments`.
   */
  deletePasswordAttachment: (passwordId: Id, attachmentId: Id) => Promise<Acknowledgement>;
  /**
   * Moves a password, encrypted anew for its new vault.
   *
   * Requests: the password, its vault, the other vault (unless it is the same), then the write.
   * Rejects: {@link RequestErrorKind}, `crypto`.
   *
   * @param id Id of the password.
   * @param vaultId The vault to move it to.
   * @param folderId The folder to move it to. Default: the top of the vault.
   * @returns Id of the password.
   */
  movePassword: (id: Id, vaultId: Id, folderId?: Id | null) => Promise<Id>;
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
   */
  copyPassword: (id: Id, vaultId: Id, folderId?: Id | null) => Promise<Id>;
  /**
   * Marks a password as favourite.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the password.
   */
  favoritePassword: (id: Id) => Promise<Acknowledgement>;
  /**
   * Takes the mark of a favourite away.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the password.
   */
  unfavoritePassword: (id: Id) => Promise<Acknowledgement>;
  /**
   * Who has access to a password, in the server's form.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the password.
   */
  getPasswordSharingInfo: (id: Id) => Promise<ServerObject>;
  /**
   * Makes a link through which anybody can read the password. In plain mode its readable values go to the server.
   *
   * Requests: the password, its vault, then the write.
   * Rejects: {@link RequestErrorKind}, `crypto`.
   *
   * @param id Id of the password.
   * @param reusable Whether the link works more than once. Default: `false`.
   * @param time Lifetime in hours; a word on servers of version 5. Default: 24.
   * @param secret Sealed mode: the text that opens the link. Default: 100 random characters, which are also taken for every `time` that is a word.
   * @returns The link; in sealed mode with `#code=` and the secret at its end.
   *
   * @example
   * ```ts
   * await passwork.generatePasswordShareLink(id); // once, within 24 hours
   * await passwork.generatePasswordShareLink(id, true, 24 * 7);
   * await passwork.generatePasswordShareLink(id, false, 'week'); // servers of version 5
   * ```
   */
  generatePasswordShareLink: (
    id: Id,
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
   */
  getInboxPasswords: () => Promise<InboxListItem[]>;
  /**
   * Number of items in the inbox.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   */
  getInboxPasswordsCount: () => Promise<number>;
  /**
   * Opens an item of the inbox; the helpers stand on its member `password`. It counts as viewed afterwards.
   *
   * Requests: the item, then the user; items of servers before 5.4: the item again, and its vault.
   * Rejects: {@link RequestErrorKind}; `crypto` if its key cannot be opened or the user has no keys.
   *
   * @param inboxId Id of the item, not of the password.
   *
   * @example
   * ```ts
   * for (const { id } of await passwork.getInboxPasswords()) {
   *   const { from, password } = await passwork.getInboxPassword(id);
   *   console.log(from, password.name, password.getPassword());
   * }
   * ```
   */
  getInboxPassword: (inboxId: Id) => Promise<InboxPassword>;
  /**
   * Changes the password of an inbox item; what is left out stays.
   *
   * Requests: the item, then the user (items of servers before 5.4: the password and its vault), then the write.
   * Rejects: as {@link Passwork.addPassword}.
   *
   * @param inboxId Id of the item.
   * @param fields What to change.
   * @returns The stored password, without helpers.
   */
  editInboxPassword: (inboxId: Id, fields?: PasswordChanges) => Promise<StoredPassword>;
  /**
   * An attachment of an inbox item, with helpers that decrypt and save it.
   *
   * Requests: the item, the attachment, the user (items of servers before 5.4: the item, the password, its vault, the attachment).
   * Rejects: {@link RequestErrorKind}, `crypto`.
   *
   * @param inboxId Id of the item.
   * @param attachmentId Id from the `attachments` of the item's password.
   */
  getInboxPasswordAttachment: (inboxId: Id, attachmentId: Id) => Promise<Attachment>;
  /**
   * Attaches a file to the password of an inbox item.
   *
   * Requests: the item, the user (items of servers before 5.4: the password and its vault), then the upload.
   * Rejects: {@link RequestErrorKind}, `crypto`, `attachment`.
   *
   * @param inboxId Id of the item.
   * @param attachment A path (not in pages), bytes, a `Blob` or a `File`.
   * @param attachmentName Name to store. Default: the last component of the path, or the name of the `File`.
   */
  addInboxPasswordAttachment: (
    inboxId: Id,
    attachment: FileInput,
    attachmentName?: string | null,
  ) => Promise<AttachmentInfo>;
  /**
   * Deletes an attachment of an inbox item.
   *
   * Requests: the item, then the deletion.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param inboxId Id of the item.
   * @param attachmentId Id from the `attachments` of the item's password.
   */
  deleteInboxPasswordAttachment: (inboxId: Id, attachmentId: Id) => Promise<Acknowledgement>;
  /**
   * Number of new items in the inbox.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   */
  inboxNotificationsCount: () => Promise<number>;
  /**
   * Marks all news of the inbox as viewed.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
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
   */
  getShortcutPassword: (id: Id) => Promise<ShortcutPassword>;
  /**
   * An attachment of the password behind a shortcut, with helpers that decrypt and save it.
   *
   * Requests: the shortcut, its vault, the attachment.
   * Rejects: {@link RequestErrorKind}, `crypto`.
   *
   * @param id Id of the shortcut.
   * @param attachmentId Id from the password's `attachments`.
   */
  getShortcutPasswordAttachment: (id: Id, attachmentId: Id) => Promise<Attachment>;
  /**
   * Attaches a file to the password behind a shortcut.
   *
   * Requests: the shortcut, its vault, then the upload.
   * Rejects: {@link RequestErrorKind}, `crypto`, `attachment`.
   *
   * @param id Id of the shortcut.
   * @param attachment A path (not in pages), bytes, a `Blob` or a `File`.
   * @param attachmentName Name to store. Default: the last component of the path, or the name of the `File`.
   */
  addShortcutPasswordAttachment: (
    id: Id,
    attachment: FileInput,
    attachmentName?: string | null,
  ) => Promise<AttachmentInfo>;
  /**
   * Deletes an attachment of the password behind a shortcut.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the shortcut.
   * @param attachmentId Id from the password's `attachments`.
   */
  deleteShortcutPasswordAttachment: (id: Id, attachmentId: Id) => Promise<Acknowledgement>;
  /**
   * Changes the password behind a shortcut; what is left out stays.
   *
   * Requests: the shortcut, its vault, then the write.
   * Rejects: as {@link Passwork.addPassword}.
   *
   * @param id Id of the shortcut.
   * @param fields What to change.
   * @returns The stored password, without helpers.
   */
  editShortcutPassword: (id: Id, fields?: PasswordChanges) => Promise<StoredShortcutPassword>;
  /**
   * Deletes a shortcut; the password stays.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the shortcut.
   */
  deleteShortcut: (id: Id) => Promise<Acknowledgement>;
  /**
   * Moves a shortcut.
   *
   * Requests: the shortcut, its vault, the other vault (unless it is the same), then the write.
   * Rejects: {@link RequestErrorKind}, `crypto`.
   *
   * @param id Id of the shortcut.
   * @param vaultId The vault to move it to.
   * @param folderId The folder to move it to. Default: the top of the vault.
   * @returns Id of the shortcut.
   */
  moveShortcut: (id: Id, vaultId: Id, folderId?: Id | null) => Promise<Id>;
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
   */
  copyShortcut: (id: Id, vaultId: Id, folderId?: Id | null) => Promise<Id>;
  /**
   * Marks a shortcut as favourite.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the shortcut.
   */
  favoriteShortcut: (id: Id) => Promise<Acknowledgement>;
  /**
   * Takes the mark of a favourite away.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the shortcut.
   */
  unfavoriteShortcut: (id: Id) => Promise<Acknowledgement>;
  /**
   * Who has access to the password behind a shortcut, in the server's form.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the shortcut.
   */
  getShortcutPasswordSharingInfo: (id: Id) => Promise<ServerObject>;
  /**
   * Makes a link through which anybody can read the password behind a shortcut; see {@link Passwork.generatePasswordShareLink}.
   *
   * Requests: the shortcut, its vault, then the write.
   * Rejects: {@link RequestErrorKind}, `crypto`.
   *
   * @param shortcutId Id of the shortcut.
   * @param reusable Whether the link works more than once. Default: `false`.
   * @param time Lifetime in hours; a word on servers of version 5. Default: 24.
   * @param secret Sealed mode: the text that opens the link. Default: 100 random characters.
   * @returns The link; in sealed mode with `#code=` and the secret at its end.
   */
  generateShortcutPasswordShareLink: (
    shortcutId: Id,
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
   */
  getDomain: () => Promise<Domain>;
  /**
   * All vaults of the user, sorted by name.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   */
  getVaults: () => Promise<Vault[]>;
  /**
   * Number of vaults.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   */
  getVaultsCount: () => Promise<number>;
  /**
   * A vault.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the vault.
   *
   * @example
   * ```ts
   * const vaults = await Promise.all(ids.map(passwork.getVault)); // methods need no `this`
   * ```
   */
  getVault: (id: Id) => Promise<Vault>;
  /**
   * Folders at the top of a vault, sorted by name.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the vault.
   */
  getVaultFolders: (id: Id) => Promise<Folder[]>;
  /**
   * A vault with all its folders and passwords (short form), each list sorted by name.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the vault.
   */
  getVaultFullInfo: (id: Id) => Promise<VaultFullInfo>;
  /**
   * Who has access to a vault or folder, in the server's form.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param vaultId Id of the vault.
   * @param folderId Id of a folder. Default: the vault itself.
   */
  getDirectorySharingInfo: (vaultId: Id, folderId?: Id | null) => Promise<ServerObject>;
  /**
   * All tags in use.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   */
  getTags: () => Promise<string[]>;
  /**
   * All colours in use, each as the text of its number.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   */
  getColors: () => Promise<string[]>;
  /**
   * All tags in use in a vault.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the vault.
   */
  getVaultTags: (id: Id) => Promise<string[]>;
  /**
   * All colours in use in a vault, each as the text of its number.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the vault.
   */
  getVaultColors: (id: Id) => Promise<string[]>;
  /**
   * Adds a vault.
   *
   * Requests: the company, then the write.
   * Rejects: {@link RequestErrorKind}, `crypto`.
   *
   * @param name Name of the vault.
   * @param isPrivate Whether it is the user's own. Default: `false`, the company's.
   * @returns Id of the new vault.
   */
  addVault: (name: string, isPrivate?: boolean) => Promise<Id>;
  /**
   * Renames a vault.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the vault.
   * @param name New name.
   * @returns The changed vault.
   */
  editVault: (id: Id, name: string) => Promise<Vault>;
  /**
   * Deletes a vault with everything in it.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the vault.
   */
  deleteVault: (id: Id) => Promise<Acknowledgement>;

  // ---------------------------------------------------------------- folders

  /**
   * A folder.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the folder.
   */
  getFolder: (id: Id) => Promise<Folder>;
  /**
   * Folders at the top of a vault, sorted by name; the same as {@link Passwork.getVaultFolders}.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param vaultId Id of the vault.
   */
  getFolders: (vaultId: Id) => Promise<Folder[]>;
  /**
   * Folders directly within a folder, sorted by name.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the folder.
   */
  getSubFolders: (id: Id) => Promise<Folder[]>;
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
   */
  addFolder: (vaultId: Id, folderName: string, parentFolderId?: Id | null) => Promise<Folder>;
  /**
   * Renames a folder, moves it within its vault, or both. To another vault: {@link Passwork.moveFolder}.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the folder.
   * @param folderName New name; `undefined`: unchanged.
   * @param parentFolderId The folder to put it in; `null`: the top of the vault; left out: unchanged.
   * @returns The changed folder.
   */
  editFolder: (id: Id, folderName?: string, parentFolderId?: Id | null) => Promise<Folder>;
  /**
   * Deletes a folder with everything in it.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param id Id of the folder.
   */
  deleteFolder: (id: Id) => Promise<Acknowledgement>;
  /**
   * Finds folders by name, in the server's order.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param query Text to look for.
   */
  searchFolders: (query: string) => Promise<Folder[]>;
  /**
   * Moves a folder with its sub-folders, passwords, attachments and shortcuts, encrypted anew for their new vault.
   *
   * Requests: the folder, the vaults, the lists of each folder, each password; then one write. If anything cannot be read, nothing
   * is written.
   * Rejects: {@link RequestErrorKind}, `crypto`.
   *
   * @param folderId Id of the folder.
   * @param vaultTo The vault to move it to.
   * @param folderTo The folder to move it to. Default: the top of the vault.
   * @returns Id of the folder.
   */
  moveFolder: (folderId: Id, vaultTo: Id, folderTo?: Id | null) => Promise<Id>;
  /**
   * Copies a folder with its sub-folders, passwords, attachments and shortcuts, encrypted anew for the copy's vault.
   *
   * Requests: as {@link Passwork.moveFolder}.
   * Rejects: {@link RequestErrorKind}, `crypto`.
   *
   * @param folderId Id of the folder.
   * @param vaultTo The vault of the copy.
   * @param folderTo The folder of the copy. Default: the top of the vault.
   * @returns Id of the copy.
   */
  copyFolder: (folderId: Id, vaultTo: Id, folderTo?: Id | null) => Promise<Id>;

  // ---------------------------------------------------------------- company

  /**
   * What was done by whom, in the server's form.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   *
   * @param dateFrom First day, in the server's form, such as `'2020-12-01'`.
   * @param dateTo Last day. Default: `null`, no end.
   */
  activityReport: (dateFrom: string, dateTo?: string | null) => Promise<unknown>;
  /**
   * Settings of the server that concern clients.
   *
   * Requests: one.
   * Rejects: {@link RequestErrorKind}.
   */
  getPassworkSettings: () => Promise<ServerObject>;

  // ---------------------------------------------------------------- beyond the original; not enumerable

  /**
   * Logs out if there is a session, and wipes tokens, master key and all keys of result objects, whether or not the logout succeeds.
   * Afterwards methods and helpers of this client give an error of kind `closed`. Calling it again does nothing.
   *
   * The same as `[Symbol.asyncDispose]`. Not enumerable.
   *
   * Requests: none without a session, else the logout.
   * Rejects: {@link RequestErrorKind}, with the error of the logout.
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
   * Reads many passwords, several at a time. Results come in the order of the ids, one for each: a password that cannot be read
   * does not spoil the others. Not enumerable.
   *
   * Requests: each password, and each vault once.
   * Rejects: only `usage`, `aborted`, `timeout`, `closed`, `engine`; all else stands in the results.
   *
   * @param ids Ids of the passwords.
   *
   * @example
   * ```ts
   * for (const { id, password, error } of await passwork.with({ concurrency: 16 }).getPasswordsById(ids)) {
   *   if (password) console.log(password.name, password.getPassword());
   *   else console.error(id, error.message);
   * }
   * ```
   */
  getPasswordsById: (ids: readonly Id[]) => Promise<PasswordResult[]>;
}

/** The class carries its companions, for `require` and for script users: `Passwork.PassworkError`, `Passwork.default`, and all types. */
export declare namespace Passwork {
  export {
    AbortSignalLike,
    Acknowledgement,
    Agent,
    AgentClient,
    AgentConstructor,
    AgentOptions,
    AgentRequest,
    AsyncDisposeSupport,
    Attachment,
    AttachmentHelpers,
    AttachmentInfo,
    AttachmentInput,
    BlobLike,
    Bytes,
    CallSettings,
    CustomField,
    CustomFieldInput,
    CustomFieldType,
    Domain,
    EncodedText,
    FetchFunction,
    FetchInit,
    FetchResponse,
    FileInput,
    FileLike,
    FileManager,
    Folder,
    HashAlgorithm,
    Id,
    InboxListItem,
    InboxPassword,
    LiveOptions,
    LoginData,
    MasterKeyOptions,
    NewPassword,
    Password,
    PasswordBase,
    PasswordChanges,
    PasswordFields,
    PasswordHelpers,
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
    RequestErrorKind,
    SealedCustomField,
    SealedPasswordFields,
    ServerObject,
    ShareLinkPeriod,
    Shortcut,
    ShortcutPassword,
    ShortcutPlace,
    StoredAttachment,
    StoredPassword,
    StoredShortcutPassword,
    Tokens,
    TokensInput,
    User,
    UserKeys,
    Vault,
    VaultFullInfo,
    VaultScope,
    VersionInfo,
  };
}
