// Random texts, files and passwords, the same on every run of a seed.
import { SeededRandom } from '../../conformance/world.mjs';

const SCRIPTS = [
  'abcXYZ019 _-+/=&"\'<>\\',
  'привет Ёё ъ',
  '漢字仮名',
  'éñüßﬁ\u0301',
  '\u05d0\u0627\u200f\u202e',
  '\u0000\u0001\t\u001b\u007f\u0085\ufeff\ufffd\uffff\u2028',
];
const ASTRAL = ['😀', '𝒳', '👩‍👩‍👧', '🏳️‍🌈', '\u{10ffff}'];
const LINES = ['\r\n', '\n', '\r', '\r\r\n\n', '\n\r\n'];
const LONE = ['\ud800', '\udc00', '\udfff\ud83d'];
const LENGTHS = [0, 1, 2, 7, 8, 14, 15, 16, 17, 31, 32, 33, 55, 56, 63, 64, 65, 127, 128];
/** Around the blocks of AES, base64, SHA-256 and of the client's own buffers. */
const FILE_SIZES = [
  0, 1, 2, 3, 15, 16, 17, 47, 48, 55, 56, 57, 63, 64, 65, 119, 120, 122, 128, 4095, 4097, 65_535, 65_537,
];

export class Generator {
  constructor(seed) {
    this.random = new SeededRandom(`interop:${seed}`);
  }

  below(n) {
    return this.random.bytes(4).readUInt32BE() % n;
  }

  one(list) {
    return list[this.below(list.length)];
  }

  list(n, make) {
    return Array.from({ length: n }, (_, i) => make(i));
  }

  /** `lone`: surrogates that stand alone may occur. */
  text({ lone = false, longest = 4000 } = {}) {
    const length = this.below(5) ? this.one(LENGTHS) : this.below(longest);
    const script = this.one(SCRIPTS);
    const kinds = [SCRIPTS[0].split(''), script.split(''), script.split(''), ASTRAL, LINES, ...(lone ? [LONE] : [])];
    let text = '';
    while (text.length < length) text += this.one(this.one(kinds));
    return text;
  }

  file(largest = 9000) {
    const size = this.below(3) ? this.one(FILE_SIZES) : this.below(largest);
    const bytes = this.random.bytes(size);
    // Some files are text with CRLF, some one byte over and over.
    if (!this.below(4)) bytes.fill(this.one([0, 13, 10, 0xe9, 0xff]));
    return new Uint8Array(bytes);
  }

  field(options) {
    return {
      name: this.text(options),
      value: this.text(options),
      type: this.one(['text', 'password', this.text(options)]),
    };
  }

  /** The secret values of a password: `{password, custom, files}`. */
  contents(options) {
    return {
      password: this.text(options),
      custom: this.list(this.below(4), () => this.field(options)),
      files: this.list(this.below(3), (i) => ({ name: `file-${i}`, bytes: this.file() })),
    };
  }
}
