// The forms in which a secret may stand in what a program prints.

/** Shorter values are not masked: they stand everywhere by chance. */
export const SHORTEST = 6;

export const isShort = (value) => Buffer.byteLength(value) < SHORTEST;

/**
 * The forms of a value, each once: all of it and each of its lines as it is, in JSON, in an address and quoted for the shell; all of it in
 * base64. `isPlain`: only as it is.
 */
export function formsOf(value, { platform = process.platform, isPlain = false } = {}) {
  const whole = value.toWellFormed(); // as it is in an environment
  const texts = [whole, ...whole.split(/\r\n|\r|\n/)].filter((text) => !isShort(text));
  const encoded = (text) => [...json(text), ...percent(text), ...shell(text), ...(text === whole ? base64(text) : [])];
  const forms = new Set(texts.flatMap((text) => (isPlain ? text : [text, ...encoded(text)])));
  return [...forms].flatMap((form) =>
    platform === 'win32' ? [Buffer.from(form), Buffer.from(form, 'utf16le')] : Buffer.from(form),
  );
}

const unicodeEscape = (c) =>
  `\\u${c
    .charCodeAt(c.length - 1)
    .toString(16)
    .padStart(4, '0')}`;

/** What JSON need not escape and writers of it do. */
const BEYOND_ASCII = '[^\\u0000-\\u007e]';
const SLASH = '/';
const HTML = '[<>&\\u2028\\u2029]';
const WRITERS = [
  [], // JavaScript, Rust, jq
  [BEYOND_ASCII], // Python; Jackson in ASCII
  [SLASH], // PHP with its letters as they are
  [SLASH, BEYOND_ASCII], // PHP
  [HTML], // Go, Ruby on Rails
  [HTML, "['=]"], // Gson
  [HTML, '[\'+`]|\\\\"', BEYOND_ASCII], // System.Text.Json
].map((escaped) => new RegExp(escaped.join('|') || '(?!)', 'g'));

/** Inside the quotes of JSON, as the usual programs write it; the digits of escapes in both cases. */
function json(text) {
  const inside = JSON.stringify(text).slice(1, -1);
  const lower = WRITERS.map((escaped) => inside.replace(escaped, (c) => (c === '/' ? '\\/' : unicodeEscape(c))));
  const upper = (form) =>
    form.replace(/\\(u[0-9a-f]{4}|.)/g, (all, c) => (c.length > 1 ? `\\u${c.slice(1).toUpperCase()}` : all));
  return [...lower, ...lower.map(upper)];
}

const hex = (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`;

/** In an address, as the usual functions write it: they differ in what they leave alone, and in the case of the digits. */
function percent(text) {
  const usual = encodeURIComponent(text);
  const strict = usual.replace(/[!'()*]/g, hex);
  const form = usual.replace(/[!'()~]/g, hex).replaceAll('%20', '+');
  const path = strict.replaceAll('%2F', '/');
  const upper = [usual, strict, form, path, userinfo(text)];
  return [...upper, ...upper.map((one) => one.replace(/%../g, (digits) => digits.toLowerCase()))];
}

/** As the password of an address is written by `URL`. */
function userinfo(text) {
  const url = new URL('http://host');
  url.password = text;
  return url.password;
}

const ANSI = { '\x07': 'a', '\b': 'b', '\t': 't', '\n': 'n', '\v': 'v', '\f': 'f', '\r': 'r', '\x1b': 'E' };

/** Between the quotes that a shell puts round it: bash and zsh in `set -x`, dash in `export -p`, bash in `declare -p`, and `$'…'`. */
function shell(text) {
  const octal = (byte) => `\\${byte.toString(8).padStart(3, '0')}`;
  const ansi = text
    .replace(/[\\']/g, '\\$&')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the shell escapes
    .replace(/[\u0000-\u001f\u007f]/g, (c) => (ANSI[c] ? `\\${ANSI[c]}` : octal(c.charCodeAt(0))));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is outside of ASCII
  const ascii = ansi.replace(/[^\u0000-\u007f]+/g, (part) => [...Buffer.from(part)].map(octal).join(''));
  const quoted = ["'\\''", `'"'"'`].map((quote) => text.replaceAll("'", quote));
  // `printf %q` of bash; older ones leave the comma alone.
  const words = [/[\s!"$&'()*,;<>?[\\\]^`{|}]/g, /[\s!"$&'()*;<>?[\\\]^`{|}]/g].map((special) =>
    text.replace(special, '\\$&').replace(/^[#~]/, '\\$&'),
  );
  return [...quoted, text.replace(/[$`"\\]/g, '\\$&'), ansi, ascii, ...words];
}

/** Lines of a text, as pieces: more may stand between them than a line end. A short last one is one with that before it. */
function linesOf(text, width) {
  const lines = text.match(new RegExp(`.{1,${width}}`, 'g'));
  if (lines.length < 2) return [];
  const last = ['\n', '\r\n'].map((end) => lines.slice(-2).join(end));
  return [...lines.filter((line) => !isShort(line)), ...last];
}

/**
 * In base64, of both alphabets: alone, with and without `=`, in one line or in those of openssl and MIME; and inside of something longer,
 * where it may begin at three places.
 */
function base64(text) {
  const bytes = Buffer.from(text);
  const alone = bytes.toString('base64');
  const inside = [0, 1, 2].map((shift) => {
    const all = Buffer.concat([Buffer.alloc(shift), bytes]);
    // Only digits that are made of bits of the secret alone.
    return all.toString('base64').slice(Math.ceil((shift * 8) / 6), Math.floor((all.length * 8) / 6));
  });
  const lines = [alone, inside[0]].flatMap((all) => [64, 76].flatMap((width) => linesOf(all, width)));
  const forms = [alone, alone.replace(/=+$/, ''), ...inside, ...lines];
  return [...forms, ...forms.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))];
}
