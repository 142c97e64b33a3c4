// Members of objects that a caller made: inherited ones count, as its classes may have getters, but not what somebody has
// added to Object.prototype. That is in every object, and meant by nobody.

const ROOT = Object.prototype;
const owns = (object, name) => ROOT.hasOwnProperty.call(object, name);

/** Object.prototype, or that of another realm. */
const isRoot = (object) =>
  object === ROOT || (Object.getPrototypeOf(object) === null && owns(object, 'hasOwnProperty'));

/** Whether a member comes from Object.prototype. Throws where the object is a proxy that does. */
export function isOfRoot(object, name) {
  let owner = object;
  while (owner !== null && !owns(owner, name)) owner = Object.getPrototypeOf(owner);
  return owner !== null && owner !== object && isRoot(owner);
}

/** A member, or `undefined`. Throws where it cannot be read. */
export const member = (object, name) => (name in ROOT && isOfRoot(object, name) ? undefined : object[name]);

/** Names and values of all enumerable members, inherited ones too. */
export function membersOf(object) {
  const names = [];
  for (const name in object) if (!isOfRoot(object, name)) names.push(name);
  return names.map((name) => [name, object[name]]);
}

/** Sets an own member, even where Object.prototype has a setter of that name, or one that cannot be written. */
export function put(object, name, value) {
  if (name in ROOT) define(object, name, value, true);
  else object[name] = value;
}

export const define = (object, name, value, enumerable) =>
  Object.defineProperty(object, name, { __proto__: null, value, enumerable, writable: true, configurable: true });
