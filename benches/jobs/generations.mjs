// Both generations of servers in one process, in turn: the same values, and lists of the same length, sealed by the kits'
// peers. Nothing goes over the network: what a server would answer is there already.
import crypto from 'node:crypto';
import * as four from '../../tests/conformance/crypto.mjs';
import * as seven from '../../tests/conformance-7/crypto.mjs';
import { user2048 } from '../../tests/conformance-7/keys.mjs';
import { median, once } from './measure.mjs';

const MASTER_PASSWORD = 'correct horse battery staple';
const ENTRIES = 10_000;
const VAULTS = 100;
const FIELDS = 20;
const CALLS = { 'getPassword()': 2_000, 'getCustoms()': 100, list: 1 };

const text = (length) => crypto.randomBytes(length).toString('hex').slice(0, length);
const fields = Array.from({ length: FIELDS }, (_, i) => ({ name: `field ${i}`, value: text(24), type: 'text' }));
const members = (i) => ({
  id: i.toString(16).padStart(24, '0'),
  vaultId: 'v'.padEnd(24, '0'),
  folderId: null,
  name: `password ${i}`,
  login: 'somebody',
  url: 'https://example.com',
  description: 'what it is for',
  tags: ['one', 'two'],
});
/** An entry of a list, with what each generation tells beside that. */
const entry4 = (i) => ({
  ...members(i),
  color: null,
  lastPasswordUpdate: 1_600_000_000,
  updatedAt: '2020-09-13T12:26:40+00:00',
  access: 'admin',
  accessCode: 100,
  isFavorite: false,
  shortcut: null,
});
const entry7 = (i) => ({ ...members(i), color: 0, isFavorite: false, isDeleted: false, fieldsOrder: null });
const listOf = (entry) => Array.from({ length: ENTRIES }, (_, i) => entry(i));
const mapped = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));

/** A `fetch` that answers by the ends of addresses. */
const answering = (answers) => async (url) => {
  const { pathname } = new URL(url);
  const found = Object.entries(answers).find(([end]) => pathname.endsWith(end));
  const body = found ? found[1] : '{}';
  return { status: 200, headers: new Headers({ 'content-type': 'application/json' }), text: async () => body };
};

/** What a server of API v4 has: the key of the vault under the master key, that of the password under the vault's. */
function answersOf4() {
  const [vaultKey, key] = [text(32), text(100)];
  const seal = (value) => four.seal(value, key);
  const wrap = (data) => JSON.stringify({ status: 'success', data });
  const password = {
    ...members(0),
    color: null,
    cryptedPassword: seal(text(20)),
    cryptedKey: four.seal(key, vaultKey),
    custom: fields.map((field) => mapped(field, seal)),
    vault: { id: 'v'.padEnd(24, '0'), name: 'v', domainId: 'd' },
  };
  return {
    '/passwords/one': wrap(password),
    [`/vaults/${'v'.padEnd(24, '0')}`]: wrap({
      id: 'v'.padEnd(24, '0'),
      name: 'v',
      scope: 'private',
      vaultPasswordCrypted: four.seal(vaultKey, MASTER_PASSWORD),
    }),
    '/vaults/v/passwords': wrap(listOf(entry4)),
  };
}

/** What a server of Passwork 7 has: the keys of vaults sealed for the user by RSA. */
function answersOf7(masterKey) {
  const [vaultKey, key] = [text(100), text(100)];
  const seal = (value) => seven.seal(value, key);
  const forUser = (value) =>
    crypto
      .publicEncrypt(
        { key: user2048.public, oaepHash: 'sha256', padding: crypto.constants.RSA_PKCS1_OAEP_PADDING },
        Buffer.from(value),
      )
      .toString('base64');
  const item = {
    ...members(0),
    id: 'one',
    color: 0,
    passwordEncrypted: seal(text(20)),
    keyEncrypted: seven.seal(key, vaultKey),
    vaultMasterKeyEncrypted: forUser(vaultKey),
    customs: fields.map((field) => mapped(field, seal)),
    attachments: [],
  };
  const vaults = Array.from({ length: VAULTS }, (_, i) => [
    `/vaults/v${i}`,
    JSON.stringify({ id: `v${i}`, masterKeyEncrypted: forUser(text(100)) }),
  ]);
  return {
    '/items/one': JSON.stringify(item),
    '/items': JSON.stringify({ items: listOf(entry7) }),
    '/users/keys': JSON.stringify({
      id: 'u',
      keys: { public: user2048.public, privateEncrypted: seven.seal(user2048.private, masterKey) },
    }),
    '/shortcuts/search': '{"items":[]}',
    ...Object.fromEntries(vaults.reverse()), // the longer names first
  };
}

/** The platform alone: what the keys of as many vaults cost without a client. */
async function webCrypto() {
  const der = crypto.createPrivateKey(user2048.private).export({ type: 'pkcs8', format: 'der' });
  const hash = { name: 'RSA-OAEP', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('pkcs8', der, hash, false, ['decrypt']);
  const sealed = Array.from({ length: VAULTS }, () =>
    crypto.publicEncrypt(
      { key: user2048.public, oaepHash: 'sha256', padding: crypto.constants.RSA_PKCS1_OAEP_PADDING },
      Buffer.from(text(100)),
    ),
  );
  return async () => {
    for (const block of sealed) await crypto.subtle.decrypt(hash.name, key, block);
  };
}

/**
 * CPU of each on API v4 and on Passwork 7, in ms a call, and the median of their ratios in each round; and the wall time of a
 * hundred keys of vaults (2048 bits, OAEP), with that of WebCrypto alone.
 */
export async function generations({ load, rounds }) {
  const Client = await load();
  const masterKey = Buffer.from(text(64)).toString('base64');
  const answers = { 4: answersOf4(), 7: answersOf7(masterKey) };
  const clients = {
    4: new Client({ host: 'https://x/api/v4', fetch: answering(answers[4]), masterPassword: MASTER_PASSWORD }),
    7: new Client({ host: 'https://x', apiVersion: 7, fetch: answering(answers[7]) }),
  };
  clients[4].setTokens('token', '');
  await clients[7].setAuthOptions('token', null, masterKey);
  const opened = {};
  for (const generation of [4, 7]) opened[generation] = await clients[generation].getPassword('one');
  for (const password of Object.values(opened))
    if (password.getPassword().length !== 20 || password.getCustoms().length !== FIELDS)
      throw new Error('wrong values');
  const runs = {
    'getPassword()': (generation) => opened[generation].getPassword(),
    'getCustoms()': (generation) => opened[generation].getCustoms(),
    list: async (generation) => {
      const list = await clients[generation].getPasswords('v');
      if (list.length !== ENTRIES) throw new Error('wrong list');
    },
  };
  const seen = {};
  for (const [name, run] of Object.entries(runs)) {
    const figures = { 4: [], 7: [] };
    for (let round = -2; round < rounds; round += 1)
      for (const generation of round % 2 ? [4, 7] : [7, 4]) {
        globalThis.gc();
        const { cpu } = await once(async () => {
          for (let i = 0; i < CALLS[name]; i += 1) {
            const answer = run(generation);
            if (answer instanceof Promise) await answer;
          }
        });
        if (round >= 0) figures[generation].push(cpu / CALLS[name]);
      }
    const ratio = median(figures[7].map((cpu, round) => cpu / figures[4][round]));
    seen[name] = { 4: median(figures[4]), 7: median(figures[7]), ratio };
  }
  const alone = await webCrypto();
  const keys = { ours: [], webCrypto: [] };
  for (let round = 0; round < rounds; round += 1) {
    const client = new Client({ host: 'https://x', apiVersion: 7, fetch: answering(answers[7]) });
    await client.setAuthOptions('token', null, masterKey);
    const all = async () => {
      for (let i = 0; i < VAULTS; i += 1) await client.getVaultKeyFingerprint(`v${i}`);
    };
    keys.ours.push((await once(all)).wall);
    keys.webCrypto.push((await once(alone)).wall);
  }
  return { ...seen, keys: { ours: median(keys.ours), webCrypto: median(keys.webCrypto) } };
}
