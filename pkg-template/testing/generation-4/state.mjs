// What the server holds, as API v4 sends it. Documents are those of the answers; members with a '#' in front are the server's
// own and leave it never (see `shown`).
import { KEY_PAIRS } from '../keys.mjs';

/** A document without what is the server's own. */
export const shown = (document) =>
  Object.fromEntries(Object.entries(document).filter(([name]) => !name.startsWith('#')));

/** Sealed contents of a model. */
export function sealedState({ contents, users, crypto, clock, rounds, sealing }) {
  const stamp = new Stamp(clock);
  const state = {
    version: { version: '6.1.0', legacySupport: false },
    domainMaster: sealing.newKey(),
    domain: { domainId: crypto.sha256('domain').slice(0, 24), name: 'Company', access: 'admin' },
    users: [],
    vaults: [],
    folders: contents.folders.map(({ id, name, vaultId, parentId }) => ({ id, name, vaultId, parentId })),
    passwords: [],
    shortcuts: [],
    inbox: [],
    attachments: {},
    settings: { apiEnabled: true, clientSideEncryption: sealing.isSealed },
    notifications: [],
    inboxNotifications: 0,
    activity: [],
    shareLinks: [],
  };
  state.users = users.map((user, n) => sealedUser(user, KEY_PAIRS[n ? 1 : 0], state, { crypto, rounds, sealing }));
  for (const vault of contents.vaults) state.vaults.push(sealedVault(vault, state, sealing));
  const keys = new Map(state.vaults.map((vault) => [vault.id, vaultKey(vault, state, sealing)]));
  for (const item of contents.items) sealItem(item, keys.get(item.vaultId), state, sealing, stamp);
  for (const shortcut of contents.shortcuts) sealShortcut(shortcut, state, sealing);
  return state;
}

/** Times of what was written. */
export class Stamp {
  #clock;

  constructor(clock) {
    this.#clock = clock;
  }

  seconds() {
    return Math.floor(this.#clock.now() / 1000);
  }

  text() {
    return new Date(this.#clock.now()).toISOString().replace(/\.\d+Z$/, '+00:00');
  }
}

function sealedUser(user, pair, state, { crypto, rounds, sealing }) {
  const { name, email, masterPassword } = user;
  const id = crypto.sha256(`user:${name}`).slice(0, 24);
  const own = {
    name,
    masterPassword,
    masterKey: null,
    apiKey: `Test${crypto.sha256(`api key:${name}`)}`,
    denied: new Set(),
  };
  own.document = { id, name, email, locale: 'en' };
  own.domain = state.domain;
  if (!sealing.isSealed) return own;
  own.mkOptions = `pbkdf:sha256:${rounds}:64:${crypto.sha256(`salt:${name}`).slice(0, 20)}`;
  own.masterKey = crypto.derive(masterPassword, own.mkOptions);
  const privateCrypted = sealing.write(pair.privateKey, own.masterKey);
  own.document.keys = { public: pair.publicKey, privateCrypted };
  own.domain = { ...state.domain, mpCrypted: sealing.write(state.domainMaster, own.masterKey) };
  return own;
}

function sealedVault({ id, name, owner }, state, sealing) {
  const vault = { id, name, scope: owner === null ? 'domain' : 'private', access: 'admin', visible: true };
  const key = sealing.newKey();
  if (owner === null) vault.domainId = state.domain.domainId;
  const outer = owner === null ? state.domainMaster : state.users.find((user) => user.name === owner).masterKey;
  vault.vaultPasswordCrypted = sealing.write(key, outer);
  vault['#owner'] = owner;
  return vault;
}

/** The key that the values of a vault's items hang on, or `undefined`. */
export function vaultKey(vault, state, sealing) {
  if (!sealing.isSealed) return '';
  const owner = state.users.find((user) => user.name === vault['#owner']) ?? state.users[0];
  const outer = vault.scope === 'domain' ? state.domainMaster : owner.masterKey;
  return sealing.read(vault.passwordCrypted || vault.vaultPasswordCrypted, outer);
}

/** The key of a password, or `undefined`. */
export function passwordKey(password, state, sealing) {
  const vault = state.vaults.find(({ id }) => id === password.vaultId);
  const key = vault && vaultKey(vault, state, sealing);
  return password.cryptedKey && sealing.isSealed && key !== undefined ? sealing.read(password.cryptedKey, key) : key;
}

function sealItem(item, keyOfVault, state, sealing, stamp) {
  const { id, vaultId, folderId, name, login, description, url, color, tags } = item;
  const key = sealing.newKey(32);
  const password = { id, vaultId, folderId, name, login, cryptedPassword: sealing.write(item.password, key) };
  Object.assign(password, { description, url, color, tags });
  password.lastPasswordUpdate = stamp.seconds();
  Object.assign(password, { updatedAt: stamp.text(), access: 'admin', accessCode: 100, isFavorite: item.favorite });
  password.cryptedKey = sealing.write(key, keyOfVault);
  password.custom = item.custom.length ? sealing.writeFields(item.custom, key) : null;
  password.attachments = item.attachments.length ? sealFiles(item.attachments, id, key, state, sealing) : null;
  state.passwords.push(password);
}

/** Keeps files, and gives what their password says of them. */
export function sealFiles(files, passwordId, key, state, sealing) {
  return files.map(({ id, name, bytes }) => {
    const file = { id, name, passwordId, ...sealing.writeFile(bytes, key) };
    state.attachments[id] = file;
    return { id, name, encryptedKey: file.encryptedKey };
  });
}

function sealShortcut({ id, vaultId, folderId, itemId }, state, sealing) {
  const password = state.passwords.find((one) => one.id === itemId);
  const key = passwordKey(password, state, sealing);
  const vault = state.vaults.find((one) => one.id === vaultId);
  const cryptedKey = sealing.write(sealing.isSealed ? key : sealing.newKey(), vaultKey(vault, state, sealing));
  state.shortcuts.push({ id, vaultId, folderId, passwordId: itemId, cryptedKey });
}
