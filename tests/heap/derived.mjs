// What follows from secrets and what is sealed by them: it is never stored, but passes through the engine.
import crypto from 'node:crypto';
import { looksSealed } from '../conformance/crypto.mjs';
import { fromBase32, open as unseal } from '../conformance-7/crypto.mjs';

/** All strings in a value of JSON. */
function* stringsIn(value) {
  if (typeof value === 'string') yield value;
  else if (value !== null && typeof value === 'object')
    for (const member of Object.values(value)) yield* stringsIn(member);
}

const md5 = (...parts) => crypto.createHash('md5').update(Buffer.concat(parts)).digest();

/** The AES key that a key becomes for one container. */
function aesKey(container, key) {
  const salted = Buffer.concat([Buffer.from(key), container.subarray(8, 16)]);
  const first = md5(salted);
  return Buffer.concat([first, md5(first, salted)]);
}

/** Whether the last block ends as it should. Of 256 wrong keys one passes. */
function endsWell(container, key) {
  const decipher = crypto.createDecipheriv('aes-256-cbc', aesKey(container, key), container.subarray(-32, -16));
  try {
    decipher.update(container.subarray(-16));
    decipher.final();
    return true;
  } catch {
    return false;
  }
}

const opened = new Map();

/** The name of the key that opens a sealed value, its AES key, and what is inside. Each value is opened once. */
function open(sealed, known) {
  if (!opened.has(sealed)) {
    const container = Buffer.from(fromBase32(sealed).toString('latin1'), 'base64');
    const isShort = container.length < 48; // the block before the last one is not in it
    const found = [...known].find(([, key]) => (isShort || endsWell(container, key)) && unseal(sealed, key) !== null);
    if (!found) return undefined;
    const [name, key] = found;
    opened.set(sealed, { name, aes: aesKey(container, key).toString('hex'), inside: unseal(sealed, key) });
  }
  return opened.get(sealed);
}

/**
 * The AES keys of all that is sealed in a value, as far as one of `known` opens it; keys found within are known too. Texts
 * are sealed alike in both generations.
 */
export function sealsOf(value, known) {
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
      const { name, aes, inside } = it;
      found.push({ name: `AES key by ${name}`, hex: aes });
      if (/^[\w!@#$%^+/=]{32,100}$/.test(inside)) known.set(`a key sealed by ${name}, ${known.size}`, inside);
    }
    more = still.length < closed.length;
    closed = still;
  }
  return found;
}

/** Numbers, text and bytes of a private key. */
export function rsaSecrets(pem, whose = '') {
  const jwk = crypto.createPrivateKey(pem).export({ format: 'jwk' });
  const numbers = ['d', 'p', 'q', 'dp', 'dq', 'qi'].map((name) => ({
    name: `RSA ${name}${whose}`,
    hex: Buffer.from(jwk[name], 'base64url').toString('hex'),
  }));
  return [{ name: `PEM${whose}`, text: pem.split('\n')[9] }, ...numbers];
}
