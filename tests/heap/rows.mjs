// What is done in each test, what of the secrets is there before (`controls`; without any, nothing), what comes of it, and
// what may be left.
import { SHORT_USES } from './use.mjs';

const SHOWN_4 = ['S3cret pass', null, null, 6, 25, 'domain secret', 'inbox secret'];
const SHOWN_7 = [
  'S3cret pass of full',
  null,
  null,
  6,
  'hello file',
  'shared secret',
  'inbox secret one',
  'password of last year',
  'password in linux',
];
const inUse = ['the master key (bytes)'];
const loggingIn = ['the master password (bytes)'];
/** By MD5, which no runtime offers: the engine derives, in turns, for some seconds. */
const SLOW = 'pbkdf:md5:2400000:64:saltOfTheHeap';

/** What ends in the same way on both generations; `deriving`: how a derivation takes long. */
const both = ({ shown, results, options, deriving, use, using, left }) => ({
  'close() after use, with results alive': {
    name: 'close',
    controls: use,
    outcome: ['fine', shown, results],
    fault: using,
  },
  'close() after each of many short uses': {
    name: 'short',
    controls: inUse,
    outcome: Object.fromEntries(Object.keys(SHORT_USES).map((name) => [name, []])),
  },
  'logout() with results alive: their keys are left, nothing else': {
    name: 'logout',
    controls: use,
    outcome: ['fine', shown, results],
    fault: using,
    left,
  },
  'close() over a read whose answer never comes': { name: 'unanswered', controls: inUse, outcome: ['fine', 'closed'] },
  'close() over a write whose vault never comes': {
    name: 'unansweredInside',
    controls: inUse,
    outcome: ['fine', 'closed'],
  },
  'close() over a file that is never read': { name: 'unread', controls: inUse, outcome: ['fine', 'closed'] },
  'close() over the wait before a retry': { name: 'retry', controls: inUse, outcome: ['fine', 'closed'] },
  'close() over a derivation': {
    name: 'derivation',
    controls: loggingIn,
    outcome: ['fine', 'closed'],
    ...deriving,
  },
  'close() over setAuthOptions whose options never come': {
    name: 'options',
    controls: loggingIn,
    outcome: ['fine', 'closed'],
  },
  'a login with a wrong key': { name: 'failed', outcome: ['api', 'function'], wrong: true },
  'a login that gets no key options': {
    name: 'failed',
    outcome: ['api', 'function'],
    fault: { on: options, kind: 'json500' },
  },
  'a login that is aborted': { name: 'aborted', controls: loggingIn, outcome: ['aborted', 'function'] },
  'a derivation that is aborted': {
    name: 'abortedDerivation',
    controls: loggingIn,
    outcome: ['aborted', 'function'],
    ...deriving,
  },
  'a trap: all of the memory is zeros': { name: 'trap', controls: use, outcome: ['engine', true], fault: using },
});

const OPTIONS_4 = 'GET /user/get-master-key-options';

export const rows4 = both({
  shown: SHOWN_4,
  results: 4,
  options: OPTIONS_4,
  deriving: { fault: { on: OPTIONS_4, kind: 'data', data: { mkOptions: SLOW } } },
  use: inUse,
  left: ['pDomain', 'pFull', 'pInbox'].map((id) => `password:${id} (bytes)`),
});

const OPTIONS_7 = 'GET /users/master-key/options';
/** By the engine, for some seconds. */
const SLOW_7 = {
  fault: { on: OPTIONS_7, kind: 'data', data: { masterKeyOptions: 'pbkdf:sha256:4000000:64:saltOfTheHeap' } },
  without: 'WebCrypto',
};
const LEFT_7 = ['full', 'in linux', 'letter', 'new', 'old key', 'shared', 'snap 1'].map(
  (name) => `item:${name} (bytes)`,
);

const bytes = (names) => names.map((name) => `${name} (bytes)`);
const NUMBERS = ['RSA d', 'RSA p', 'RSA q', 'RSA dp', 'RSA dq', 'RSA qi'];
const TOKENS = bytes(['access token 1', 'refresh token 1']);
const NEW_TOKENS = bytes(['access token 2', 'refresh token 2']);
const KEYS = [...inUse, 'PEM (bytes)', ...NUMBERS.map((name) => `${name} (base64)`)];
const IN_SESSION = [...KEYS, ...TOKENS];
const IN_USE_7 = [...KEYS, ...NEW_TOKENS, ...bytes(['vault:main', 'vault:target', 'item:full'])];
const VALUES = [
  'S3cret pass of full',
  's3cr3t! of full',
  'JBSWY3DPEHPK3PXP',
  'hello file',
  'shared secret',
  'inbox secret one',
  'of last year',
  'Zq-7 the new value of wUxi',
];

/** Also what does not stand there for long: a number of the private key as it is computed with, what is shown, what follows. */
const PASSING = [
  ...IN_USE_7,
  ...IN_SESSION,
  'RSA d (reversed)',
  ...bytes(['the master password', 'the derived bytes', 'the hash of the master key']),
  ...bytes(['AES key by vault:main', 'AES key by item:full', 'file:notes.txt', 'AES key by file:notes.txt']),
  ...bytes([...VALUES, 'the secret of the codes']),
];

const USING_7 = { on: 'POST /links', kind: 'expire' }; // so that there are two pairs of tokens
const OF_USE = { controls: IN_USE_7, outcome: ['fine', SHOWN_7, 8], fault: USING_7 };
const CLOSED = { controls: IN_SESSION, outcome: ['fine', 'closed'] };

export const rows7 = {
  ...both({
    shown: SHOWN_7,
    results: 8,
    options: OPTIONS_7,
    deriving: { byPlatform: true },
    use: IN_USE_7,
    using: USING_7,
    left: LEFT_7,
  }),
  'close() after use of which every moment was looked at': {
    ...OF_USE,
    name: 'passing',
    controls: PASSING,
    without: 'WebCrypto',
    inNode: true,
  },
  'close() after use without client-side encryption of which every moment was looked at': {
    ...OF_USE,
    name: 'passing',
    // In base64, as the API has values then, they pass between two looks.
    controls: [...TOKENS, ...NEW_TOKENS, ...bytes(VALUES)],
    pair: 'none',
  },
  'logout() after use without client-side encryption, with results alive': {
    ...OF_USE,
    name: 'logout',
    controls: NEW_TOKENS,
    pair: 'none',
  },
  'close() after a login with the master key': {
    name: 'withKey',
    controls: IN_SESSION,
    outcome: ['fine', 'S3cret pass of full'],
  },
  'a login with a wrong master password': {
    name: 'wrongMaster',
    controls: bytes(['the wrong master password', 'the master key that is wrong']),
    outcome: ['masterPassword', 'function'],
  },
  'close() before the answer to a read': { ...CLOSED, name: 'late' },
  'close() before the new tokens': { ...CLOSED, name: 'renewal' },
  'close() over new tokens that nobody stores': {
    name: 'saving',
    outcome: ['timeout', 'closed'],
    controls: [...KEYS, ...NEW_TOKENS],
  },
  'close() while WebCrypto opens the key of a vault': {
    ...CLOSED,
    name: 'opening',
    controls: [...IN_SESSION, ...bytes(NUMBERS)],
    without: 'native',
  },
  'close() over a derivation by the engine': {
    name: 'derivation',
    controls: loggingIn,
    outcome: ['fine', 'closed'],
    ...SLOW_7,
  },
  'a derivation by the engine that is aborted': {
    name: 'abortedDerivation',
    controls: loggingIn,
    outcome: ['aborted', 'function'],
    ...SLOW_7,
  },
  ...Object.fromEntries(
    [
      ['an old private key', { pair: 'old' }],
      ['an old private key and without WebCrypto', { pair: 'old', without: 'WebCrypto', inNode: true }],
      ['a new private key and without WebCrypto', { without: 'WebCrypto' }],
      ['WebCrypto alone', { without: 'native', inNode: true }],
    ].flatMap(([title, how]) => [
      [`close() after use with ${title}`, { ...OF_USE, name: 'close', ...how }],
      [`logout() after use with ${title}`, { ...OF_USE, name: 'logout', left: LEFT_7, ...how }],
    ]),
  ),
};
