// What was asked for, for assertions. Secrets are '***' unless they are asked for too.

const HIDDEN = '***';

export class Requests {
  list = [];
  #reveal;

  constructor(reveal) {
    this.#reveal = reveal;
  }

  /** `generation`: knows which parts are secret. */
  add({ method, path, query, json }, at, { redactPath, secretMembers }) {
    const body = json === undefined ? undefined : redacted(json, this.#reveal ? new Set() : secretMembers, false);
    const shown = this.#reveal ? path : redactPath(path);
    this.list.push(Object.freeze({ method, path: query ? `${shown}?${query}` : shown, body, at }));
  }
}

/** A copy, in which all that stands under a secret member is hidden. */
function redacted(value, members, isHidden) {
  if (Array.isArray(value)) return value.map((one) => redacted(one, members, isHidden));
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    return Object.fromEntries(
      entries.map(([name, one]) => [name, redacted(one, members, isHidden || members.has(name))]),
    );
  }
  return isHidden && typeof value === 'string' && value !== '' ? HIDDEN : value;
}
