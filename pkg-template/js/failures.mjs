// Reading what a failed fetch threw, for the engine: texts, and nothing of the thing itself, which may hold the whole
// request.

/** The length of the longest chain of causes that is told. */
const MAX_CAUSES = 4;

/** Longest text that counts as words of an error. */
const MAX_TEXT_CHARS = 65_536;

/** A member, or `undefined`: getters may throw, and so may proxies. */
const read = (value, name) => {
  try {
    return value[name];
  } catch {
    return undefined;
  }
};

const text = (value) => (typeof value === 'string' && value.length <= MAX_TEXT_CHARS ? value : '');

/** Name, code and message of what was thrown, then those of its causes, all in one list. */
export function tell(thrown) {
  const told = [];
  let error = thrown;
  for (let level = 0; level < MAX_CAUSES && error !== undefined && error !== null; level += 1) {
    if (!/^(object|function)$/.test(typeof error)) return [...told, '', '', text(String(error))];
    told.push(...['name', 'code', 'message'].map((name) => text(read(error, name))));
    // Node says of a host with several addresses only that all have failed.
    error = read(error, 'cause') ?? read(read(error, 'errors') ?? [], 0);
  }
  return told;
}

/** New errors from such a list, the outermost of them. */
export function redacted(told) {
  if (!told.length) return undefined;
  const [name, code, message, ...beneath] = told;
  const error = new Error(message, beneath.length ? { cause: redacted(beneath) } : undefined);
  Object.defineProperty(error, 'name', { value: name, writable: true, configurable: true });
  if (code) error.code = code;
  error.stack = message ? `${name}: ${message}` : name;
  return error;
}
