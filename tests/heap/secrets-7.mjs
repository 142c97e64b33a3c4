// A server of Passwork 7 with contents of which every secret is known, and those secrets: its own, and the keys that seal
// them or are made for it.
import { deriveMasterKey, masterKeyHash, open, rsaDecrypt } from '../conformance-7/crypto.mjs';
import { user1024, user2048 } from '../conformance-7/keys.mjs';
import { startServer } from '../conformance-7/server.mjs';
import { fillStandard, ids, World } from '../conformance-7/world.mjs';
import { rsaSecrets, sealsOf } from './derived.mjs';

const WRITTEN = 'Zq-7 the new value of wUxi';
const WRONG_MASTER = 'What opens nothing here, whatever the day';
const OPTIONS = 'pbkdf:sha256:1000:64:saltOfTheHeap';
const LEAST = 12; // letters of a text that is looked for
const VALUES = [
  'S3cret pass of full',
  's3cr3t! of full',
  'shared secret',
  'inbox secret one',
  'of last year', // the engine itself says `password of`
  'an older field',
  'JBSWY3DPEHPK3PXP',
  'hello file',
  'older file ü',
  WRITTEN,
];
const PAIRS = {
  /** As Passwork 7 makes them: keys of vaults are sealed with OAEP. */
  new: { pair: user2048 },
  /** As old servers made them: too short for OAEP, so that keys of vaults are sealed with PKCS#1 v1.5. */
  old: { pair: user1024 },
  /** No client-side encryption: the server is given texts in base64, and reads them. */
  none: null,
};

const token = (name) => `${name}Of/The+Heap/wUx7+iwUx7+iwUx7+iwUx7+i`.slice(0, 43).concat('=');

function makeWorld(name) {
  const tokens = { access: token('access'), refresh: token('refresh') };
  const cse = PAIRS[name] && {
    masterPassword: 'What opens the vaults, 7 words long',
    options: OPTIONS,
    ...PAIRS[name],
  };
  return fillStandard(new World({ name: `heap, ${name}`, tokens, cse }));
}

const NAMES = new Map(
  ['full', 'in linux', 'shared', 'letter', 'snap 1', 'old key', 'main', 'target'].map((name) => [ids[name], name]),
);

/** Keys as a world and what was sent to its server have them, by name. */
function keysOf(world, { log }) {
  const keys = new Map([['the master key', world.masterKey]]);
  for (const [id, key] of world.vaultKeys) keys.set(`vault:${NAMES.get(id) ?? id}`, key);
  for (const [id, { key, files }] of world.plain) {
    keys.set(`item:${NAMES.get(id) ?? id}`, key);
    for (const file of files) keys.set(`file:${file.name}`, file.key);
  }
  const made = (what) => log.filter(({ method, path }) => method === 'POST' && path === what).map(({ body }) => body);
  for (const { masterKeyEncrypted } of made('/vaults'))
    keys.set('vault:new', rsaDecrypt(masterKeyEncrypted, world.pair.private));
  for (const { vaultId, keyEncrypted } of made('/items'))
    keys.set('item:new', open(keyEncrypted, world.vaultKeys.get(vaultId)));
  for (const [name, key] of keys) if (key.length < LEAST) keys.delete(name);
  return keys;
}

/** The keys of a user whom the client has made; `password` is that user's master password, which was never sent. */
function ofNewUser({ log }, password) {
  const made = password && log.find(({ method, path }) => method === 'POST' && path === '/users')?.body;
  if (!made) return [];
  const master = deriveMasterKey(password, made.masterKeyOptions);
  return [
    ...masterSecrets(master, ' of the new user'),
    ...rsaSecrets(open(made.keys.privateEncrypted, master), ' of the new user'),
  ];
}

const masterSecrets = (master, whose = '') => [
  { name: `the master key${whose}`, text: master },
  { name: `the hash of the master key${whose}`, text: masterKeyHash(master) },
  { name: `the derived bytes${whose}`, hex: Buffer.from(master, 'base64').toString('hex') },
];

const named = (texts) => [...texts].map(([name, text]) => ({ name, text }));

/** Whatever the encryption; the tokens in the order in which the server gave them out. */
const secretsOfAll = ({ issued }, shown) => [
  { name: 'the secret of the codes', hex: '48656c6c6f21deadbeef' }, // of which JBSWY3DPEHPK3PXP is the base32
  ...named([...issued].map((text, i) => [`${i % 2 ? 'refresh' : 'access'} token ${(i >> 1) + 1}`, text])),
  ...named(VALUES.map((text) => [text, text])),
  ...named(Object.entries(shown).filter(([, text]) => text)), // without encryption there are fewer
];

/** Of client-side encryption. */
function secretsOfKeys(world, server, shown) {
  const keys = keysOf(world, server);
  const seals = sealsOf([world.state, server.log.map(({ body }) => body)], keys);
  return [
    { name: 'the master password', text: world.masterPassword },
    { name: 'the wrong master password', text: WRONG_MASTER },
    ...masterSecrets(world.masterKey),
    ...masterSecrets(deriveMasterKey(WRONG_MASTER, OPTIONS), ' that is wrong'),
    ...named(keys),
    ...ofNewUser(server, shown.masterPassword),
    ...rsaSecrets(world.pair.private),
    ...seals,
  ];
}

/** The same for a server of Passwork 7 as of API v4; `shown`: secrets that the client has made and handed out. */
function generation7(name) {
  const world = makeWorld(name);
  const secretsOf = (server, shown) => [
    ...secretsOfAll(server, shown),
    ...(world.cse ? secretsOfKeys(world, server, shown) : []),
  ];
  const { access, refresh } = world.tokens;
  const given = {
    generation: 7,
    apiKey: { token: access, refreshToken: refresh },
    wrongKey: { token: token('unknown'), refreshToken: token('neither') },
    master: world.masterPassword,
    masterKey: world.masterKey,
    wrongMaster: WRONG_MASTER,
    tokens: { token: access, refreshToken: refresh },
    written: WRITTEN,
    ids: {
      password: ids.full,
      another: ids['in linux'],
      vault: ids.target,
      file: ids['file notes'],
      shortcut: ids['sc main'],
      inbox: ids['in read'],
      snapshot: ids['snap 1'],
      edited: ids['old key'],
      moved: ids['same name'],
      role: ids['role user'],
    },
    at: {
      password: `GET .*/items/${ids.full}$`,
      vault: `GET .*/vaults/${ids.target}`,
      options: 'master-key/options',
      logout: 'no such request',
      keys: 'users/keys',
      renewal: 'sessions/refresh',
    },
  };
  return { given, secretsOf, start: () => startServer({ world, guessed: true }) };
}

export const generations7 = Object.fromEntries(Object.keys(PAIRS).map((name) => [name, generation7(name)]));
