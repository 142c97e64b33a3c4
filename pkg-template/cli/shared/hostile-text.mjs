// Texts of other people on a terminal: whatever could move the cursor, change colours or turn the line round is shown as what it is.

/** C0, DEL, C1, line ends of other worlds, what changes the direction of a line, and what is no character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const HOSTILE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;

const escaped = (character) => {
  const code = character.charCodeAt(0);
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
};

/** A name, in one line. */
export const shownName = (text) => String(text).replace(HOSTILE, escaped);

/** A value: its line ends and tabs are part of it. A CR alone would write over its line. */
export const shownValue = (text) =>
  String(text).replace(HOSTILE, (c, at, all) =>
    c === '\n' || c === '\t' || (c === '\r' && all[at + 1] === '\n') ? c : escaped(c),
  );

/** All JSON that is written anywhere: such characters stand in it as JSON writes them, the same value to every reader. */
export const shownJson = (value, indent) =>
  JSON.stringify(value, null, indent).replace(HOSTILE, (c) =>
    c === '\n' ? c : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
