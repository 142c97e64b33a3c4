// What the kernels do, in plain JavaScript, bit by bit.
const ARMOUR = '0123456789abcdefghjkmnpqrtuvwxyz';
const ALIASES = { o: 0, i: 1, l: 1, s: 5 };

const isArmour = (byte) => /[0-9a-zA-Z]/.test(String.fromCharCode(byte));
const isBase64 = (byte) => /[0-9a-zA-Z+/]/.test(String.fromCharCode(byte));

const groups = (bits, size) => bits.match(new RegExp(`.{${size}}`, 'g')) ?? [];

function fromArmour(text) {
  const values = [...text.toLowerCase()].map((letter) => ALIASES[letter] ?? ARMOUR.indexOf(letter));
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('');
  return Buffer.from(groups(bits, 8).map((byte) => parseInt(byte, 2)));
}

function toArmour(bytes) {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return groups(bits, 5)
    .map((five) => ARMOUR[parseInt(five, 2)])
    .join('');
}

/** `group`: what is done at once; `leaves`: at most so much of the input is left. */
export const decoders = {
  base32_decode: { isRegular: isArmour, group: 16, leaves: 25, ratio: 5 / 8, decode: fromArmour },
  base64_decode: { isRegular: isBase64, group: 16, leaves: 23, ratio: 3 / 4, decode: (t) => Buffer.from(t, 'base64') },
};

export const encoders = {
  base32_encode: { group: 10, leaves: 15, ratio: 8 / 5, encode: toArmour },
  base64_encode: { group: 12, leaves: 15, ratio: 4 / 3, encode: (bytes) => bytes.toString('base64') },
};

export const textForm = (bytes) => Buffer.from(bytes.toString('latin1'), 'utf8');

/** Up to the first byte that is not a character of its own in a string of JSON. */
export const plainLength = (bytes) => {
  const isPlain = (byte) => {
    try {
      return byte < 0x80 && JSON.parse(`"${String.fromCharCode(byte)}"`).length === 1;
    } catch {
      return false;
    }
  };
  const length = [...bytes].findIndex((byte) => !isPlain(byte));
  return length < 0 ? bytes.length : length;
};
