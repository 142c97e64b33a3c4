// Service worker (Chromium) or event page (Firefox): answers the popup.
import { emptyLater } from './clipboard/later.js';
import { code, describe, forPage, search, secret } from './entries.js';
import { fill } from './page/fill.js';
import { lock, logIn, state } from './session.js';
import { NEW_TOKENS, needsTokens } from './ui/tokens.js';

const ANSWERS = {
  state: () => state(),
  logIn: ({ host, key, masterPassword }) => logIn(host, key, masterPassword || null),
  lock: () => lock(),
  forPage: ({ url }) => forPage(url),
  search: ({ query }) => search(query),
  describe: ({ ref }) => describe(ref),
  secret: ({ ref, field }) => secret(ref, field),
  code: ({ ref, index }) => code(ref, index),
  fill: ({ ref, tabId }) => fill(ref, tabId),
  copied: () => emptyLater(),
};

const POPUP = chrome.runtime.getURL('popup/');

chrome.runtime.onMessage.addListener(({ type, ...message }, sender, reply) => {
  if (!sender.url?.startsWith(POPUP) || !Object.hasOwn(ANSWERS, type)) return false; // pages have no say here
  Promise.resolve()
    .then(() => ANSWERS[type](message))
    .then(
      (value) => reply({ value }),
      async (error) => reply({ error: await explain(error, type) }),
    );
  return true; // the reply comes later
});

// The server's answers after which only a new login helps.
const ENDED = ['apiSessionExpired', 'apiRefreshTokenInvalid', 'apiTokenInvalid'];

/** Errors as the popup shows them: the package's messages hold no secrets. */
async function explain(error, type) {
  if (error.kind === 'locked') return { kind: 'locked', message: error.message };
  const atLogin = type === 'logIn';
  if (needsTokens(error)) {
    if (!atLogin) await lock();
    return { kind: atLogin ? 'api' : 'locked', message: NEW_TOKENS };
  }
  if (!atLogin && error.kind === 'api' && (ENDED.includes(error.code) || error.httpStatus === 401)) {
    await lock();
    return { kind: 'locked', message: 'The session has ended. Please log in again.' };
  }
  return { kind: error.kind ?? 'other', message: TEXTS[error.code] ?? TEXTS[error.kind] ?? error.message };
}

const TEXTS = {
  apiKeyIsWrong: 'The server does not know this API key.',
  clientSideEncryptionDisabled: 'This server has no client-side encryption: leave the master password empty.',
  accessDenied: 'You have no access to this.',
  masterPassword: 'This cannot be decrypted. Is the master password right?',
  crypto: 'This cannot be decrypted. Is the master password right?',
  network: 'The server cannot be reached, or this extension was not allowed to ask it.',
  notApi: 'There is no Passwork API at this address.',
};
