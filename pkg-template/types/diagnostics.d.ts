import type { PassworkErrorKind } from './errors.js';
import type { RequestTrace } from './hooks.js';

/** What `diagnostics` may be told. */
export interface DiagnosticsOptions {
  /** `true`: without the host, addresses and the numbers that a server gave its answers. Default: `false`. */
  redact?: boolean | undefined;
}

/**
 * What a client tells of itself, for a support ticket. It is put together from these members and from nothing else: no token, no
 * key, no password, no value of an option, no name of a password.
 */
export interface Diagnostics {
  /** The package. */
  package: {
    /** Its version. */
    version: string;
    /** How the engine came: `deflate` (installed), `lzma` (the script of pages), `module` (imported as WebAssembly). */
    loadedAs: 'deflate' | 'lzma' | 'module';
    /** SHA-256 of the engine's bytes as the package was built, in hexadecimal. */
    engine: string;
  };
  /** `node 24.1.0`, `bun …`, `deno …`, `electron …`; elsewhere what the platform calls itself. */
  runtime: string;
  /** System and processor. */
  platform: string;
  /** Whether the SIMD kernels are in use. */
  simd: boolean;
  /** Whether the platform has WebCrypto here: pages over plain http have none. */
  webCrypto: boolean;
  /** By what requests leave. */
  fetch: string | undefined;
  /** Bytes of the engine's memory, for all its clients. */
  memoryBytes: number;
  /** `broken`: the engine stopped after an internal error. Then nothing below is there. */
  engine?: 'broken';
  /** Address of the host, without credentials; not with `redact`. */
  host?: string;
  /** The API that the server speaks, once it is known. */
  generation?: 4 | 7;
  /** The server's version, once it has told it. */
  serverVersion?: string;
  /** Whether there is a session. */
  session?: 'open' | 'none' | 'closed';
  /** When the session token ends, in milliseconds since 1970, where the server has said so. */
  sessionEndsAt?: number;
  /** Whether there is a refresh token. */
  canRefresh?: boolean;
  /** Whether values are sealed; `undecided`: nothing that holds a value is sent. */
  encryption?: 'sealed' | 'plain' | 'undecided';
  /** Names of the options and settings that were given; not their values. */
  options?: string[];
  /** Calls that have ended; those with settings that cannot be used are not among them. */
  calls?: {
    /** Number of those that were well. */
    well: number;
    /** Number of those that failed, by the kind of the error. */
    failed: { [kind in PassworkErrorKind | 'agent']?: number };
  };
  /** Number of calls under way. */
  callsUnderWay?: number;
  /** Number of keys that are held for results, of all clients of the engine. */
  keysHeld?: number;
  /** The last 20 requests, the oldest first; with `redact` without `url` and `requestId`. */
  requests?: (Omit<RequestTrace, 'url'> & { readonly url?: string })[];
}
