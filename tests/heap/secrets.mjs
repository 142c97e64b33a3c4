// A server with contents of which every secret is known, and those secrets: its own, and the keys that seal them.
import crypto from 'node:crypto';
import { base32Decode, looksSealed, unseal } from '../conformance/crypto.mjs';
import { fillStandard, World } from '../conformance/world.mjs';

export const WRITTEN = 'Zq-7 the new value of wUxi';
export const WRONG_KEY = 'aWrongKeyWhichNoServerKnows';
export const TOKENS = { token: 'tokenKeptFromLastTime', refreshToken: 'refreshKeptFromLastTime' };
const VALUES = [
  'S3cret pass',
  's3cr3t!',
  'domain secret',
  'inbox secret',
  'hello file\r\n',
  'JBSWY3DPEHPK3PXP',
  WRITTEN,
];

const settings = {
  mode: 'master',
  masterPassword: 'What opens the vaults, 7 words long',
  apiKey: 'tUoPYhXqRzLmWvGdKbNcJsEf',
  refreshTokens: true,
  mkOptions: 'pbkdf:sha256:1000:64:saltOfTheHeap',
  rsaBits: 2048,
};
export const world = fillStandard(new World('heap', settings));

/** All strings in a value of JSON. */
function* stringsIn(value) {
  if (typeof value === 'string') yield value;
  else if (value !== null && typeof value === 'object')
    for (const member of Object.values(value)) yield* stringsIn(member);
}

/** The AES key that opens a sealed value: it is never stored, but passes through the engine. */
function aesKey(sealed, key) {
  const salt = Buffer.from(base32Decode(sealed), 'base64').subarray(8, 16);
  const md5 = (...parts) => crypto.createHash('md5').update(Buffer.concat(parts)).digest();
  const first = md5(Buffer.from(key), salt);
  return Buffer.concat([first, md5(first, Buffer.from(key), salt)]);
}

const opened = new Map();

/** The name of the key that opens a sealed value, and what is inside. Each is tried once. */
function open(sealed, known) {
  if (!opened.has(sealed)) {
    const found = [...known].find(([, key]) => unseal(sealed, key) !== null);
    if (!found) return undefined;
    const [name, key] = found;
    opened.set(sealed, { name, key, inside: unseal(sealed, key) });
  }
  return opened.get(sealed);
}

/** The AES keys of all that is sealed in a value, as far as one of `known` opens it; keys found within are known too. */
function sealsOf(value, known) {
  const found = [];
  let closed = [...new Set(stringsIn(value))].filter(looksSealed);
  for (let more = true; more; ) {
    const still = [];
    for (const sealed of closed) {
      const it = open(sealed, known);
      if (!it) {
        still.push(sealed);
        continue;
      }
      const { name, key, inside } = it;
      found.push({ name: `AES key by ${name}`, hex: aesKey(sealed, key).toString('hex') });
      if (/^[\w!@#$%^+/=]{32,100}$/.test(inside)) known.set(`a key sealed by ${name}, ${known.size}`, inside);
    }
    more = still.length < closed.length;
    closed = still;
  }
  return found;
}

/** Numbers, text and bytes of the private key. */
function rsaSecrets() {
  const [pem] = [...world.secrets].find(([, name]) => name === 'rsa-private');
  const jwk = crypto.createPrivateKey(pem).export({ format: 'jwk' });
  const numbers = ['d', 'p', 'q', 'dp', 'dq', 'qi'].map((name) => ({
    name: `RSA ${name}`,
    hex: Buffer.from(jwk[name], 'base64url').toString('hex'),
  }));
  return [...numbers, { name: 'PEM', text: pem.split('\n')[9] }];
}

/** @param {object[]} log what a client has sent: also the keys that it has made */
export function secretsOf(log) {
  const keys = new Map([['the master key', world.effectiveKey]]);
  for (const [text, name] of world.secrets) if (!/^(rsa|master)/.test(name)) keys.set(name, text);
  const seals = sealsOf([world.state, log.map(({ body }) => body)], keys);
  // An address of Passwork 7 ends in `refresh-token`: of these it is the end that gives them away.
  const tokens = [1, 2, 3].flatMap((n) => [`session-token-${n}`, `refresh-token-${n}`.slice(-12)]);
  const texts = [...VALUES, ...tokens, ...Object.values(TOKENS), world.apiKey, WRONG_KEY];
  return [
    { name: 'the master password', text: world.masterPassword },
    { name: 'the secret of the codes', hex: '48656c6c6f21deadbeef' }, // of which JBSWY3DPEHPK3PXP is the base32
    { name: 'the derived bytes', hex: Buffer.from(world.effectiveKey, 'base64').toString('hex') },
    ...[...keys].map(([name, text]) => ({ name, text })),
    ...texts.map((text) => ({ name: text, text })),
    ...rsaSecrets(),
    ...seals,
  ];
}
