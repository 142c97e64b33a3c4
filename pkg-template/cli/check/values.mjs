// What an expression is, as far as it matters here: the class of the original, a client, a result of one of its methods.
import { isMethod } from './methods.mjs';
import { moduleOf, soundsLikeClient } from './names.mjs';
import { holderOf, isControl } from './scopes.mjs';
import { step } from './steps.mjs';

const UNKNOWN = { is: 'unknown' };
const OTHER = { is: 'other' };
export const GLOBALS = /^(?:window|self|global|globalThis)$/;
/** Words with which no value begins that matters. */
const WORDS =
  /^(?:typeof|void|delete|null|true|false|return|throw|if|while|for|switch|case|else|do|try|catch|in|instanceof)$/;
const DEEPEST = 20;

/**
 * `valueAt(i, scope)` gives the value of the chain `a.b(c).d` that begins at a token, and `end`, the index behind it.
 *
 * @param {Map<string, object>} members What the program puts into members, by their names.
 * @param {(what: {name: string, at: number, sure?: boolean, isWeak?: boolean, of?: object}) => void} found Is told of each method of a client that is named.
 */
export function valuesOf(tokens, { members, functionAt, isPage, found }) {
  const { type, value, pair } = tokens;
  let depth = 0;
  /** Where values began and calls were seen in this pass. */
  const looked = new Set();
  /** The function that `.then()` is given, to what it is called with; and where a module is loaded by a name of the program's. */
  const [promised, required] = [new Map(), new Set()];

  function valueAt(i, scope) {
    step();
    if (depth > DEEPEST) return { ...UNKNOWN, end: i + 1 };
    looked.add(i);
    depth++;
    const first = primary(i, scope);
    const whole = first.isWhole ? first : links(first, scope);
    depth--;
    return whole;
  }

  const whole = (one) => ({ ...one, isWhole: true });

  function primary(i, scope) {
    const word = value[i];
    const fn = functionAt(word === 'async' ? i + 1 : i);
    if (fn) return whole({ is: 'function', end: fn.end + 1 });
    if (word === '(' && pair[i] > i) {
      // Compilers write (0, a.default)(…).
      const inner = value[i + 1] === '0' && value[i + 2] === ',' ? i + 3 : i + 1;
      const isHead = isControl(value[i - 1]) && value[i - 2] !== '.';
      return { ...UNKNOWN, ...valueAt(inner, scope), isWhole: isHead, end: pair[i] + 1 };
    }
    // TypeScript: <type>value
    if (word === '<') return whole(valueAt(value.slice(i, i + 9).indexOf('>') + i + 1, scope));
    if (type[i] !== 'name' || WORDS.test(word)) return whole({ ...OTHER, end: i + 1 });
    if (word === 'class') return whole(classAt(i, scope));
    if (word === 'await' || word === 'yield') return whole(valueAt(i + 1, scope));
    if (word === 'new') return constructed(i + 1, scope);
    if (word === 'function') return whole({ is: 'function', end: i + 1 });
    if ((word === 'require' || word === 'import') && type[i + 2] === 'text' && /^[,)]$/.test(value[i + 3])) {
      return { ...moduleValue(value[i + 2]), end: pair[i + 1] + 1 };
    }
    return { ...named(word, scope), isWhole: false, end: i + 1 };
  }

  /** A class that is written out: what it is made of decides, and one that is made of nothing is something else. `end`: its body. */
  function classAt(i, scope) {
    let base = -1;
    let end = i + 1;
    for (; end < i + 40 && value[end] !== '{'; end++) if (value[end] === 'extends') base = end + 1;
    const { is, sure } = base < 0 ? OTHER : valueAt(base, scope);
    return { ...(is === 'class' ? { is, sure } : is === 'other' ? OTHER : UNKNOWN), end };
  }

  function constructed(i, scope) {
    let made = primary(i, scope);
    for (let next = made; next; next = taken(made)) made = next;
    const { is, sure, name, end } = made;
    const args = value[end] === '(' && pair[end] > end ? end : -1;
    const isMaybe = is === 'client' || (is === 'unknown' && soundsLikeClient(name));
    const client = is === 'class' ? { is: 'client', sure } : isMaybe ? { is: 'client', sure: false } : undefined;
    // Of a class that nobody can place, so is what it makes.
    return { ...(client ?? (is === 'other' ? OTHER : UNKNOWN)), args, end: args < 0 ? end : pair[end] + 1 };
  }

  /** A member that is taken out of it: `.name` or `['name']`. */
  function taken(of) {
    const i = of.end;
    if (/^\??\.$/.test(value[i]) && type[i] === 'sign' && type[i + 1] === 'name')
      return { ...member(of, i + 1), end: i + 2 };
    if (value[i] === '[' && type[i + 1] === 'text' && pair[i] === i + 2) return { ...member(of, i + 1), end: i + 3 };
    return undefined;
  }

  function links(first, scope) {
    let now = first;
    for (let i = first.end; ; i = now.end) {
      const sign = type[i] === 'sign' ? value[i] : '';
      const next = taken(now);
      step();
      if (next) now = next;
      else if ((sign === '?.' || sign === '!') && /^[[(.]$/.test(value[i + 1])) now = { ...now, end: i + 1 };
      else if (sign === '[' && pair[i] > i) now = { ...UNKNOWN, end: pair[i] + 1 };
      else if (sign === '(' && pair[i] > i) now = { ...called(now, i, scope), end: pair[i] + 1 };
      else return now;
    }
  }

  function member(of, at) {
    const name = value[at];
    const isMaybe = of.is === 'maker' && of.isFree;
    if ((of.is === 'client' || isMaybe) && isMethod(name)) {
      found({ name, at, sure: of.sure && !isMaybe });
      return { is: 'method', name, sure: of.sure && !isMaybe };
    }
    if (name === 'then' && (of.is === 'class' || of.isModule)) return { is: 'then', of };
    if (of.is === 'class') return name === 'default' ? of : UNKNOWN;
    if (of.is === 'window' && name === 'passwork') return { is: 'maker', sure: true };
    if (of.is === 'result') return { is: 'helper' };
    if (of.is === 'function' || of.is === 'method') return UNKNOWN;
    const had = members.get(name);
    if (had?.is === 'client' || (had?.is === 'other' && soundsLikeClient(name))) return had;
    if (of.is === 'unknown' && isMethod(name)) found({ name, at, of, isWeak: true });
    if (of.is === 'unknown' && soundsLikeClient(name)) return { is: 'client', sure: false };
    return of.is === 'other' ? OTHER : { is: 'unknown', name };
  }

  function called({ is, name, sure, of }, i, scope) {
    looked.add(i);
    if (is === 'then') promised.set(i + 1, of);
    if (name === 'createRequire') return { is: 'require' };
    if (is === 'require' || name === 'require') {
      required.add(i);
      return type[i + 1] === 'text' ? moduleValue(value[i + 1]) : UNKNOWN;
    }
    if (is === 'maker') return { is: 'client', sure };
    if (is === 'method') return { is: 'result', of: name, sure };
    if (is === 'helper') return OTHER;
    // Compilers wrap modules: __importDefault(require('…')).
    return value[i + 1] === 'require' ? primary(i + 1, scope) : UNKNOWN;
  }

  function named(name, scope) {
    const holder = holderOf(scope, name);
    if (!holder) {
      if (GLOBALS.test(name)) return { is: 'window' };
      return name === 'passwork' ? { is: 'maker', sure: isPage, isFree: true } : { is: 'unknown', name };
    }
    const had = holder.names.get(name);
    if (had.is === 'unknown' && soundsLikeClient(name)) return { is: 'client', sure: false };
    return { ...had, name: had.is === 'unknown' ? name : had.name };
  }

  return { valueAt, constructed, classAt, promised, required, looked };
}

/** What a module gives, by its path. */
export function moduleValue(path) {
  const kind = moduleOf(path);
  if (kind === 'class') return { is: 'class', sure: true };
  // Of Node's `module`, a name matters.
  return kind === 'own' || /^(?:node:)?module$/.test(path) ? UNKNOWN : { is: 'other', isModule: true };
}
