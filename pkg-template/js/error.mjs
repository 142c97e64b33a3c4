// The error that every rejection and every throw of the client is.

const show = (error, name, value, enumerable = true) =>
  Object.defineProperty(error, name, { value, enumerable, writable: true, configurable: true });

export class PassworkError extends Error {
  /** `parts` comes from the engine: `{kind, message, cause, code, body, httpRequest, httpStatus, httpMessage}`. */
  constructor(parts) {
    super(parts.message, parts.cause === undefined ? undefined : { cause: parts.cause });
    show(this, 'kind', parts.kind, false);
    for (const name of ['httpRequest', 'httpStatus', 'httpMessage', 'code']) {
      if (parts[name] !== undefined) show(this, name, parts[name]);
    }
    for (const [name, value] of Object.entries(parts.body ?? {})) show(this, name, value);
  }

  /** Whether it is one; TypeScript narrows by it. Not by `this`, so that it can be taken off. */
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
