// The floor: every primitive on the fastest thing that plain JavaScript has in Node, which is node:crypto, native base64 and
// UTF-8, and a base32 on tables. Also what the bench's server makes its world with.
import crypto from 'node:crypto';

const LETTERS = '0123456789abcdefghjkmnpqrtuvwxyz';
const CODES = Uint8Array.from(LETTERS, (c) => c.charCodeAt(0));
const SKIP = 255;
const VALUES = new Uint8Array(256).fill(SKIP);
for (const [i, c] of [...LETTERS].entries()) {
  VALUES[c.charCodeAt(0)] = i;
  VALUES[c.toUpperCase().charCodeAt(0)] = i;
}
for (const [c, value] of Object.entries({ o: 0, i: 1, l: 1, s: 5, O: 0, I: 1, L: 1, S: 5 }))
  VALUES[c.charCodeAt(0)] = value;

/** Bytes to base32, as bytes. */
export function base32Encode(bytes) {
  const out = Buffer.allocUnsafe(Math.ceil((bytes.length * 8) / 5));
  const whole = bytes.length - (bytes.length % 5);
  let at = 0;
  for (let i = 0; i < whole; i += 5) {
    const high = (bytes[i] << 12) | (bytes[i + 1] << 4) | (bytes[i + 2] >> 4);
    const low = ((bytes[i + 2] & 15) << 16) | (bytes[i + 3] << 8) | bytes[i + 4];
    out[at] = CODES[high >> 15];
    out[at + 1] = CODES[(high >> 10) & 31];
    out[at + 2] = CODES[(high >> 5) & 31];
    out[at + 3] = CODES[high & 31];
    out[at + 4] = CODES[low >> 15];
    out[at + 5] = CODES[(low >> 10) & 31];
    out[at + 6] = CODES[(low >> 5) & 31];
    out[at + 7] = CODES[low & 31];
    at += 8;
  }
  let acc = 0;
  let bits = 0;
  for (let i = whole; i < bytes.length; i += 1) {
    acc = ((acc << 8) | bytes[i]) & 0xffff;
    for (bits += 8; bits >= 5; ) {
      bits -= 5;
      out[at] = CODES[(acc >> bits) & 31];
      at += 1;
    }
  }
  if (bits) out[at] = CODES[(acc << (5 - bits)) & 31];
  return out;
}

/** Base32 (bytes) to bytes: lenient, as the protocol is; fast as long as nothing has to be skipped. */
export function base32Decode(text) {
  const out = Buffer.allocUnsafe(Math.floor((text.length * 5) / 8));
  const whole = text.length - (text.length % 8);
  let at = 0;
  let i = 0;
  for (; i < whole; i += 8) {
    const a = VALUES[text[i]];
    const b = VALUES[text[i + 1]];
    const c = VALUES[text[i + 2]];
    const d = VALUES[text[i + 3]];
    const e = VALUES[text[i + 4]];
    const f = VALUES[text[i + 5]];
    const g = VALUES[text[i + 6]];
    const h = VALUES[text[i + 7]];
    if ((a | b | c | d | e | f | g | h) === SKIP) break;
    const high = (a << 15) | (b << 10) | (c << 5) | d;
    const low = (e << 15) | (f << 10) | (g << 5) | h;
    out[at] = high >> 12;
    out[at + 1] = high >> 4;
    out[at + 2] = (high << 4) | (low >> 16);
    out[at + 3] = low >> 8;
    out[at + 4] = low;
    at += 5;
  }
  let acc = 0;
  let bits = 0;
  for (; i < text.length; i += 1) {
    const value = VALUES[text[i]];
    if (value === SKIP) continue;
    acc = ((acc << 5) | value) & 0xffff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out[at] = acc >> bits;
      at += 1;
    }
  }
  return out.subarray(0, at);
}

const MAGIC = Buffer.from('Salted__');

/** EVP_BytesToKey with MD5, one round. */
export function keyAndIv(pass, salt) {
  const p = Buffer.from(pass, 'utf8');
  const d1 = crypto.createHash('md5').update(p).update(salt).digest();
  const d2 = crypto.createHash('md5').update(d1).update(p).update(salt).digest();
  const d3 = crypto.createHash('md5').update(d2).update(p).update(salt).digest();
  return { key: Buffer.concat([d1, d2]), iv: d3 };
}

/** SEAL: a text (or bytes) to armour, as a Buffer. */
export function seal(text, pass) {
  const salt = crypto.randomBytes(8);
  const { key, iv } = keyAndIv(pass, salt);
  const cipher = crypto.createCipheriv('aes-256-cbc', key, iv);
  const container = Buffer.concat([MAGIC, salt, cipher.update(text, 'utf8'), cipher.final()]);
  return base32Encode(Buffer.from(container.toString('base64'), 'latin1'));
}

export const sealText = (text, pass) => seal(text, pass).latin1Slice();

/** OPEN, as a Buffer. */
export function open(armour, pass) {
  const container = Buffer.from(base32Decode(Buffer.from(armour, 'latin1')).latin1Slice(), 'base64');
  if (container.compare(MAGIC, 0, 8, 0, 8) !== 0) throw new Error('no envelope');
  const { key, iv } = keyAndIv(pass, container.subarray(8, 16));
  const decipher = crypto.createDecipheriv('aes-256-cbc', key, iv);
  return Buffer.concat([decipher.update(container.subarray(16)), decipher.final()]);
}

export const openText = (armour, pass) => open(armour, pass).toString('utf8');

/** The hash of a file: over the UTF-8 of one character a byte. (The protocol's odd padding is left out here.) */
export const fileHash = (bytes) => crypto.createHash('sha256').update(bytes.latin1Slice(), 'utf8').digest('hex');

export const textHash = (text) => (text ? crypto.createHash('sha256').update(text, 'utf8').digest('hex') : '');

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
export const randomText = (length) =>
  Array.from({ length }, () => ALPHABET[crypto.randomInt(ALPHABET.length)]).join('');
