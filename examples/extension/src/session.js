// The one client of this extension. The browser may stop this worker at any time; with what is kept in
// storage.session (in memory, gone when the browser is closed, not readable by pages) the next one goes on.
import Passwork from './passwork/index.mjs';

const UNUSED = 30 * 60_000; // after this long without use, the next use finds it locked

const kept = chrome.storage.session;
let current = null; // a promise of the client
let live = null; // the client whose tokens are kept
let opened = new Map(); // passwords already read, by id; they hold their keys

/** Thrown where there is no session. */
export class Locked extends Error {
  kind = 'locked';
}

export async function logIn(host, apiKey, masterPassword) {
  await lock();
  const { passwork, adopt } = connect(host);
  try {
    const { token, refreshToken, user, versionInfo } = await passwork.loginWithKey(apiKey, masterPassword);
    let masterKey = null;
    if (masterPassword) {
      // What login() does, in steps: the key is kept, so that the master password can be forgotten.
      masterKey = await passwork.loadMasterKey({ useMasterPassword: true, refreshToken, masterPassword });
      await passwork.setAuthOptions({ token, refreshToken }, null, masterKey);
    }
    await readOne(passwork);
    const session = { host, masterKey, user: user?.name ?? '', hash: versionInfo.legacySupport ? 'md5' : 'sha256' };
    current = Promise.resolve(passwork);
    await kept.set({ session, usedAt: Date.now() });
    await adopt();
    await chrome.storage.local.set({ host }); // the only thing that is kept on disk
  } catch (error) {
    await passwork.close().catch(() => {}); // the first error counts
    throw error;
  }
}

/** A wrong master password goes unnoticed at login; reading something shows it. */
async function readOne(passwork) {
  const [item] = await passwork.getRecentPasswords();
  if (item && !item.shortcut) await passwork.getPassword(item.id);
}

/**
 * A client whose tokens are kept from `adopt` on: every refresh of the session gives new ones, and without them
 * the next worker would be locked out.
 */
function connect(host) {
  const passwork = new Passwork(host);
  let tokens;
  passwork.listenEvent('tokensChanged', (changed) => {
    tokens = changed;
    if (live === passwork) kept.set({ tokens });
  });
  const adopt = () => {
    live = passwork;
    return kept.set({ tokens });
  };
  return { passwork, adopt };
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
  const { session, tokens } = await kept.get(['session', 'tokens']);
  if (!session) throw new Locked('Locked');
  const { passwork, adopt } = connect(session.host);
  passwork.setOptions({ hash: session.hash });
  await passwork.setAuthOptions(tokens, null, session.masterKey); // with a key: no request, nothing derived
  await adopt();
  return passwork;
}

/** What the popup asks first: here it is noticed that nobody has used it for long. */
export async function state() {
  const [{ session, usedAt }, { host }] = await Promise.all([
    kept.get(['session', 'usedAt']),
    chrome.storage.local.get('host'),
  ]);
  if (session && Date.now() - usedAt > UNUSED) await lock();
  else if (session) {
    await kept.set({ usedAt: Date.now() });
    return { unlocked: true, host: session.host, user: session.user };
  }
  return { unlocked: false, host: host ?? '', user: '' };
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

/** Ends the session here and at the server. */
export async function lock() {
  const there = await client().catch(() => null);
  await forget();
  const closed = there?.close().catch(() => {}); // wipes the keys even if the server cannot be told
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 3000))]);
}

async function forget() {
  current = null;
  live = null;
  opened = new Map();
  await kept.clear();
}
