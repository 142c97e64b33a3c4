// Looking into values, for the engine.

const KINDS = { undefined: 0, boolean: 2, number: 3, string: 4, object: 6 };
const isObject = (value) => value !== null && typeof value === 'object';
const owns = Object.prototype.hasOwnProperty;

/** The kind of a value as the engine numbers them (src/border/document.rs). */
export function kind(value) {
  if (value === null) return 1;
  if (isList(value)) return 5;
  return KINDS[typeof value] ?? 7;
}

/** A revoked proxy, which cannot even be asked, is none. */
function isList(value) {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/** As a text; throws for symbols, which `String()` would describe. */
export const display = (value) => `${value}`;

export const own = (value, name) => (isObject(value) && owns.call(value, name) ? value[name] : undefined);

/** Of an object that a caller made: its class may have getters. */
export const get = (value, name) => (isObject(value) ? value[name] : undefined);

export const isBoxedString = (value) => {
  try {
    return isObject(value) && Object.prototype.toString.call(value) === '[object String]';
  } catch {
    return false; // a revoked proxy
  }
};

export const hasOwn = (value, name) => isObject(value) && owns.call(value, name);

export function set(value, name, member) {
  if (name !== '__proto__') value[name] = member;
  else Object.defineProperty(value, name, { value: member, enumerable: true, writable: true, configurable: true });
}

export function remove(value, name) {
  delete value[name];
}

export const copy = (value) => ({ ...value });

const nameOf = (item) => {
  const name = item?.name ?? '';
  return typeof name === 'string' ? name : String(name);
};

/** In place, stable, as the default locale orders texts (spec §6.1). */
export function sortByName(list) {
  if (list.every((item) => typeof item?.name === 'string')) list.sort((a, b) => a.name.localeCompare(b.name));
  else list.sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
}

const encoder = new TextEncoder();

/** Writes a string of ASCII into memory; false for any other. */
export function writeAscii(text, into) {
  return encoder.encodeInto(text, into).read === text.length;
}
