// The one client of this extension. The browser may stop this worker at any time; with what is kept in
// storage.session (in memory, gone when the browser is closed, not readable by pages) the next one goes on.
import Passwork from './passwork/index.mjs';
import { asText, keepRenewed, storedTokens, tokenStore, tokensFor } from './tokens.js';

const UNUSED = 30 * 60_000; // after this long without use, the next use finds it locked

const kept = chrome.storage.session;
let current = null; // a promise of the client
let live = null; // the client whose tokens are kept
let opened = new Map(); // passwords already read, by id; they hold their keys

/** Thrown where there is no session. */
export class Locked extends Error {
  kind = 'locked';
}

/** `key`: an API key, or tokens of Passwork 7. */
export async function logIn(host, key, masterPassword) {
  const tokens = await tokensFor(key);
  await lock();
  if (tokens) await kept.set({ tokens, typed: key, renewed: asText(tokens) !== key });
  const passwork = connect({ host }, key);
  try {
    const { token, refreshToken, user, versionInfo } = tokens
      ? await passwork.loginWithKey(asText(tokens))
      : await passwork.loginWithKey(key, masterPassword);
    await kept.set({ tokens: { token, refreshToken } });
    let masterKey = null;
    if (masterPassword) {
      // What login() does, in steps: the key is kept, so that the master password can be forgotten.
      masterKey = await passwork.loadMasterKey({ useMasterPassword: true, refreshToken, masterPassword });
      await passwork.setAuthOptions({ token, refreshToken }, null, masterKey);
    }
    const apiVersion = passwork.generation;
    if (apiVersion === 4) await readOne(passwork);
    const hash = versionInfo.legacySupport ? 'md5' : 'sha256';
    const session = { host, apiVersion, masterKey, user: user?.name ?? user?.fullName ?? user?.login ?? '', hash };
    current = Promise.resolve(passwork);
    await kept.remove('typed');
    await kept.set({ session, usedAt: Date.now() });
    await chrome.storage.local.set({ host }); // the only thing that is kept on disk
  } catch (error) {
    live = null;
    await passwork.close().catch(() => {}); // the first error counts
    await keepRenewed();
    throw error;
  }
}

/** With API v4 a wrong master password goes unnoticed at login; reading something shows it. */
async function readOne(passwork) {
  const [item] = await passwork.getRecentPasswords();
  if (item && !item.shortcut) await passwork.getPassword(item.id);
}

/** A client whose tokens are kept: every refresh gives new ones, and without them the next worker would be locked out. */
function connect(options, key) {
  const passwork = new Passwork({ ...options, tokenStore: tokenStore(() => live === passwork, key) });
  live = passwork;
  return passwork;
}

/** The client, of this worker's own or taken up again. */
export function client() {
  current ??= resume().catch((error) => {
    current = null;
    throw error;
  });
  return current;
}

async function resume() {
  const [{ session }, tokens] = await Promise.all([kept.get('session'), storedTokens()]);
  if (!session) throw new Locked('Locked');
  const passwork = connect({ host: session.host, apiVersion: session.apiVersion });
  passwork.setOptions({ hash: session.hash });
  try {
    // With a key: nothing derived. API v4: no request; Passwork 7: one, for the user's private key.
    await passwork.setAuthOptions(tokens, null, session.masterKey);
  } catch (error) {
    await passwork.close().catch(() => {});
    throw error;
  }
  return passwork;
}

/** What the popup asks first: here it is noticed that nobody has used it for long. */
export async function state() {
  const [{ session, usedAt }, { host }] = await Promise.all([
    kept.get(['session', 'usedAt']),
    chrome.storage.local.get('host'),
  ]);
  let renewed = false;
  if (session && Date.now() - usedAt > UNUSED) renewed = await lock();
  else if (session) {
    await kept.set({ usedAt: Date.now() });
    return { unlocked: true, host: session.host, user: session.user };
  }
  return { unlocked: false, host: host ?? '', user: '', renewed };
}

/** An entry with its helpers. `ref` names it: { id, shortcut }. */
export async function open({ id, shortcut }) {
  const key = shortcut ?? id;
  if (!opened.has(key)) {
    const passwork = await client();
    opened.set(key, await (shortcut ? passwork.getShortcutPassword(shortcut) : passwork.getPassword(id)));
  }
  return opened.get(key);
}

/**
 * Ends the session here, and at a server of API v4 there too.
 * @returns whether tokens were lost that are not those that were typed
 */
export async function lock() {
  const { session, renewed } = await kept.get(['session', 'renewed']);
  const local = session?.apiVersion === 7; // tokens of Passwork 7 go on to live: nobody has to be told
  const there = local && !current ? null : await client().catch(() => null);
  await forget();
  const closed = there?.close().catch(() => {}); // wipes the keys even if the server cannot be told
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 3000))]);
  return local && renewed;
}

async function forget() {
  current = null;
  live = null;
  opened = new Map();
  await kept.clear();
}
