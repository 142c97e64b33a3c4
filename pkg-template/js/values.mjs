// Looking into values, for the engine.
import { builtIn, encodedLength, encodeInto } from './built-in.mjs';
import { member as memberOf, put } from './members.mjs';

const KINDS = { undefined: 0, boolean: 2, number: 3, string: 4, object: 6 };
const isObject = (value) => value !== null && typeof value === 'object';
const owns = Object.prototype.hasOwnProperty;

/** The kind of a value as the engine numbers them (src/bindings/document.rs). */
export function kind(value) {
  if (value === null) return 1;
  if (isList(value)) return 5;
  return KINDS[typeof value] ?? 7;
}

/** Whether a value is a list; false for a revoked proxy, which cannot even be asked. */
function isList(value) {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/** A value as a text; throws for symbols, which `String()` would describe, and for lists that would take for ever. */
export function display(value) {
  if (isObject(value) && listLength(value) > MAX_SHOWN_ENTRIES)
    throw new RangeError('a list of so many entries is no text');
  return `${value}`;
}

const MAX_SHOWN_ENTRIES = 100_000;

/** Number of bytes of a text, or of bytes; 0 of anything else, with which a mock may answer. */
export function byteLength(value) {
  if (typeof value !== 'string') return value?.byteLength ?? 0;
  const { Buffer } = builtIn('buffer') ?? {};
  return Buffer ? Buffer.byteLength(value) : encodedLength(value);
}

export const textLength = (value) => (typeof value === 'string' ? value.length : -1);

// Members of objects that a caller made may be getters that throw, and the object itself a proxy that does. What cannot be
// read is not there; the exception ends here, because each one that the glue catches costs it an entry of its table.

export function own(value, name) {
  try {
    return isObject(value) && owns.call(value, name) ? value[name] : undefined;
  } catch {
    return undefined;
  }
}

/** A member of an object that a caller made: its class may have getters. */
export function get(value, name) {
  try {
    return isObject(value) ? memberOf(value, name) : undefined;
  } catch {
    return undefined;
  }
}

const tag = (value) => Object.prototype.toString.call(value);

export const isBoxedString = (value) => {
  try {
    return isObject(value) && tag(value) === '[object String]';
  } catch {
    return false; // a revoked proxy
  }
};

export function hasOwn(value, name) {
  try {
    return isObject(value) && owns.call(value, name);
  } catch {
    return false;
  }
}

/** Sets an own member. Objects of the caller's own agent may be frozen; they stay as they are. */
export function set(value, name, member) {
  try {
    put(value, name, member); // `__proto__` is in Object.prototype
  } catch {}
}

export function remove(value, name) {
  try {
    delete value[name];
  } catch {}
}

export const copy = (value) => ({ ...value });

export function names(value) {
  try {
    return isObject(value) ? Object.keys(value) : [];
  } catch {
    return [];
  }
}

/** Limits beyond which nothing is copied: no caller means it, and a proxy can claim any length. */
const MAX_COPIED_ENTRIES = 1_000_000;
const MAX_COPIED_DEPTH = 100;

/**
 * A copy of lists and plain objects, down to what is in them, with the getters of the objects read; everything else as
 * it is. What cannot be copied (circles, getters that throw) is given back itself: whoever writes it as JSON finds that
 * out, when it is time to.
 */
export function taken(value) {
  try {
    return copied(value, []);
  } catch {
    return value;
  }
}

function copied(value, above) {
  if (!isObject(value)) return value;
  const isArray = Array.isArray(value);
  const prototype = Object.getPrototypeOf(value);
  // That of a plain object, of whatever realm, is the end of the chain. One that says it is a Blob is to be taken for one.
  const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null;
  if (!isArray && !(isPlain && tag(value) === '[object Object]')) return value;
  const names = isArray ? undefined : Object.keys(value);
  const length = isArray ? listLength(value) : names.length;
  if (length > MAX_COPIED_ENTRIES || above.length >= MAX_COPIED_DEPTH || above.includes(value)) throw new RangeError();
  above.push(value);
  const copy = isArray ? [] : Object.create(prototype);
  for (let i = 0; i < length; i += 1) {
    if (isArray) copy.push(copied(value[i], above));
    else set(copy, names[i], copied(value[names[i]], above));
  }
  above.pop();
  return copy;
}

const UNKNOWN_LENGTH = 2 ** 32 - 1;

/** Number of entries of a list: a proxy may say anything, and throw. */
export function listLength(list) {
  if (!isList(list)) return 0;
  try {
    const { length } = list;
    return Number.isInteger(length) && length >= 0 && length < UNKNOWN_LENGTH ? length : UNKNOWN_LENGTH;
  } catch {
    return UNKNOWN_LENGTH;
  }
}

/** An entry of a list; one that cannot be read is not there. */
export function at(list, position) {
  try {
    return list[position];
  } catch {
    return undefined;
  }
}

/** A copy of a list, or `undefined` if it is not a list or has more entries than `most`. */
export function listed(list, most) {
  const length = listLength(list);
  if (!isList(list) || length > most) return undefined;
  const entries = [];
  for (let i = 0; i < length; i += 1) entries.push(at(list, i));
  return entries;
}

/** The objects of a list that have nothing under a name. */
export function objectsWithout(list, name) {
  const found = [];
  const length = listLength(list);
  for (let i = 0; i < length && length < UNKNOWN_LENGTH; i += 1) {
    const entry = at(list, i);
    if (isObject(entry) && !isList(entry) && (own(entry, name) ?? null) === null) found.push(entry);
  }
  return found;
}

const nameOf = (item) => {
  const name = item?.name ?? '';
  return typeof name === 'string' ? name : String(name);
};

/** Whether an object is one as literals make it, of whatever realm, and says what it holds. */
export function isRecord(value) {
  try {
    Object.keys(value);
    const prototype = Object.getPrototypeOf(value);
    return prototype === null || Object.getPrototypeOf(prototype) === null;
  } catch {
    return false;
  }
}

export const composed = (text) => text.normalize('NFC');

export const lowerCase = (text) => (typeof text === 'string' ? text.toLowerCase() : text);

/** Sorts a list by name, in place, stable, as the default locale orders texts (spec §6.1). */
export function sortByName(list) {
  if (list.every((item) => typeof item?.name === 'string')) list.sort((a, b) => a.name.localeCompare(b.name));
  else list.sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
}

/** Writes so much of a string from `at` on as there is room for; false if that is not all ASCII. */
export function writeAscii(text, at, into) {
  const { length } = into;
  const part = at === 0 && length === text.length ? text : text.slice(at, at + length);
  return part.length === length && encodeInto(part, into).read === length;
}

/** Number of code units that one call takes. */
const UNITS_AT_ONCE = 8192;

const [NO_TEXT, OTHER_TEXT] = [-1, -2];

/** Length from which the platform's encoder is faster than a loop, as in src/bindings/document.rs. */
const LONG_CHARS = 48;

/** Writes an own property that is a text of ASCII, as far as there is room for it: how many characters, or what it is. */
export function ownAscii(value, name, into) {
  const text = own(value, name);
  if (typeof text !== 'string') return NO_TEXT;
  const { length } = text;
  if (length > into.length) return OTHER_TEXT;
  if (length >= LONG_CHARS) {
    const { read, written } = encodeInto(text, into);
    return read === length && written === length ? length : OTHER_TEXT;
  }
  for (let i = 0; i < length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) return OTHER_TEXT;
    into[i] = unit;
  }
  return length;
}

/** The string of code units, which may be halves of pairs. */
export function textOfUnits(units) {
  let text = '';
  for (let at = 0; at < units.length; at += UNITS_AT_ONCE) {
    text += String.fromCharCode.apply(undefined, units.subarray(at, at + UNITS_AT_ONCE));
  }
  return text;
}

/** A number, whatever a test or a page has made of the clock. */
export function now() {
  try {
    return Number(Date.now());
  } catch {
    return Number.NaN;
  }
}

/** The time that a date names in words. */
export function parseDate(text) {
  try {
    return Number(Date.parse(text));
  } catch {
    return Number.NaN;
  }
}
