// Random passwords.
import { randomInt } from 'node:crypto';
import { usage } from '../shared/index.mjs';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Characters by class. Of the others only what shells, addresses and files of variables seldom take for their own. */
export const CLASSES = {
  lower: LETTERS,
  upper: LETTERS.toUpperCase(),
  digits: '0123456789',
  symbols: '!%*+,.:=?@^_~',
};

const DEFAULT_LENGTH = 24;
const MOST = 1024;

/** A length that somebody gave as text; `true` and `undefined`: the default. */
export function lengthOf(given, name) {
  if (given === undefined || given === true) return DEFAULT_LENGTH;
  const length = /^\d{1,4}$/.test(given) ? Number(given) : 0;
  if (length < 1 || length > MOST) throw usage(`${name} is a number of characters, 1 to ${MOST}`);
  return length;
}

/**
 * A random text with at least one character of each class. All such texts are equally likely: one that lacks a class is thrown away
 * as a whole.
 */
export function randomPassword(length, classes = CLASSES) {
  const sets = Object.values(classes).map((characters) => new Set(characters));
  const alphabet = [...new Set(sets.flatMap((set) => [...set]))];
  if (!alphabet.length) throw usage('no characters are left to make a password of');
  if (length < sets.length)
    throw usage(`with ${sets.length} kinds of characters, the length is ${sets.length} at least`);
  for (;;) {
    const characters = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]);
    if (sets.every((set) => characters.some((one) => set.has(one)))) return characters.join('');
  }
}
