// Words of the command line in messages. Behind the `=` of a word stands a value (`--pasword=hunter2`), and messages land in logs.
import { isReference } from './item.mjs';

/**
 * Takes the values out of texts that repeat words, or names between the slashes of one: every message goes through it. A reference says
 * where a secret is, and is none.
 *
 * @param {string[]} words Of the command line.
 * @returns {(text: string) => string}
 */
export function withoutValues(words) {
  const parts = words.flatMap((word) => (isReference(word) ? [] : [word, ...word.split('/')]));
  const withValue = parts.filter((part) => part.includes('=')).sort((a, b) => b.length - a.length);
  return (text) => withValue.reduce((rest, part) => rest.replaceAll(part, () => `${part.split('=', 1)}=…`), text);
}
