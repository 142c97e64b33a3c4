import type { Passwork } from './client.js';
import type { AbortSignalLike, FetchFunction } from './platform.js';
import type { PassworkServices } from './services.js';

/** Names of the hashes: SHA-256 on all current servers, MD5 on old ones. */
export type HashAlgorithm = 'sha256' | 'md5';

/** How far a long job is. */
export interface Progress {
  /** Number of items that are done. */
  done: number;
  /** Number of items known so far. */
  total: number;
}

/** Settings of calls: for one client and its copies ({@link Passwork.with}), or as defaults in the constructor's options. */
export interface CallSettings {
  /**
   * Aborts the call: before, during and between requests, in waits, and while a key is derived (what the platform itself
   * derives goes on to its end, unseen). Default: none.
   */
  signal?: AbortSignalLike | null | undefined;
  /** Limit for each request, in milliseconds. Default: none. */
  timeout?: number | undefined;
  /** Limit for the whole call, in milliseconds. Default: none. */
  totalTimeout?: number | undefined;
  /**
   * How many times a failed request is repeated, at most 100; `true` means 2. One that reads is repeated after network
   * errors, `timeout`, 429, and 503 with `Retry-After`; one that writes after 429 only. Default: 0, never.
   */
  retry?: number | boolean | undefined;
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
  /**
   * Which API the server speaks. Anything else makes every request fail with `usage`: none is sent. Default: found
   * out; this version knows API v4 only.
   */
  apiVersion?: 4 | undefined;
  /** Session token. Default: `''`, no session. */
  token?: string | undefined;
  /** Refresh token. Default: `''`, no refresh. */
  refreshToken?: string | undefined;
  /**
   * The effective master key, as it is: given here it is never derived. To have it derived from the master password, use
   * `login` or `setAuthOptions`. Default: `false`.
   */
  masterPassword?: string | false | null | undefined;
  /**
   * Whether values are encrypted on this side; `login` and `setAuthOptions` set it. Default: whether there is a
   * `masterPassword`. `true` without one: nothing that holds a value is sent before a login with one.
   */
  useMasterPassword?: boolean | undefined;
  /**
   * The fewest rounds of PBKDF2 by which the server may have the master key derived from the master password. Fewer, or no
   * derivation at all (a server without refresh tokens or key options, a lone token in `setAuthOptions`), rejects with kind
   * `crypto`; a login leaves the session as it was. Servers usually ask for 300 000. Default: 0, whatever the server says.
   */
  minimumRounds?: number | undefined;
  /**
   * Whether inbox items of the old kind (servers before 5.4) are opened with client-side encryption: on the first look the
   * client stores, under the master key, a vault key that the sender chose. `false`: methods of the inbox reject such items
   * with kind `crypto`. Default: `true`.
   */
  oldInboxItems?: boolean | undefined;
  /** Print each request by `console.log`, with secrets blotted out. Default: `false`. */
  debug?: boolean | undefined;
  /** Language of the server's texts, sent as header `Passwork-Lang`. Default: `null`, not sent. */
  lang?: string | null | undefined;
  /** Hash of the header `Passwork-MasterHash` and of the hashes in bodies. Default: `'sha256'`. */
  hash?: HashAlgorithm | undefined;
  /**
   * The function that sends the requests, for proxies, client certificates and tests. Default: the platform's `fetch`; in Node
   * its HTTP client with the global agents, unless somebody has replaced `fetch` or set a dispatcher for it.
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
