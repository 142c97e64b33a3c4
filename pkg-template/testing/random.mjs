// Random texts, and ids that are always the same for the same place.

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@!';

/** A random text of 64 letters, each as likely as any other. */
export function randomText(length = 100) {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => ALPHABET[byte & 63]).join('');
}

/** A random id as servers have them: 24 hexadecimal digits. */
export function randomId() {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The id of whatever stands at a place: always the same. */
export const stableId = (crypto, kind, place) => crypto.sha256(`${kind}:${place}`).slice(0, 24);
