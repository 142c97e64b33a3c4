// What users give: one reading of it for every function.
import { usage } from './errors.mjs';

export const isBytes = (value) => ArrayBuffer.isView(value) || value instanceof ArrayBuffer;

export const isPlain = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isBytes(value);

/** Halves of characters cannot be sealed. */
export const isText = (value) => typeof value === 'string' && !/\p{Surrogate}/u.test(value);

// Kinds: a test, and what it asks for.
export const TEXT = [isText, 'a text'];
export const NAME = [(value) => isText(value) && value !== '', 'a text, and not empty'];
export const FLAG = [(value) => typeof value === 'boolean', 'true or false'];
export const OBJECT = [isPlain, 'an object'];
export const wholeFrom = (least, most = Number.MAX_SAFE_INTEGER) => [
  (value) => Number.isInteger(value) && value >= least && value <= most,
  `a whole number from ${least}${most < Number.MAX_SAFE_INTEGER ? ` to ${most}` : ''}`,
];

/** The members of an object or entries of a list that are given: what is undefined is as if it were not there. */
export const given = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

/** The members of `options` that are given. Refused are those of no name in `kinds`, or that are not of their kind. */
export function checkedOptions(where, options, kinds) {
  if (!isPlain(options)) throw usage(`${where}: an object is needed`);
  const own = given(options);
  for (const [name, value] of Object.entries(own)) {
    if (!Object.hasOwn(kinds, name)) throw usage(`${where}: '${name}' is none of ${Object.keys(kinds).join(', ')}`);
    const [isKind, kind] = kinds[name];
    if (!isKind(value)) throw usage(`${where}: ${name} must be ${kind}`);
  }
  return own;
}
