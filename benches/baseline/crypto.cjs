// The baseline: the protocol the way that a straightforward connector in JavaScript does it, written for this bench from the
// protocol's description (nobody looked at the original's source). It is naive on purpose, in the ways that were usual:
//   - the whole of crypto-js, with its WordArrays, for the envelope, base64 and SHA-256;
//   - binary data as strings with one character a byte, grown character by character;
//   - the lenient base32 walks over characters, and looks each one up in the alphabet as a text;
//   - nothing is kept: every value derives its key and opens its envelope from the start, every request hashes the key.
// Its figures have to land near those measured of the original (the note under the table says how near they did).
const CryptoJS = require('crypto-js');

const ALPHABET = '0123456789abcdefghjkmnpqrtuvwxyz';
const ALIASES = { o: '0', i: '1', l: '1', s: '5' };

function base32Encode(text) {
  let bits = '';
  let output = '';
  for (const char of text) {
    bits += char.charCodeAt(0).toString(2).padStart(8, '0');
    while (bits.length >= 5) {
      output += ALPHABET.charAt(Number.parseInt(bits.slice(0, 5), 2));
      bits = bits.slice(5);
    }
  }
  if (bits) output += ALPHABET.charAt(Number.parseInt(bits.padEnd(5, '0'), 2));
  return output;
}

function base32Decode(text) {
  let bits = '';
  let output = '';
  for (const char of text) {
    let lower = char.toLowerCase();
    if (lower in ALIASES) lower = ALIASES[lower];
    const value = ALPHABET.indexOf(lower);
    if (value < 0) continue;
    bits += value.toString(2).padStart(5, '0');
    if (bits.length >= 8) {
      output += String.fromCharCode(Number.parseInt(bits.slice(0, 8), 2));
      bits = bits.slice(8);
    }
  }
  return output;
}

exports.base32Encode = base32Encode;
exports.base32Decode = base32Decode;

exports.encrypt = (text, key) => base32Encode(CryptoJS.AES.encrypt(text, key).toString());

exports.decrypt = (armour, key) => CryptoJS.AES.decrypt(base32Decode(armour), key).toString(CryptoJS.enc.Utf8);

exports.hash = (text) => (text ? CryptoJS.SHA256(text).toString() : '');

/** Bytes to a text of one character a byte. */
exports.bytesToText = (bytes) => {
  let text = '';
  for (let i = 0; i < bytes.length; i += 1) text += String.fromCharCode(bytes[i]);
  return text;
};

exports.textToBytes = (text) => {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return bytes;
};

exports.base64Encode = (text) => CryptoJS.enc.Base64.stringify(CryptoJS.enc.Latin1.parse(text));

exports.base64Decode = (base64) => CryptoJS.enc.Latin1.stringify(CryptoJS.enc.Base64.parse(base64));

exports.randomText = (length) => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  let text = '';
  while (text.length < length) text += letters.charAt(require('node:crypto').randomInt(letters.length));
  return text;
};
