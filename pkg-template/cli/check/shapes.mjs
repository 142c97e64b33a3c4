// What stands in an expression, where it is written out: texts, objects, lists, arguments.
import { holderOf } from './scopes.mjs';
import { step } from './steps.mjs';
import { behind, firstFrom } from './tokens.mjs';

/** The arguments of a call, or the elements of a list: `[from, behind]` each. */
export function argumentsOf(tokens, open) {
  const found = [];
  const close = tokens.pair[open];
  for (let i = open + 1; i < close; ) {
    const end = Math.min(Math.max(behind(tokens, i), i + 1), close);
    found.push([i, end]);
    step();
    i = end + 1;
  }
  return found;
}

/** The members of an object: `{key, from, to, at}`. What is computed, spread or a method has no key. */
export function membersOf(tokens, open) {
  const { type, value } = tokens;
  return argumentsOf(tokens, open).map(([at, to]) => {
    const isKey = type[at] === 'name' || type[at] === 'text';
    if (isKey && value[at + 1] === ':') return { key: value[at], from: at + 2, to, at };
    if (isKey && to === at + 1) return { key: value[at], from: at, to, at };
    return { from: value[at] === '...' ? at + 1 : at, to, at };
  });
}

/** Where a value is written out: the expression itself, or what its name was bound to once. */
export function writtenAt({ tokens: { type, value } }, scope, i) {
  const bound = type[i] === 'name' ? holderOf(scope, value[i])?.names.get(value[i]) : undefined;
  return bound?.at >= 0 ? bound.at : i;
}

/** The bracket of an object or a list that is written out, or -1. */
export function opened(program, scope, i, sign) {
  const at = writtenAt(program, scope, i);
  return program.tokens.value[at] === sign && program.tokens.pair[at] > at ? at : -1;
}

/** The texts that an expression may be: `a || 'text'`. Of a template its beginning, with `isPart`. */
export function textsOf(program, scope, [from, to]) {
  const { type, value, pair } = program.tokens;
  const at = writtenAt(program, scope, from);
  const end = at === from ? to : behind(program.tokens, at);
  const found = [];
  for (let i = at; i < end; i = Math.max(pair[i], i) + 1) {
    step();
    if (i !== at && !/^(?:\|\||\?\?|:|\?)$/.test(value[i - 1])) continue;
    if (type[i] === 'text') found.push({ at: i, text: value[i], isPart: value[i + 1] === '+' });
    if (type[i] === 'part') found.push({ at: i, text: value[i].slice(1, -2), isPart: true });
  }
  return found;
}

/** Tokens by a name that each may have: gives those of one name between two places, in order, without a look at others. */
export function placesBy(tokens, nameOf) {
  const all = new Map();
  for (let i = 0; i < tokens.value.length; i++) {
    const name = nameOf(i);
    if (name !== undefined && !all.get(name)?.push(i)) all.set(name, [i]);
  }
  return function* between(name, from, to) {
    const list = all.get(name) ?? [];
    for (let i = firstFrom(list, from); list[i] < to; i++) {
      step();
      yield list[i];
    }
  };
}

/** The same of names that stand for themselves. */
export const namesBy = (tokens) =>
  placesBy(tokens, (i) =>
    tokens.type[i] === 'name' && !/^\??\.$/.test(tokens.value[i - 1]) ? tokens.value[i] : undefined,
  );
