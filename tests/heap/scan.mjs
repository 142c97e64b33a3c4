// Looks for secrets in bytes, in every form in which they may stand there, also for a part of one. In Node and in pages.

/** So much of a secret counts as the secret (bytes; of UTF-16 twice as many). A shorter one is looked for whole. */
const PART = 12;

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const ARMOUR = '0123456789abcdefghjkmnpqrtuvwxyz';

const ascii = (text) => Uint8Array.from(text, (c) => c.charCodeAt(0));

/** Bits `width` at a time, highest first, from bit `from` on; what does not fill a last digit is left out. */
function digits(bytes, alphabet, width, from = 0) {
  const text = new Uint8Array(Math.max(0, Math.floor((bytes.length * 8 - from) / width)));
  for (let i = 0; i < text.length; i += 1) {
    const bit = from + i * width;
    const two = (bytes[bit >> 3] << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    text[i] = alphabet.charCodeAt((two >> (16 - (bit & 7) - width)) & ((1 << width) - 1));
  }
  return text;
}

/** Of what stands somewhere within encoded data: where a byte begins, a digit may have begun some bits before. */
const anywhere = (bytes, alphabet, width) =>
  Array.from({ length: width }, (_, from) => from)
    .filter((from) => width % 2 || from % 2 === 0) // of 6 bits it is 0, 2 or 4
    .map((from) => digits(bytes, alphabet, width, from));

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

/** Where in `#first` parts are kept that begin with this word; few others have the same place. */
const placeOf = (begin) => Math.imul(begin, 0x9e3779b1) >>> 12;

/** A part: the bytes of `form` from `from` on. */
function isAt({ form, from, length }, bytes, at) {
  for (let i = 0; i < length; i += 1) if (bytes[at + i] !== form[from + i]) return false;
  return true;
}

/** Every part of every form, by its first four bytes: `add` secrets, then look whether they are in `memories`. */
export class Scanner {
  #first = new Int32Array(1 << 20); // of a place: which of the parts, and 0 for none
  #parts = [null];
  #added = new Set();

  /** @param {{name: string, text?: string, hex?: string}[]} secrets a text, or bytes; those that are there already stay */
  add(secrets) {
    for (const { name, text, hex } of secrets) {
      const value = text ?? `hex:${hex}`;
      if (this.#added.has(value)) continue;
      this.#added.add(value);
      const raw = hex && Uint8Array.from(hex.match(/../g), (pair) => Number.parseInt(pair, 16));
      for (const [form, all] of Object.entries(raw ? formsOfBytes(raw) : formsOfText(text))) {
        for (const bytes of all) this.#addForm(`${name} (${form})`, bytes, form === 'UTF-16' ? 2 * PART : PART);
      }
    }
  }

  #addForm(found, form, part) {
    const length = Math.min(part, form.length);
    for (let from = 0; from + length <= form.length; from += 1) {
      const place = placeOf(word(form, from));
      if (this.#has(place, form, from, length)) continue; // percent-encoded letters are letters
      this.#parts.push({ found, form, from, length, next: this.#first[place] });
      this.#first[place] = this.#parts.length - 1;
    }
  }

  /** Whether these bytes are the beginning of a part that is kept, or all of it. */
  #has(place, form, from, length) {
    for (let part = this.#parts[this.#first[place]]; part; part = this.#parts[part.next])
      if (part.length <= length && isAt(part, form, from)) return true;
    return false;
  }

  /**
   * @param {Uint8Array[]} memories
   * @returns {string[]} `name (form)` of what stands in one of them, sorted
   */
  scan(memories) {
    const all = new Set();
    const first = this.#first;
    for (const bytes of memories) {
      let begin = word(bytes, 0) << 8;
      for (let at = 0; at + 4 <= bytes.length; at += 1) {
        begin = (begin >>> 8) | (bytes[at + 3] << 24);
        const place = first[placeOf(begin)];
        if (!place) continue;
        for (let part = this.#parts[place]; part; part = this.#parts[part.next])
          if (isAt(part, bytes, at)) all.add(part.found);
      }
    }
    return [...all].sort();
  }
}
