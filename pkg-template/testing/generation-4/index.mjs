// Servers up to 6, API v4: what create.mjs asks of a generation.
import { router } from '../router.mjs';
import { codeOf, Refusal } from './failures.mjs';
import { transferFolder } from './folder-transfer.mjs';
import { changeObject, openItem, outline } from './opened.mjs';
import { PASSWORDS } from './passwords.mjs';
import { Sealing } from './sealing.mjs';
import { Sessions } from './sessions.mjs';
import { SHARING } from './sharing.mjs';
import { Stamp, sealedState } from './state.mjs';
import { USERS } from './users.mjs';
import { FOLDERS, VAULTS } from './vaults.mjs';
import { View } from './view.mjs';

const TRANSFERS = [
  ['POST', '/folders/:id/move', (view, { id }, body) => transferFolder(view, id, body, false)],
  ['POST', '/folders/:id/copy', (view, { id }, body) => transferFolder(view, id, body, true)],
];

const route = router([...USERS, ...VAULTS, ...FOLDERS, ...TRANSFERS, ...PASSWORDS, ...SHARING]);

const entry = router([
  ['GET', '/info/version', ({ state }) => state.version],
  ['POST', '/auth/login/:apiKey', ({ sessions }, { apiKey }, body) => sessions.logIn(apiKey, body)],
  [
    'POST',
    '/auth/refreshToken/:token/:refreshToken',
    ({ sessions }, { token, refreshToken }) => sessions.refresh(token, refreshToken),
  ],
]);

const SECRET_MEMBERS = new Set([
  'cryptedKey',
  'cryptedKeys',
  'cryptedPassword',
  'cryptedPasswords',
  'custom',
  'encryptedData',
  'encryptedKey',
  'hash',
  'mpCrypted',
  'oneTimePasswordCrypted',
  'password',
  'passwordCrypted',
  'passwordHash',
  'salt',
  'secretHash',
  'shortcuts',
  'snapshot',
]);

export function generation4({ contents, users, crypto, clock, random, rounds, clientSideEncryption, sealed }) {
  const sealing = new Sealing(crypto, random, clientSideEncryption);
  const stamp = new Stamp(clock);
  const state = sealed ?? sealedState({ contents, users, crypto, clock, rounds, sealing });
  const hasRefresh = sealed?.hasRefresh ?? true;
  const sessions = new Sessions({ users: state.users, clock, random, hasRefresh, isSealed: clientSideEncryption });

  function data({ method, path, headers, json }) {
    const open = entry(method, path);
    if (open) return open.handler({ state, sessions }, open.params, json);
    const token = headers['passwork-auth'] ?? '';
    const user = sessions.user(token);
    if (method === 'POST' && path === '/auth/logout') return sessions.logOut(token);
    const found = route(method, path);
    if (found) return found.handler(new View(state, user, { random, stamp }), found.params, json ?? {});
    const errorMessage = `the test server of passwork-wasm does not serve ${method} ${path}: see docs/testing.md`;
    throw new Refusal(501, 'notServed', { errorMessage });
  }

  return {
    base: '/api/v4',
    handle(request) {
      try {
        return { status: 200, headers: {}, json: { status: 'success', data: data(request) } };
      } catch (error) {
        if (error instanceof Refusal) return error.answer;
        throw error;
      }
    },
    failure: (_, { status, code = codeOf(status), message = code }) =>
      new Refusal(status, code, { errorMessage: message }).answer,
    credentials: new Map(
      state.users.map(({ name, apiKey, masterPassword, masterKey }) => [name, { apiKey, masterPassword, masterKey }]),
    ),
    contents: () => outline(state),
    read(id) {
      const password = state.passwords.find((one) => one.id === id);
      return password && openItem(password, state, sealing);
    },
    change: (id, fields) => changeObject(id, fields, state, sealing, stamp),
    deny: (id, name) => state.users.find((user) => user.name === name).denied.add(id),
    expireSession: () => sessions.expire(),
    expireRefresh: () => sessions.expireRefresh(),
    revoke: () => sessions.revoke(),
    secretMembers: SECRET_MEMBERS,
    redactPath: (path) => path.replace(/^(\/auth\/(?:login|refreshToken)\/).*$/, '$1***'),
  };
}
