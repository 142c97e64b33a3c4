// The server in memory for tests: passwork-wasm/testing.

export * from './testing-contents.js';

import type { AsyncDisposeSupport } from './client.js';
import type { AbortSignalLike } from './platform.js';
import type { TestContents, TestContentsOpened, TestItem, TestItemOpened } from './testing-contents.js';

/** Options of {@link createTestServer}. */
export interface TestServerOptions {
  /** Which API: `4` (servers up to 6) or `7` (Passwork 7). Default: `4`. */
  readonly generation?: 4 | 7 | undefined;
  /** Whether values are sealed by clients. Default: `true`. */
  readonly clientSideEncryption?: boolean | undefined;
  /** What it holds at first, and again after `reset()`. Default: nothing. */
  readonly contents?: TestContents | undefined;
  /** Further users beside the first, whose name is `user`: names, or names with what is theirs. They see all vaults that are not private. */
  readonly users?: readonly string[] | { readonly [name: string]: TestUser } | undefined;
  /** Where its clock stands: milliseconds, a `Date`, or a text for `Date.parse`. Default: the moment of creation. */
  readonly now?: number | string | Date | undefined;
  /** Rounds of the derivation of the master key. Default: 1000, so that tests are fast. */
  readonly rounds?: number | undefined;
  /** Whether `requests` shows secrets. Default: `false`, they are `***`. */
  readonly reveal?: boolean | undefined;
}

/** A further user. */
export interface TestUser {
  /** Default: made from the name. */
  readonly email?: string | undefined;
  /** Default: made from the name. */
  readonly masterPassword?: string | undefined;
}

/** What a user logs in with. */
export interface TestCredentials {
  /** On API v4. */
  apiKey?: string;
  /** On Passwork 7. */
  tokens?: TestTokens;
  /** `null` without client-side encryption. */
  masterPassword: string | null;
  /** `null` without client-side encryption. */
  masterKey: string | null;
  /** The same, and the host, as environment variables. */
  env: TestEnvironment;
}

/** Tokens of Passwork 7. */
export interface TestTokens {
  /** The access token. */
  accessToken: string;
  /** The refresh token. */
  refreshToken: string;
}

/** Host and credentials as environment variables. */
export interface TestEnvironment {
  /** Where the server is. */
  PASSWORK_HOST: string;
  /** On API v4. */
  PASSWORK_API_KEY?: string;
  /** With client-side encryption, on API v4. */
  PASSWORK_MASTER_PASSWORD?: string;
  /** On Passwork 7. */
  PASSWORK_TOKEN?: string;
  /** On Passwork 7. */
  PASSWORK_REFRESH_TOKEN?: string;
  /** With client-side encryption, on Passwork 7. */
  PASSWORK_MASTER_KEY?: string;
}

/** An answer that comes late. */
export interface TestDelay {
  /** By how many milliseconds the clock has to be moved. */
  readonly delay: number;
}

/** An error as the server writes them. */
export interface TestRefusal {
  /** The status. */
  readonly status: number;
  /** The server's code. Default: one that fits the status. */
  readonly code?: string | undefined;
  /** What the server says. Default: the code. */
  readonly message?: string | undefined;
  /** `Retry-After`, in seconds. Default: none. */
  readonly retryAfter?: number | string | undefined;
}

/** What happens to requests: see {@link TestServer.fail}. */
export interface TestFault {
  /** Method; `*` stands for any text. Default: all. */
  readonly method?: string | undefined;
  /** Path below `/api/v4` or `/api/v1`, without the query; `*` stands for any text, also with `/`. Default: all. */
  readonly path?: string | undefined;
  /** Which of the requests that fit is the first: 1 is the next one. Default: 1. */
  readonly nth?: number | undefined;
  /** For how many. Default: all from `nth` on; where `nth` is given, one. */
  readonly times?: number | undefined;
  /**
   * What happens.
   *
   * - a status, or one with code, message and `Retry-After` (seconds): an error in the server's own form; nothing is done
   * - `'html'`: 502 with a page of a proxy; nothing is done
   * - `'reset'`: the connection breaks before the request is looked at
   * - `'cutOff'`: the request is done, and the answer breaks off in the middle
   * - `'empty'`: the request is done, and the answer is empty
   * - `'hang'`: no answer, until the caller gives up or the server is closed
   * - `'expired'`: the session has expired
   * - `{delay}`: the answer comes when the clock has been moved by so many milliseconds
   */
  readonly with: number | 'html' | 'reset' | 'cutOff' | 'empty' | 'hang' | 'expired' | TestDelay | TestRefusal;
  /** `Retry-After` for a bare status, in seconds. */
  readonly retryAfter?: number | string | undefined;
}

/** The clock of a server. It stands until it is moved. */
export interface TestClock {
  /** Where it stands, in milliseconds since 1970. */
  now(): number;
  /**
   * Sets it.
   *
   * @param time Milliseconds, a `Date`, or a text for `Date.parse`.
   */
  set(time: number | string | Date): void;
  /**
   * Moves it on.
   *
   * @param ms Milliseconds.
   */
  advance(ms: number): void;
}

/** A request that came. */
export interface TestRequest {
  /** The method. */
  readonly method: string;
  /** The path below `/api/v4` or `/api/v1`, with the query; secrets are `***`. */
  readonly path: string;
  /** The body, parsed; secrets are `***`. `undefined` if there was none, or none that can be read. */
  readonly body: unknown;
  /** When, by the server's clock. */
  readonly at: number;
}

/** The second argument of {@link TestServer.fetch}: what of a `RequestInit` is looked at. */
export interface TestFetchInit {
  /** Default: `GET`. */
  method?: string;
  /** The headers. */
  headers?: unknown;
  /** The body. */
  body?: unknown;
  /** Gives the request up. */
  signal?: AbortSignalLike | null;
}

/** A `Response`, described by what is used of it. */
export interface TestResponseLike {
  /** The status. */
  readonly status: number;
  /** The headers. */
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
  /** Reads the whole body as JSON. */
  json(): Promise<unknown>;
}

/** A `Response` where its type is known, otherwise {@link TestResponseLike}. */
export type TestResponse = typeof globalThis extends { Response: { prototype: infer R } } ? R : TestResponseLike;

/** A certificate to listen with. */
export interface TestCertificate {
  /** The key, PEM. */
  readonly key: string;
  /** The certificate, PEM. */
  readonly cert: string;
}

/** Where to listen. */
export interface TestListenOptions {
  /** Default: one that is free. */
  readonly port?: number | undefined;
  /** Default: `'127.0.0.1'`. */
  readonly host?: string | undefined;
  /** For https. Default: http. */
  readonly tls?: TestCertificate | undefined;
}

/** A server in memory. Every function can be taken off. */
export interface TestServer extends AsyncDisposeSupport {
  /**
   * For the option `fetch` of a client, and for whatever else has requests: asks this server without a connection.
   *
   * @param input The address: a text, a `URL`, or a `Request`.
   * @param init Method, headers, body and signal.
   */
  fetch(
    input: string | { readonly href: string } | { readonly url: string },
    init?: TestFetchInit,
  ): Promise<TestResponse>;
  /**
   * Listens at a port, in Node, Bun and Deno: for code that takes its host from the environment, and for other languages.
   *
   * @param options Where.
   * @returns The host.
   */
  listen(options?: TestListenOptions): Promise<string>;
  /** For the option `host` of a client: after `listen()` where it listens. */
  readonly host: string;
  /** Host and credentials of the first user, as environment variables. */
  readonly env: TestEnvironment;
  /** Key of the first user, on API v4. */
  readonly apiKey: string;
  /** Tokens of the first user, on Passwork 7. */
  readonly tokens: TestTokens;
  /** Of the first user; `null` without client-side encryption. */
  readonly masterPassword: string | null;
  /** Of the first user; `null` without client-side encryption. */
  readonly masterKey: string | null;
  /**
   * Credentials of a user.
   *
   * @param name `user` is the first.
   */
  user(name: string): TestCredentials;
  /**
   * An item as it is held now, opened.
   *
   * @param place Path (`Vault/Folder/item`; in a name `/` is written `%2F`, and `%` is `%25`) or id, of an item or a shortcut.
   */
  read(place: string): TestItemOpened;
  /**
   * All that is held now, opened, as it could be given to {@link createTestServer}.
   *
   * @param options `ids`: with ids too.
   */
  contents(options?: { readonly ids?: boolean | undefined }): TestContentsOpened;
  /**
   * Somebody else edits: members of an item, or the name of a vault or folder.
   *
   * @param place Path or id.
   * @param fields What changes. `custom` and `totp` together are all custom fields, `attachments` all files.
   */
  change(place: string, fields: Omit<TestItem, 'id'> & { readonly name?: string | undefined }): void;
  /**
   * Takes a user's right to a vault, a folder with all that is in it, or an item.
   *
   * @param place Path or id.
   * @param user Default: the first.
   */
  deny(place: string, user?: string): void;
  /**
   * Lets requests fail, from now on.
   *
   * @param fault Which, and how.
   * @returns Ends it.
   */
  fail(fault: TestFault): () => void;
  /** Access tokens that were given out are too old now. */
  expireSession(): void;
  /** Access and refresh tokens that were given out are too old now. */
  expireRefresh(): void;
  /** Nothing that was given out is valid any more, the key of API v4 included. */
  revoke(): void;
  /** Sessions, links, delays and the header `Date` go by it. */
  readonly clock: TestClock;
  /** What came, since creation or `reset()`. */
  readonly requests: readonly TestRequest[];
  /** Everything as it was in the beginning: contents, sessions, clock; no faults, no requests. What waits is broken off. */
  reset(): void;
  /** No request is answered any more, and the port is free. */
  close(): Promise<void>;
}

/**
 * A Passwork server in memory, for tests: no account, no port, no waiting.
 *
 * @param options What it is, and what it holds.
 * @throws {PassworkError} `usage` for options and contents that cannot be read, `engine` where WebAssembly cannot be used.
 * @example
 * ```js
 * const server = createTestServer({ contents: { Infrastructure: { orders: { login: 'app', password: 's3cret' } } } });
 * const passwork = new Passwork({ host: server.host, fetch: server.fetch });
 * await passwork.login(server.apiKey, server.masterPassword);
 * ```
 */
export declare function createTestServer(options?: TestServerOptions): TestServer;
