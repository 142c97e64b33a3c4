// A server of Passwork 7 in memory, as ../create.mjs asks for it.
import { webCrypto } from '../../js/built-in.mjs';
import { base64 } from '../bytes.mjs';
import { emptyDocuments } from './documents.mjs';
import { change } from './items.mjs';
import { outline, Sealing } from './model.mjs';
import { codeOf, Refusal } from './refusal.mjs';
import { BASE, serve, wrapped } from './server.mjs';
import { Sessions } from './sessions.mjs';
import { Store } from './store.mjs';
import { View } from './view.mjs';

const SECRET = [
  'accessToken',
  'refreshToken',
  'password',
  'passwordEncrypted',
  'keyEncrypted',
  'masterKeyEncrypted',
  'masterKeyHash',
  'administratorsKeys',
  'encryptedKey',
  'encryptedData',
  'privateEncrypted',
  'customs',
  'salt',
  'keyHash',
];

const newToken = () => base64(webCrypto('getRandomValues').getRandomValues(new Uint8Array(32)));

export function generation7(settings) {
  const { contents, users, crypto, clock, random, rounds, clientSideEncryption, sealed } = settings;
  const tools = { crypto, random, rounds, isSealed: clientSideEncryption };
  const options = { now: () => clock.now(), newId: () => random.id(), rounds };
  const store = new Store(sealed ?? emptyDocuments(users, tools), options);
  const sealing = new Sealing(store, tools);
  if (contents) sealing.fill(contents);

  const accounts = [...store.accounts.values()];
  const sessions = new Sessions(options.now, newToken);
  const credentials = new Map();
  for (const account of accounts) {
    const { name, tokens, masterPassword = null, masterKey = null } = account;
    if (sealed && !tokens) continue;
    const { access: accessToken, refresh: refreshToken } = sessions.open(account, tokens);
    credentials.set(name, { tokens: { accessToken, refreshToken }, masterPassword, masterKey });
  }

  return {
    base: BASE,
    handle: serve(store, sessions),
    failure: (request, { status, code = codeOf(status), message = code }) =>
      wrapped(request, new Refusal(status, code, message)),
    credentials,
    contents: () => outline(store),
    read: (id) => (store.items.has(id) && sealing.read(store.items.get(id))) || undefined,
    change(id, fields) {
      const item = store.items.get(id);
      if (!item) return void Object.assign(store.vaults.get(id) ?? store.folders.get(id), { name: fields.name });
      change(new View(store, accounts[0]), item, {});
      sealing.write(item, fields);
    },
    deny: (id, user) => void accounts.find(({ name }) => name === user).denied.add(id),
    expireSession: () => sessions.expire(),
    expireRefresh: () => sessions.expireRefresh(),
    revoke: () => sessions.revoke(),
    secretMembers: new Set(SECRET),
    redactPath: (path) => path,
  };
}
