// The pair of tokens, in storage.session. Passwork 7 ends the old pair in the moment in which it is renewed: the new one
// is here before it is used, so that the next worker goes on with it.

const kept = chrome.storage.session;

/**
 * For the option `tokenStore`. What a client renews after it was locked is not kept: `isLive()` says so. `key`: what a login
 * was given; an API key is not stored, and a server of Passwork 7 takes it for an access token.
 */
export const tokenStore = (isLive, key) => ({
  load: async () => (await storedTokens()) ?? { token: key },
  save: async (tokens) => {
    if (isLive()) await kept.set({ tokens, renewed: true });
  },
});

export async function storedTokens() {
  const { tokens } = await kept.get('tokens');
  return tokens;
}

/** What was typed, if it has the form of tokens: 'access:refresh', or an access token alone. API keys of old servers have not. */
export function tokensIn(text) {
  const [token, refreshToken = ''] = text.split(':');
  return refreshToken || /^[A-Za-z0-9+/]{43}=$/.test(token) ? { token, refreshToken } : null;
}

export const asText = ({ token, refreshToken }) => (refreshToken ? `${token}:${refreshToken}` : token);

/**
 * The tokens to log in with. A login that failed (a slip in the master password) or was cut off may have renewed the pair,
 * and what was typed is dead then: the same text leads to the new pair.
 */
export async function tokensFor(text) {
  const { typed, tokens } = await kept.get(['typed', 'tokens']);
  return typed === text ? tokens : tokensIn(text);
}

/** After a login that failed: only a pair that was renewed on the way is kept, until the next attempt. */
export async function keepRenewed() {
  const { renewed } = await kept.get('renewed');
  if (!renewed) await kept.clear();
}
