import type { Passwork } from './client.js';
import type { HashAlgorithm } from './options.js';

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
 * The class of an agent. It is constructed once for each client. What is no class is refused with `usage`.
 *
 * @param options The live options of the client.
 * @param client The client under construction.
 */
export type AgentConstructor = new (options: AgentOptions, client: AgentClient) => Agent;

/** How the client reads and writes files. All synchronous. An object without any of the three functions is refused with `usage`. */
export interface FileManager {
  /** Whether there are files at all. With `false`, `attachments` of add and edit must not be paths. */
  canUseFs: boolean;
  /**
   * Reads a whole file. (The built-in one reads no more than tells that a file is too big.)
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
   * yours; what your agent rejects with reaches the caller unchanged. It is written for API v4: with Passwork 7 every call rejects
   * with `usage`. Default: the built-in one.
   */
  agent?: AgentConstructor | null | undefined;
  /** Reads and writes files. Default: the platform's. */
  fileManager?: FileManager | null | undefined;
}
