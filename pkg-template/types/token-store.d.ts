import type { PassworkOptions } from './options.js';
import type { AbortSignalLike } from './platform.js';

/** A pair of tokens, as a {@link TokenStore} keeps it. */
export interface StoredTokens {
  /** Session token; Passwork 7: the access token. */
  readonly token: string;
  /** Refresh token; `''` or missing: none. */
  readonly refreshToken?: string | null | undefined;
}

/**
 * Where tokens are kept that several processes may share ({@link PassworkOptions.tokenStore}). A pair is dead the moment that it is
 * renewed: the new one is saved before it is used, and whoever finds the old one dead looks here first. These functions must not
 * call the client that waits for them.
 */
export interface TokenStore {
  /** The pair that is there now. Anything without a token makes the call reject with `usage`. */
  load(): StoredTokens | null | undefined | Promise<StoredTokens | null | undefined>;
  /**
   * Puts a new pair there. Awaited before the request is repeated; if it fails, the pair stays in force, the call rejects with
   * `usage`, and the next one tries again first.
   *
   * @param pair The new pair.
   */
  save(pair: { token: string; refreshToken: string }): unknown;
  /**
   * Keeps others out while a pair is renewed. Default: nobody is kept out.
   *
   * @param run To be called once, when nobody else is inside; the lock is held until its promise has ended.
   * @param options Has a signal that is aborted when nobody waits for the lock any more.
   */
  lock?(run: () => Promise<void>, options: { readonly signal: AbortSignalLike }): PromiseLike<unknown>;
}

/** What {@link fileTokenStore} makes. */
export interface FileTokenStore {
  /** The pair in the file; `undefined` where there is none. Throws with kind `usage` if it holds something else. */
  load():
    | {
        /** Session token; Passwork 7: the access token. */
        token: string;
        /** Refresh token; `''`: none. */
        refreshToken: string;
      }
    | undefined;
  /**
   * Writes the file whole or not at all, for its owner alone.
   *
   * @param pair The pair.
   */
  save(pair: StoredTokens): void;
  /**
   * Runs a function while no other process is inside of the same lock.
   *
   * @param run The function.
   * @param options `signal`: ends the wait for the lock when it is aborted.
   */
  lock<T>(run: () => T | PromiseLike<T>, options?: { readonly signal?: AbortSignalLike | undefined }): Promise<T>;
}

/**
 * A {@link TokenStore} over a file, for Node, Bun and Deno: with mode 0600, written beside its place and renamed, and a lock between
 * processes, which is taken over when its process is gone or has not touched it for 30 seconds.
 *
 * Throws with kind `usage` where there is no file system. The script-tag build has none.
 *
 * @param file Path of the file, or a `file:` URL.
 * @throws {PassworkError}
 *
 * @example
 * ```ts
 * import Passwork, { fileTokenStore } from 'passwork-wasm';
 *
 * const tokenStore = fileTokenStore('/run/secrets/passwork.json');
 * const passwork = new Passwork({ host: 'https://passwork.example.com', tokenStore });
 * const pair = tokenStore.load();
 * if (pair) await passwork.login(pair, 'master password');
 * ```
 */
export declare function fileTokenStore(file: string | { readonly href: string }): FileTokenStore;
