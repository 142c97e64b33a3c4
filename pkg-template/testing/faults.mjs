// Faults: what happens to requests that fit, instead of the answer or before it.
import { usage } from './errors.mjs';

const NAMED = ['html', 'reset', 'cutOff', 'empty', 'hang', 'expired'];

/** Members that a fault has. */
const KNOWN = ['method', 'path', 'nth', 'times', 'with', 'retryAfter'];

export class Faults {
  #list = [];

  /** Adds a fault and gives a function that takes it away. */
  add(given) {
    const fault = { ...checked(given), seen: 0 };
    this.#list.push(fault);
    return () => {
      this.#list = this.#list.filter((one) => one !== fault);
    };
  }

  clear() {
    this.#list = [];
  }

  /** The faults of a request, in the order in which they were added. Each counts the requests that fit it. */
  of({ method, path }) {
    const hits = this.#list.filter((fault) => fault.method.test(method) && fault.path.test(path));
    for (const fault of hits) fault.seen += 1;
    return hits.filter(({ seen, nth, times }) => seen >= nth && seen < nth + times).map(({ effect }) => effect);
  }
}

function checked(given) {
  if (typeof given !== 'object' || given === null)
    throw usage('fail({method, path, nth, times, with}): an object is needed');
  const unknown = Object.keys(given).find((name) => !KNOWN.includes(name));
  if (unknown) throw usage(`fail(): '${unknown}' is none of ${KNOWN.join(', ')}`);
  const { method = '*', path = '*', nth = 1, times = given.nth === undefined ? Number.POSITIVE_INFINITY : 1 } = given;
  if (!Number.isInteger(nth) || nth < 1) throw usage('fail(): nth must be a whole number, 1 or more');
  if (times !== Number.POSITIVE_INFINITY && (!Number.isInteger(times) || times < 1)) {
    throw usage('fail(): times must be a whole number, 1 or more');
  }
  return { method: pattern(method, 'i'), path: pattern(path), nth, times, effect: effectOf(given) };
}

/** `*` stands for any text, '/' included. */
function pattern(text, flags = '') {
  if (typeof text !== 'string') throw usage('fail(): method and path must be texts, * stands for anything');
  const parts = text.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, flags);
}

/** What happens: {kind}, {kind: 'status', status, code, message, retryAfter} or {kind: 'delay', ms}. */
function effectOf({ with: what, retryAfter }) {
  if (NAMED.includes(what)) return { kind: what };
  const given = typeof what === 'number' ? { status: what, retryAfter } : what;
  if (given?.delay !== undefined) {
    if (!(given.delay >= 0)) throw usage('fail(): with.delay must be a number of milliseconds');
    return { kind: 'delay', ms: given.delay };
  }
  if (Number.isInteger(given?.status) && given.status >= 200 && given.status <= 599) {
    const { status, code, message } = given;
    return { kind: 'status', status, code, message, retryAfter: given.retryAfter ?? retryAfter };
  }
  throw usage(
    `fail(): with must be a status, {status, code, message, retryAfter}, {delay} or one of ${NAMED.join(', ')}`,
  );
}
