// Texts of other people on a terminal: whatever could move the cursor, change colours or turn the line round is shown as what it is.

/** C0, DEL, C1, and the characters that change the direction of a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const HOSTILE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

const escaped = (character) => {
  const code = character.charCodeAt(0);
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
};

/** A name, in one line. */
export const shownName = (text) => String(text).replace(HOSTILE, escaped);

/** A value: its line ends and tabs are part of it. */
export const shownValue = (text) =>
  String(text).replace(HOSTILE, (c) => (c === '\n' || c === '\t' || c === '\r' ? c : escaped(c)));

/** A value as JSON, in which such characters are written as JSON writes them: the same value to every reader. */
export const shownJson = (value, indent) =>
  JSON.stringify(value, null, indent).replace(HOSTILE, (c) =>
    c === '\n' ? c : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
