// JSON, as the engine writes it.
import { isOfRoot } from './members.mjs';

/** `JSON.stringify`, or `undefined` where it throws or gives nothing. */
export function writeJson(value) {
  try {
    // Old libraries put a `toJSON` on all lists or objects, which makes texts of lists. One look: a list has both.
    return JSON.stringify(value, 'toJSON' in Array.prototype ? asItWas : undefined);
  } catch {
    return undefined;
  }
}

/** A member as it was before such a `toJSON` changed it. That of a class (a date's, for example) counts. */
function asItWas(name, value) {
  const given = this[name];
  const isForeign = given !== null && typeof given === 'object' && (isOfRoot(given, 'toJSON') || isOfLists(given));
  return isForeign ? given : value;
}

function isOfLists(given) {
  if (!Array.isArray(given) || Object.hasOwn?.(given, 'toJSON')) return false;
  const { toJSON } = given;
  return toJSON !== undefined && toJSON === Array.prototype.toJSON;
}
