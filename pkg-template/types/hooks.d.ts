import type { PassworkErrorKind } from './errors.js';

/** A request that is about to be sent. No header and no body is in it, and its address is redacted as in errors. */
export interface RequestStarted {
  /** Number of the request among those of the client; all its attempts have the same. */
  readonly id: number;
  /** The method of the client that it is sent for. */
  readonly call: string;
  /** The HTTP method. */
  readonly method: string;
  /** The address, without credentials, tokens and what a search looks for. */
  readonly url: string;
  /** The path below `/api/v4` or `/api/v1`, the same for all objects: `/passwords/{id}`. */
  readonly template: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Bytes of its body. */
  readonly bytesOut: number;
}

/** A request that has ended: with an answer, or without one. */
export interface RequestEnded extends RequestStarted {
  /** The HTTP status, if there was an answer. */
  readonly status?: number;
  /** Kind of the error, if it has failed. */
  readonly kind?: PassworkErrorKind;
  /** Milliseconds until the answer was read. Redirects and a connection that had to be opened anew are part of it. */
  readonly durationMs: number;
  /** Bytes of the answer's body, if there was one. */
  readonly bytesIn?: number;
  /** The header `X-Request-Id` of the answer, if it is letters, digits and `-_.:`, 100 at most, and nothing that the request kept secret. */
  readonly requestId?: string;
}

/** A request that will be sent again: by the setting `retry`, or since the session was renewed. */
export interface RequestRepeated extends RequestEnded {
  /** Milliseconds until then. */
  readonly delayMs: number;
  /** The HTTP status or the kind of the error that it failed with, or `sessionRenewed`. */
  readonly reason: string;
}

/** A renewal of the session. The tokens are not in it: those are told by the event `tokensChanged`. */
export interface SessionRenewed {
  /** Milliseconds that it took. */
  readonly durationMs: number;
  /** Whether there are new tokens. */
  readonly ok: boolean;
}

/**
 * Functions that are told what a client sends. Each is called at once with one frozen object, and is not waited for. What one
 * throws is printed by `console.error`, once a client, and breaks nothing.
 */
export interface Hooks {
  /**
   * Before a request is sent.
   *
   * @param request The request.
   */
  onRequest?: ((request: RequestStarted) => void) | null | undefined;
  /**
   * When it has ended, well or badly.
   *
   * @param response The request, and what came of it.
   */
  onResponse?: ((response: RequestEnded) => void) | null | undefined;
  /**
   * Before it is sent again.
   *
   * @param retry The request, and why.
   */
  onRetry?: ((retry: RequestRepeated) => void) | null | undefined;
  /**
   * When the session was renewed, or could not be.
   *
   * @param refresh How it went.
   */
  onTokenRefresh?: ((refresh: SessionRenewed) => void) | null | undefined;
}

/** What is told on Node's tracing channel `passwork-wasm:request`: one object from the beginning to the end of a request. */
export type RequestTrace = RequestStarted & Partial<RequestEnded>;

/** What is told on Node's tracing channel `passwork-wasm:call`: one object from the beginning to the end of a call. */
export interface CallTrace {
  /** Number of the call. */
  readonly id: number;
  /** The method of the client. */
  readonly call: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Milliseconds that it took, once it has ended. */
  readonly durationMs?: number;
  /** Kind of its error, if it has failed; `agent`: an agent of your own has thrown something. */
  readonly kind?: PassworkErrorKind | 'agent';
  /** Its error, if it has failed. It holds no secret, but it may name what was asked for: an id, a file, a reference. */
  readonly error?: unknown;
}
