// Passwork 7: tokens that the server does not take.

export const NEW_TOKENS =
  'New tokens are needed: the server does not take these. They are made in your profile in Passwork.';

/** A pair is dead when it was renewed, whatever it was typed into. */
export const RENEWED = 'The tokens were renewed meanwhile: log in with new ones next time.';

/** Whether the server does not know the access token, or has refused to renew it: only a new login helps. */
export function needsTokens({ kind, httpStatus, httpRequest = '' }) {
  if (kind !== 'api' || !httpRequest.includes('/api/v1/')) return false;
  return httpStatus === 401 || (httpStatus === 403 && httpRequest.endsWith('/sessions/refresh'));
}
