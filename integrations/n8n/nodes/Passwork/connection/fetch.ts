import type { FetchFunction } from 'passwork-wasm';

/** A request as it is handed to n8n. */
export interface OutgoingRequest {
  url: string;
  method: 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';
  headers: Record<string, string>;
  body?: Buffer;
  abortSignal?: AbortSignal;
}

/** An answer as n8n gives it. */
export interface IncomingAnswer {
  statusCode: number;
  headers: Record<string, unknown>;
  body: unknown;
}

/**
 * The client's `fetch` over one of n8n's functions, so that n8n's proxy and certificates hold. `send` must follow no redirect, take no
 * status for an error and leave the body as bytes: all of this is the client's to judge.
 */
export const fetchOver =
  (send: (request: OutgoingRequest) => Promise<IncomingAnswer>): FetchFunction =>
  async (url, { method, headers, body, signal }) => {
    const answer = await send({
      url,
      method: method as OutgoingRequest['method'],
      headers,
      // Bytes, for n8n would look into a text and at an object.
      ...(body === undefined ? {} : { body: Buffer.from(body as Uint8Array) }),
      ...(signal ? { abortSignal: signal as AbortSignal } : {}),
    });
    return {
      status: answer.statusCode,
      headers: {
        get(name) {
          const value = answer.headers[name.toLowerCase()];
          return value === undefined || value === null ? null : String(value);
        },
      },
      text: async () => textOf(answer.body),
    };
  };

/** An empty body arrives as a text. */
function textOf(body: unknown): string {
  if (body instanceof Uint8Array || body instanceof ArrayBuffer) return new TextDecoder().decode(body);
  return typeof body === 'string' ? body : '';
}
