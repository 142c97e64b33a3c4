import type { Bytes } from './values.js';

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
  /** Those of the API and `Content-Type`, as far as they apply, and the option `headers`. */
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

/** An `http.Agent` or `https.Agent` of Node, described by what tells it from agents of undici. */
export interface HttpAgentLike {
  /** Requests that wait for a connection. */
  readonly requests: object;
  /** Connections in use. */
  readonly sockets: object;
  /** Ends all connections. */
  destroy(): void;
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
