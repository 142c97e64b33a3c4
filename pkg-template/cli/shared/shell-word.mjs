// Texts as words of a shell.

/** POSIX shells: within single quotes, every character is itself. */
export const shellInner = (text) => text.replaceAll("'", "'\\''");
export const shellQuoted = (text) => `'${shellInner(text)}'`;

/** The same, without quotes where none are needed. */
export const shellWord = (text) => (/^[\w@%+=:,./-]+$/.test(text) ? text : shellQuoted(text));

export const fishQuoted = (text) => `'${text.replace(/[\\']/g, '\\$&')}'`;
