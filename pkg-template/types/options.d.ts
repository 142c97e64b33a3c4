import type { Passwork } from './client.js';
import type { Hooks } from './hooks.js';
import type { AbortSignalLike, FetchFunction, HttpAgentLike } from './platform.js';
import type { PassworkServices } from './services.js';
import type { TokenStore } from './token-store.js';

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
  /** Functions that are told what is sent. Not with an agent of your own. Default: none. */
  hooks?: Hooks | null | undefined;
}

/** The options of a client. The object is copied at once; later changes of it have no effect. */
export interface PassworkOptions extends CallSettings {
  /**
   * Base address. Trailing slashes are dropped.
   *
   * - `'https://passwork.example.com'`: which API the server speaks is found out at the first call.
   * - `'https://passwork.example.com/api/v4'`: API v4 is taken for granted, until something else answers. An old script whose server
   *   has become one of Passwork 7 keeps its host.
   * - `'https://passwork.example.com/api/v1'`: Passwork 7, whose own API has the number 1. It takes no host with a user name and a
   *   password in it: the access token needs their header.
   */
  host: string;
  /**
   * Which API the server speaks: `4` (servers up to Passwork 6) or `7` (Passwork 7). Then nobody is asked. Anything else makes every
   * request fail with `usage`: none is sent. Default: `'auto'`, found out, see `host`.
   */
  apiVersion?: 4 | 7 | 'auto' | undefined;
  /** Session token; Passwork 7: the access token. Default: `''`, no session. */
  token?: string | undefined;
  /** Refresh token. Default: `''`, no refresh. */
  refreshToken?: string | undefined;
  /**
   * The effective master key, as it is: given here it is never derived. To have it derived from the master password, use
   * `login` or `setAuthOptions`. Passwork 7: what has not the form of such a key (base64 of 64 bytes) is taken for the master
   * password. Default: `false`.
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
  /**
   * Passwork 7: whether a session with a master password may write in the clear where the server says that vault or item is not
   * encrypted, for servers that hold both kinds. Only `true` counts: whoever can change the server's answers can then read what is
   * written. Otherwise such writes reject with `usage`. Reading is not affected. Default: `false`.
   */
  allowUnencrypted?: boolean | undefined;
  /**
   * Fingerprints of the keys of vaults, as {@link Passwork.getVaultKeyFingerprint} gives them, by the ids of the vaults. Of such a
   * vault nothing is read, and nothing written to it, while its key is another one, or none: such calls reject with `crypto`.
   * Default: none.
   */
  pinVaultKeys?: Readonly<Record<string, string>> | null | undefined;
  /**
   * Where the tokens are kept, for this process and others. Default: in this client alone.
   *
   * @example
   * ```ts
   * const tokenStore = fileTokenStore('/run/secrets/passwork.json');
   * const passwork = new Passwork({ host, tokenStore });
   * ```
   */
  tokenStore?: TokenStore | null | undefined;
  /**
   * Whether the client only reads, as {@link Passwork.readOnly} describes it. In types, `const passwork: ReadOnlyPassword = new
   * Passwork({ host, readOnly: true })` leaves out the methods that write. Beside an agent of your own this name is the agent's, as
   * all names are that it may have been using: nothing is refused then, `readOnly()` is the way. Default: `false`.
   */
  readOnly?: boolean | undefined;
  /** Print each request by `console.log`, with secrets blotted out. Default: `false`. */
  debug?: boolean | undefined;
  /** Language of the server's texts, sent as header `Passwork-Lang`. Default: `null`, not sent. */
  lang?: string | null | undefined;
  /** Hash of the header `Passwork-MasterHash` and of the hashes in bodies. Default: `'sha256'`. */
  hash?: HashAlgorithm | undefined;
  /**
   * The function that sends the requests, for proxies and client certificates where there is no `httpAgent`, and for tests. Default: the platform's `fetch`; in Node
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
  /**
   * Headers for a gateway in front of the server that wants a token of its own. They go with every request to the origin of the host,
   * and with none elsewhere; their values are treated as tokens are. Names of the client's own, of HTTP or of a proxy (`Passwork-…`,
   * `Authorization`, `Host`, `Content-…`), and what no header can carry, make every request fail with `usage`. Default: none.
   *
   * @example
   * ```ts
   * const headers = { 'CF-Access-Client-Id': id, 'CF-Access-Client-Secret': secret };
   * const passwork = new Passwork({ host, headers });
   * ```
   */
  headers?: Readonly<Record<string, string>> | null | undefined;
  /**
   * In Node, the `https.Agent` (for `http://` the `http.Agent`) that requests leave by: for a proxy, a client certificate, an own
   * authority. It comes before all that the program has set, and `close()` leaves it alone. Elsewhere, or beside a `fetch`, every request
   * fails with `usage`. Default: the global agents.
   *
   * @example
   * ```ts
   * const httpAgent = new https.Agent({ ca, cert, key });
   * const passwork = new Passwork({ host, httpAgent });
   * ```
   */
  httpAgent?: HttpAgentLike | null | undefined;
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
