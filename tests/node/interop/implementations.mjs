// Two implementations of the protocol's ciphers that share nothing with ours: node:crypto (the kit's) and crypto-js,
// the library that the original connector is built on. Each seals and opens texts: `{seal(text, key), open(value, key)}`.
import CryptoJS from 'crypto-js';
import * as kit from '../../conformance/crypto.mjs';

const { AES, enc, lib } = CryptoJS;

/** Client-side encryption: values are sealed with a key. */
export const sealed = {
  'node:crypto': { seal: (text, key) => kit.seal(text, key), open: kit.unseal },
  'crypto-js': {
    seal: (text, key) => kit.base32Encode(AES.encrypt(text, key).toString()),
    open: (value, key) => AES.decrypt(kit.base32Decode(value), key).toString(enc.Utf8),
  },
};

/** None: values travel as base64 of their UTF-16 units, and CRLF becomes LF. */
export const plain = {
  'node:crypto': { seal: (text) => kit.plainEncode(text), open: (value) => kit.plainDecode(value) },
  'crypto-js': {
    seal: (text) => enc.Base64.stringify(lib.WordArray.create(new Uint8Array(kit.unitsToBytes(text)))),
    open(value) {
      const { words, sigBytes } = enc.Base64.parse(value);
      const bytes = Array.from({ length: sigBytes }, (_, i) => (words[i >>> 2] >>> (24 - 8 * (i % 4))) & 255);
      return kit.unitsFromBytes(bytes);
    },
  },
};

export const implementationsOf = (world) => Object.entries(world.mode === 'master' ? sealed : plain);

/** What comes back of a text. */
export const survives = (world) => (text) => (world.mode === 'master' ? text : text.replace(/\r\n/g, '\n'));

export const pbkdf2 = {
  'crypto-js': (password, { digest, iterations, length, salt }) =>
    enc.Base64.stringify(
      CryptoJS.PBKDF2(password, salt, { keySize: length / 4, iterations, hasher: CryptoJS.algo[digest.toUpperCase()] }),
    ),
  'node:crypto': (password, { digest, iterations, length, salt }) =>
    kit.deriveMasterKey(password, `pbkdf:${digest}:${iterations}:${length}:${salt}`),
};
