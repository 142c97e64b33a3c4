// A program as tokens: no tree is made of it. Comments, spaces and the texts of JSX are left out.
import jsTokens from 'js-tokens';

/** By how the tokenizer's names begin; others are left out. */
const TYPES = { Id: 'name', Pr: 'name', St: 'text', No: 'text', Te: 'part', Nu: 'other', Re: 'other', Pu: 'sign' };

const PAIRS = { '(': ')', '[': ']', '{': '}' };

/**
 * `{type, value, at, pair, ends}`, a list each: `at` is the place in the text, `pair` the index of the other bracket, or -1, `ends` where
 * what stands there ends. A text in quotes has what stands between them as its value.
 */
export function tokensOf(text, jsx) {
  const tokens = (jsx && read(text, true)) || read(text, false);
  return { ...tokens, ends: endsOf(tokens) };
}

/** For each token: the next one in the same brackets that ends an expression. From the end, so that none is walked to twice. */
function endsOf({ type, value, pair }) {
  const ends = new Uint32Array(value.length + 1).fill(value.length);
  for (let i = value.length - 1; i >= 0; i--) {
    const isEnd = type[i] !== 'text' && /^(?:[,;)\]}]|const|let|var|return|throw)$/.test(value[i]);
    ends[i] = isEnd ? i : ends[Math.max(pair[i], i) + 1];
  }
  return ends;
}

export const blank = (text) => text.replace(/[^\n\r]/g, ' ');

/** `undefined` where JSX was seen that is none (`<T,>(x: T) => x`): no program ends within an element. */
function read(text, jsx) {
  const tokens = { type: [], value: [], at: [], pair: [] };
  const open = [];
  let at = 0;
  let last;
  for (const { type: kind, value } of jsTokens(text, { jsx })) {
    last = kind;
    if (kind === 'JSXInvalid') return undefined;
    const type = kind === 'JSXPunctuator' && /[{}]/.test(value) ? 'sign' : TYPES[kind.slice(0, 2)];
    if (type) {
      const i = tokens.type.push(type) - 1;
      tokens.value.push(type === 'text' ? value.slice(1, -1) : value);
      tokens.at.push(at);
      tokens.pair.push(-1);
      if (type === 'sign' && PAIRS[value]) open.push(i);
      // Brackets that do not belong together are left alone.
      else if (type === 'sign' && open.length && PAIRS[tokens.value[open.at(-1)]] === value) {
        tokens.pair[i] = open.pop();
        tokens.pair[tokens.pair[i]] = i;
      }
    }
    at += value.length;
  }
  return last === 'JSXText' ? undefined : tokens;
}

/** The index behind an expression that begins at `i`. */
export const behind = ({ pair, ends, value }, i) => ends[Math.max(pair[i], i) + 1] ?? value.length;

/** Line and column of places in a text, counted from 1. */
export function linesOf(text) {
  const starts = [0]; // of the lines up to the last place that was asked for
  let end = text.indexOf('\n');
  return (at) => {
    for (; end >= 0 && end < at; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
    const line = firstFrom(starts, at + 1);
    return { line, column: at - starts[line - 1] + 1 };
  };
}

/** The index of the first number of a list in order that is not below another one. */
export function firstFrom(list, from) {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
