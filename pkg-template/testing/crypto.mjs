// The primitives that the server seals and opens with: the engine's own, by an instance that no client shares.
import { shared } from '../js/shared.mjs';

// Their numbers stand in src/bindings/primitives.rs.
const NAMES = [
  'seal',
  'open',
  'writeCodeUnits',
  'readCodeUnits',
  'writeUtf8',
  'readUtf8',
  'protocolHash',
  'sha256',
  'derive',
  'encryptRsa',
  'decryptRsa',
];

let primitive;

/** Derivations that were made already: most servers of a suite have the same passwords. */
const derived = new Map();

function made(name, number, text, key) {
  primitive ??= shared.primitives();
  if (name !== 'derive') return primitive(number, text, key);
  const question = `${key}\n${text}`;
  if (!derived.has(question)) derived.set(question, primitive(number, text, key));
  return derived.get(question);
}

/**
 * Every function takes texts and gives a text, or `undefined` for what cannot be done (a wrong key, a damaged value):
 * `seal(text, key)`, `open(sealed, key)`: OpenSSL's envelope in base32, of both generations;
 * `writeCodeUnits(text)`, `readCodeUnits(base64)`: plain values of API v4; `writeUtf8`, `readUtf8`: those of Passwork 7;
 * `protocolHash(text)`: SHA-256 of API v4 (of a file: of its byte string); `sha256(text)`: of UTF-8, in hexadecimal;
 * `derive(password, options)`: the master key by an option string, `pbkdf:sha256:1000:64:salt`;
 * `encryptRsa(text, publicKey)`: OAEP with SHA-256 if the text fits, else PKCS#1 v1.5, in base64;
 * `decryptRsa(base64, privateKey)`: by either padding.
 */
export const crypto = Object.fromEntries(
  NAMES.map((name, number) => [name, (text, key) => made(name, number, text, key)]),
);
