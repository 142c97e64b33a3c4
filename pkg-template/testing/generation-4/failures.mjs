// What a request of API v4 is refused with.

export class Refusal extends Error {
  constructor(status, code, data = {}) {
    super(code);
    this.answer = { status, headers: {}, json: { status: 'failed', code, data } };
  }
}

export const notFound = (what) => new Refusal(404, `${what}NotFound`, { errorMessage: `${what} is not found` });

export const misplaced = (errorMessage) => new Refusal(400, 'invalidFolder', { errorMessage });

/** The code of the server's for a status that was given without one. */
export const codeOf = (status) =>
  ({ 401: 'apiSessionExpired', 403: 'accessDenied', 404: 'notFound', 429: 'tooManyRequests' })[status] ??
  'internalError';
