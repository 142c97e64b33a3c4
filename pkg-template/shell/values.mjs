// Looking into values, for the engine.

const KINDS = { undefined: 0, boolean: 2, number: 3, string: 4, object: 6 };
const isObject = (value) => value !== null && typeof value === 'object';
const owns = Object.prototype.hasOwnProperty;

/** The kind of a value as the engine numbers them (src/border/document.rs). */
export function kind(value) {
  if (value === null) return 1;
  try {
    if (Array.isArray(value)) return 5;
  } catch {
    return 7; // a revoked proxy
  }
  return KINDS[typeof value] ?? 7;
}

export const display = (value) => String(value);

export const own = (value, name) => (isObject(value) && owns.call(value, name) ? value[name] : undefined);

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
  list.sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
}

const encoder = new TextEncoder();

/** Writes a string of ASCII into memory; false for any other. */
export function writeAscii(text, into) {
  return encoder.encodeInto(text, into).read === text.length;
}
