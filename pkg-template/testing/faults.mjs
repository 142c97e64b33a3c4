// Faults: what happens to requests that fit, instead of the answer or before it.
import { usage } from './errors.mjs';
import { checkedOptions, isPlain, TEXT, wholeFrom } from './options.mjs';

const NAMED = ['html', 'reset', 'cutOff', 'empty', 'hang', 'expired'];

const COUNT = wholeFrom(1);
const AFTER = [(value) => ['number', 'string'].includes(typeof value) && /^[ -~]+$/.test(value), 'seconds, or a date'];
const FAULT = {
  method: TEXT,
  path: TEXT,
  nth: COUNT,
  times: [(value) => value === Number.POSITIVE_INFINITY || COUNT[0](value), COUNT[1]],
  with: [() => true], // effectOf looks at it
  retryAfter: AFTER,
};
const STATUS = { status: wholeFrom(200, 599), code: TEXT, message: TEXT, retryAfter: AFTER };
const DELAY = { delay: [(value) => typeof value === 'number' && value >= 0, 'a number of milliseconds'] };

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

function checked(options) {
  const given = checkedOptions('fail()', options, FAULT);
  const { method = '*', path = '*', nth = 1, times = given.nth === undefined ? Number.POSITIVE_INFINITY : 1 } = given;
  return { method: pattern(method, 'i'), path: pattern(path), nth, times, effect: effectOf(given) };
}

/** `*` stands for any text, '/' included. */
function pattern(text, flags = '') {
  const parts = text.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, flags);
}

/** What happens: {kind}, {kind: 'status', status, code, message, retryAfter} or {kind: 'delay', ms}. */
function effectOf({ with: what, retryAfter }) {
  if (NAMED.includes(what)) return { kind: what };
  const given = typeof what === 'number' ? { status: what } : what;
  if (isPlain(given) && given.delay !== undefined) {
    return { kind: 'delay', ms: checkedOptions('fail(): with', given, DELAY).delay };
  }
  if (isPlain(given) && given.status !== undefined) {
    return { kind: 'status', retryAfter, ...checkedOptions('fail(): with', given, STATUS) };
  }
  throw usage(
    `fail(): with must be a status, {status, code, message, retryAfter}, {delay} or one of ${NAMED.join(', ')}`,
  );
}
