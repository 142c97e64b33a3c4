// Which names hold where: blocks and functions, by their brackets. A scope knows what its names stand for, as far as that was seen.
import { step } from './steps.mjs';
import { behind } from './tokens.mjs';

/** Words before brackets that are no parameters, and no arguments. */
export const isControl = (word) => /^(?:if|for|while|switch|with|catch)$/.test(word);
/** Of several values of a name, the first of these counts. What is not among them (`window`, `method`, `helper`) comes before. */
const RANK = ['client', 'class', 'result', 'maker', 'function', 'unknown', 'other'];

/** A value of a name, beside those that it had. `at`: where it is written out, if there is one such place. */
export function put(names, name, value) {
  const had = names.get(name);
  if (!had) names.set(name, value);
  else {
    const isBetter = RANK.indexOf(value.is) < RANK.indexOf(had.is) || (value.is === had.is && value.sure && !had.sure);
    const { from, at = value.at } = had;
    names.set(name, { ...(isBetter ? value : had), from, at: from === value.from ? at : -1 });
  }
}

/** Scopes of a program: `enter(i)` for each token in order gives the one that it stands in; `start()` begins again. */
export function scopesOf(tokens) {
  const { type, value, pair } = tokens;
  const made = new Map();
  const root = { names: new Map(), end: value.length };
  let scope = root;

  const open = (i, end, more) => {
    if (!made.has(i)) made.set(i, { names: new Map(), up: scope, from: i, end, ...more });
    scope = made.get(i);
  };

  /** The start of the body of a function whose parameters end before `i`: behind the type of what it gives. */
  function bodyOf(i) {
    let j = i;
    if (value[i] === ':') while (j < i + 40 && !/^(?:=>|[{;)=])$/.test(value[j])) j++;
    return j;
  }

  function enterFunction(i) {
    const isName = type[i] === 'name';
    if (
      isName
        ? value[i + 1] !== '=>'
        : pair[i] < i || ((value[i - 1] === 'await' || isControl(value[i - 1])) && value[i - 2] !== '.')
    )
      return;
    const last = isName ? i : pair[i];
    const body = bodyOf(last + 1);
    const isArrow = value[body] === '=>';
    if (!isArrow && !(value[body] === '{' && pair[body] > body)) return;
    const first = isArrow ? body + 1 : body;
    const isBlock = value[first] === '{' && pair[first] > first;
    open(i, isBlock ? pair[first] : behind(tokens, first), {
      isFunction: true,
      last,
    });
  }

  return {
    start() {
      scope = root;
    },
    enter(i) {
      while (scope.end <= i) scope = scope.up;
      if ((type[i] === 'name' || value[i] === '(') && value[i - 1] !== '.') enterFunction(i);
      if (type[i] === 'sign' && value[i] === '{' && pair[i] > i) {
        open(i, pair[i]);
      }
      return scope;
    },
    functionAt: (i) => (made.get(i)?.isFunction ? made.get(i) : undefined),
  };
}

/** The scope that a name is bound in. */
export function holderOf(scope, name) {
  for (let one = scope; one; one = one.up) {
    step();
    if (one.names.has(name)) return one;
  }
  return undefined;
}

/** The names that a pattern or parameters bind, between two places: `{name, at, key}`. `key`: the member that is taken out. */
export function namesIn(tokens, from, to) {
  const { type, value } = tokens;
  const found = [];
  let depth = 0;
  for (let i = from; i < to; i++) {
    const before = value[i - 1];
    step();
    if (/^(?:const|let|var)$/.test(value[i])) break; // no pattern goes on behind these
    if (/^[[{]$/.test(value[i])) depth++;
    else if (/^[\]}]$/.test(value[i])) depth--;
    else if (value[i] === '=' || (value[i] === ':' && !depth)) {
      // Neither what is given instead nor a type binds anything.
      i = behind(tokens, i + 1) - 1;
    } else if (type[i] === 'name' && !(depth && value[i + 1] === ':')) {
      const key = depth ? (before === ':' ? value[i - 2] : value[i]) : undefined;
      found.push({ name: value[i], at: i, key });
    }
  }
  return found;
}
