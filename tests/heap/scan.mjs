// Looks for secrets in bytes, in every form in which they may stand there, also for a part of one. In Node and in pages.

/** So much of a secret counts as the secret (bytes; of UTF-16 twice as many). A shorter one is looked for whole. */
const PART = 12;

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const ARMOUR = '0123456789abcdefghjkmnpqrtuvwxyz';

const ascii = (text) => Uint8Array.from(text, (c) => c.charCodeAt(0));

/** Bits `width` at a time, highest first, from bit `from` on; what does not fill a last digit is left out. */
function digits(bytes, alphabet, width, from = 0) {
  let text = '';
  for (let bit = from; bit + width <= bytes.length * 8; bit += width) {
    let digit = 0;
    for (let i = bit; i < bit + width; i += 1) digit = (digit << 1) | ((bytes[i >> 3] >> (7 - (i & 7))) & 1);
    text += alphabet[digit];
  }
  return ascii(text);
}

/** Of what stands somewhere within encoded data: digits may begin at any of its bits. */
const anywhere = (bytes, alphabet, width) =>
  Array.from({ length: width }, (_, from) => digits(bytes, alphabet, width, from));

/** The forms of bytes. */
const formsOfBytes = (bytes) => {
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  return {
    bytes: [bytes],
    reversed: [bytes.slice().reverse()], // limbs of a number, lowest first
    hex: [ascii(hex), ascii(hex.toUpperCase())],
    base64: anywhere(bytes, BASE64, 6),
  };
};

/** The forms of a text. */
function formsOfText(text) {
  const bytes = new TextEncoder().encode(text);
  const percent = encodeURIComponent(text);
  const utf16 = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i += 1) utf16.set([text.charCodeAt(i) & 255, text.charCodeAt(i) >> 8], i * 2);
  return {
    ...formsOfBytes(bytes),
    armour: [...anywhere(bytes, ARMOUR, 5), ...anywhere(digits(bytes, BASE64, 6), ARMOUR, 5)],
    ...(percent !== text && { percent: [ascii(percent)] }),
    'UTF-16': [utf16],
    'HMAC key': [0x36, 0x5c].map((pad) => bytes.map((b) => b ^ pad)),
  };
}

const word = (bytes, at) => bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);

const isAt = (bytes, part, at) => part.every((byte, i) => bytes[at + i] === byte);

/** Every part of every form, by its first four bytes: `add` secrets, then look whether they are in `memories`. */
export class Scanner {
  #parts = new Map();
  #begins = new Uint8Array(1 << 16);
  #added = new Set();

  /** @param {{name: string, text?: string, hex?: string}[]} secrets a text, or bytes; those that are there already stay */
  add(secrets) {
    for (const { name, text, hex } of secrets) {
      const value = text ?? `hex:${hex}`;
      if (this.#added.has(value)) continue;
      this.#added.add(value);
      const raw = hex && Uint8Array.from(hex.match(/../g), (pair) => Number.parseInt(pair, 16));
      for (const [form, all] of Object.entries(raw ? formsOfBytes(raw) : formsOfText(text))) {
        for (const bytes of all) this.#addForm(name, form, bytes);
      }
    }
  }

  #addForm(name, form, bytes) {
    const length = Math.min(form === 'UTF-16' ? 2 * PART : PART, bytes.length);
    for (let at = 0; at + length <= bytes.length; at += 1) {
      const part = bytes.subarray(at, at + length);
      const key = word(part, 0);
      this.#begins[key & 0xffff] = 1;
      if (!this.#parts.has(key)) this.#parts.set(key, []);
      const same = this.#parts.get(key);
      if (same.some(({ part: other }) => isAt(part, other, 0))) continue; // percent-encoded letters are letters
      same.push({ found: `${name} (${form})`, part });
    }
  }

  /**
   * @param {Uint8Array[]} memories
   * @returns {string[]} `name (form)` of what stands in one of them, sorted
   */
  scan(memories) {
    const all = new Set();
    for (const bytes of memories) {
      for (let at = 0; at + 4 <= bytes.length; at += 1) {
        if (!this.#begins[bytes[at] | (bytes[at + 1] << 8)]) continue;
        for (const { found, part } of this.#parts.get(word(bytes, at)) ?? []) {
          if (isAt(bytes, part, at)) all.add(found);
        }
      }
    }
    return [...all].sort();
  }
}
