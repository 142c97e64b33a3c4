// Quotes in YAML, where a quote is one only at the beginning of a value, and what a line is depends on those above.
import { COMMENT, isSpace, openSince, PLACE, Told } from './line-quotes.mjs';

/** What may follow a whole value: nothing, the end of an entry, of a key, a comment. */
const VALUE_ENDS = /^[ \t]*(?:$|\r|:[ \t\r]|:$|[ \t]#)/;
const ENTRY_ENDS = /^[ \t]*[,\]}]/;

/** The head of a block, in which quotes are nothing. */
const BLOCK = /^[|>][-+1-9]{0,2}[ \t]*(?:[ \t]#.*)?\r?$/;

const NOTHING = /^[ \t]*(?:#.*)?\r?$/;

const PART_OF_A_TEXT = { reason: 'it is a part of a text without quotes: put the whole text in double quotes' };

/** For each PLACE of a text what `Told` tells. */
export function quotesInYaml(text) {
  const told = new Told();
  let quote = '';
  let quoteLine = 0;
  let depth = 0; // of [ and {
  let isStart = true; // whether a value may begin here
  let isText = false; // without quotes, which the next line may go on with
  let base = -1; // the column of the entry: what stands deeper belongs to its value
  let isBlock = false;
  let blockLine = 0;

  const read = (line, from) => {
    let key = -1; // the column where it begins, if it is one
    let isWhole = false; // a text in quotes or a list has just ended: a colon may follow at once
    for (let i = from; i < line.length; i++) {
      const c = line[i];
      const next = line[i + 1];
      const wasWhole = isWhole;
      isWhole = false;
      if (key < 0 && quote === '' && !isSpace(c)) key = i;
      if (c === PLACE) {
        const rest = line.slice(i + 1);
        const isAlone = quote !== '' || (isStart && (VALUE_ENDS.test(rest) || (depth > 0 && ENTRY_ENDS.test(rest))));
        told.place(isAlone ? { quote } : PART_OF_A_TEXT);
        if (quote === '') {
          isStart = false;
          isText = depth === 0;
        }
        isWhole = quote === '';
      } else if (quote === '"' && c === '\\') i = told.passEscaped(line, i);
      else if (quote === "'" && c === quote && next === quote) i++;
      else if (quote !== '') {
        if (c === quote) quote = '';
        isWhole = quote === '';
      } else if (isSpace(c)) continue;
      else if (c === '#' && isSpace(line[i - 1])) quote = COMMENT;
      else if (c === ':' && (isSpace(next) || (depth > 0 && (wasWhole || ',[]{}'.includes(next))))) {
        isStart = true;
        isText = false;
        if (depth === 0) base = key;
      } else if (depth > 0 && ',]}'.includes(c)) {
        isStart = c === ',';
        if (!isStart) depth--;
        isWhole = !isStart;
      } else if (!isStart) continue;
      else if (c === '[' || c === '{') depth++;
      else if (c === '!' || c === '&') {
        while (!isSpace(line[i + 1]) && line[i + 1] !== PLACE && !(depth > 0 && ',[]{}'.includes(line[i + 1]))) i++;
      } else if ((c === '-' || c === '?') && isSpace(next)) {
        if (depth === 0) base = i;
        key = -1;
      } else if (depth === 0 && BLOCK.test(line.slice(i))) {
        isBlock = true;
        blockLine = told.line;
        return;
      } else {
        isStart = false;
        if (c === '"' || c === "'") {
          quote = c;
          quoteLine = told.line;
        } else isText = depth === 0;
      }
    }
  };

  for (const line of text.replace(/\r(?!\n)/g, '\n').split('\n')) {
    let from = 0;
    if (quote === '' && depth === 0) {
      const indent = /^ */.exec(line)[0].length;
      if (/^(?:---|\.\.\.)(?:[ \t\r]|$)/.test(line)) {
        from = 3;
        base = -1;
        isStart = true;
        isText = false;
        isBlock = false;
      } else if (isBlock && (indent > base || NOTHING.test(line))) {
        const reason = `it stands in a block (| or >) of line ${blockLine}: write KEY: {{ … | yaml }}`;
        for (const c of line) if (c === PLACE) told.place({ reason });
        from = line.length;
      } else if (!NOTHING.test(line)) {
        isBlock = false;
        isText &&= indent > base;
        isStart = !isText;
      }
    }
    read(line, from);
    if (quote === COMMENT) quote = '';
    told.endLine(quote && openSince(quote, quoteLine));
  }
  return told.places;
}
