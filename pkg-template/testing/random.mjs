// Random texts, and ids that are always the same for the same place.
import { webCrypto } from '../js/built-in.mjs';

/** Bytes that are drawn at once: each draw asks the system. */
const POOL = 4096;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@!';

let pool = new Uint8Array(0);

function randomBytes(length) {
  if (pool.length < length) pool = webCrypto('getRandomValues').getRandomValues(new Uint8Array(Math.max(POOL, length)));
  const bytes = pool.subarray(0, length);
  pool = pool.subarray(length);
  return bytes;
}

/** A random text of 64 letters, each as likely as any other. */
export function randomText(length = 100) {
  const bytes = randomBytes(length);
  return Array.from(bytes, (byte) => ALPHABET[byte & 63]).join('');
}

/** A random id as servers have them: 24 hexadecimal digits. */
export function randomId() {
  const bytes = randomBytes(12);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The id of whatever stands at a place: always the same. */
export const stableId = (crypto, kind, place) => crypto.sha256(`${kind}:${place}`).slice(0, 24);
