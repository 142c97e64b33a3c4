// `PassworkError`: every rejection and every throw of the client is one.

const show = (error, name, value, enumerable = true) =>
  Object.defineProperty(error, name, { value, enumerable, writable: true, configurable: true });

const OWN_FIELDS = ['httpRequest', 'httpStatus', 'httpMessage', 'code'];

export class PassworkError extends Error {
  /** `parts` comes from the engine: `{kind, message, cause, code, body, httpRequest, httpStatus, httpMessage}`. */
  constructor(parts) {
    super(parts.message, parts.cause === undefined ? undefined : { cause: parts.cause });
    show(this, 'kind', parts.kind, false);
    if (parts.reason !== undefined) {
      show(this, 'reason', parts.reason, false);
      show(this, 'candidates', parts.candidates, false);
    }
    // By position: an error is made where nothing may throw, and a page may have replaced the iterator of lists.
    for (let i = 0; i < OWN_FIELDS.length; i += 1) {
      const name = OWN_FIELDS[i];
      if (parts[name] !== undefined) show(this, name, parts[name]);
    }
    const body = parts.body ?? {};
    const names = Object.keys(body);
    for (let i = 0; i < names.length; i += 1) show(this, names[i], body[names[i]]);
  }

  /** Whether a value is a `PassworkError`; TypeScript narrows by it. Not by `this`, so that it can be taken off. */
  static is(error) {
    return error instanceof PassworkError;
  }
}

/** Errors that were made for one call, as opposed to such as a caller's own agent rejects with, which stay as they are. */
const fresh = new WeakSet();

export const isFresh = (error) => fresh.has(error);

/** An error for one call. */
export function makeError(parts) {
  const error = new PassworkError(parts);
  fresh.add(error);
  return error;
}

// On the prototype, so that it is no own field of an error.
Object.defineProperty(PassworkError.prototype, 'name', {
  value: 'PassworkError',
  enumerable: false,
  writable: true,
  configurable: true,
});
