// What is done with errors: in `catch`, and in the functions that `.catch()` is given.
import { namesBy } from './shapes.mjs';

/** What stands around an error, `@`, that is taken for a text. */
const AS_TEXT =
  /(?<!typeof )@ [!=]==? "|typeof @ [!=]==? "string|" [!=]==? @|(?:switch|includes|indexOf|test) \( @|@ \??\. (?:includes|indexOf|startsWith|match) /;
const AS_CLASS = /@ instanceof Error|@ \??\. constructor/;

/** How many of the calls stand before each token. */
function countsOf(calls, length) {
  const counts = new Uint32Array(length + 1);
  for (const { at } of calls) counts[at + 1] = 1;
  for (let i = 0; i < length; i++) counts[i + 1] += counts[i];
  return counts;
}

export function errorsIn(program, found) {
  const { type, value, pair } = program.tokens;
  const made = program.calls.filter(({ args }) => args);
  const sureOnes = made.filter(({ sure }) => sure);
  const [all, sures] = [made, sureOnes].map((calls) => countsOf(calls, value.length));
  /** Whether a call of the original's stands there, and is sure; `undefined` for none. */
  const within = (from, to) => (all[to] > all[from + 1] ? sures[to] > sures[from + 1] : undefined);
  const names = namesBy(program.tokens);
  const done = new Map(); // up to where a name was looked for
  let end = -1; // of the statement before
  for (let i = 0; i < value.length; i++) {
    if (value[i] === ';') end = i;
    if (value[i] === 'catch' && value[i + 1] === '(') {
      const [start] = program.argumentsOf(i + 1)[0] ?? [];
      const body = pair[i + 1] + 1;
      const fn = program.functionAt(value[start] === 'async' ? start + 1 : start);
      if (value[i - 1] === '}') handlerIn(value[start], body, pair[body], within(pair[i - 1], i));
      else if (fn) handlerIn(value[fn.from + (fn.last > fn.from)], fn.last, fn.end, within(end, i));
    }
  }

  function handlerIn(name, from, to, sure) {
    if (sure === undefined) return;
    const key = `${sure} ${name}`;
    const start = Math.max(from, done.get(key) ?? 0);
    done.set(key, Math.max(start, to));
    for (const i of names(name, start, to)) {
      const shown = (j) => (j === i ? '@' : type[j] === 'text' ? `"${value[j]} "` : value[j]);
      const near = [-3, -2, -1, 0, 1, 2, 3].map((step) => shown(i + step)).join(' ');
      if (AS_TEXT.test(near)) found('error-text', i, sure);
      if (AS_CLASS.test(near)) found('error-class', i, sure);
    }
  }
}
