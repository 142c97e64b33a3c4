// Quotes in a line of YAML, where a quote is one only at the beginning of a value.
import { COMMENT, ifClosed, isSpace, PLACE, passEscaped } from './line-quotes.mjs';

/** What may follow a whole value: nothing, the end of an entry, of a key, a comment. */
const VALUE_ENDS = /^[ \t]*(?:$|[\r,\]}]|:[ \t\r]|:$|[ \t]#)/;

const PART_OF_A_TEXT = { reason: 'it is a part of a text without quotes: put the whole text in double quotes' };

/** As `quotesInJson`. */
export function quotesInYaml(line) {
  const places = [];
  let quote = '';
  let depth = 0; // of [ and {
  let isStart = true; // whether a value may begin here
  for (let i = 0; i < line.length; i++) {
    const c = line[i];
    const isLast = isSpace(line[i + 1]);
    if (c === PLACE) {
      const isWhole = quote !== '' || (isStart && VALUE_ENDS.test(line.slice(i + 1)));
      places.push(isWhole ? { quote } : PART_OF_A_TEXT);
      isStart = false;
    } else if (quote === '"' && c === '\\') i = passEscaped(line, i, places);
    else if (quote === "'" && c === quote && line[i + 1] === quote) i++;
    else if (quote !== '') quote = c === quote ? '' : quote;
    else if (isSpace(c)) continue;
    else if (c === '#' && isSpace(line[i - 1])) quote = COMMENT;
    else if (c === ':' && isLast) isStart = true;
    else if (depth > 0 && ',]}'.includes(c)) {
      isStart = c === ',';
      if (!isStart) depth--;
    } else if (!isStart) continue;
    else if (c === '[' || c === '{') depth++;
    else if (c === '!' || c === '&') while (!isSpace(line[i + 1]) && line[i + 1] !== PLACE) i++;
    else if (!((c === '-' || c === '?') && isLast)) {
      isStart = false;
      if (c === '"' || c === "'") quote = c;
    }
  }
  return ifClosed(places, quote === '' || quote === COMMENT);
}

const BLOCK = /(?:^|[ \t])[|>][-+1-9]{0,2}[ \t]*(?:[ \t]#.*)?\r?$/;

/** Whether a line lies in a block (`|`, `>`), where quotes are nothing. `start`: its offset. */
export function isInBlock(text, start) {
  const indentOf = (from) => /^[ ]*/.exec(text.slice(from, from + 1000))[0].length;
  let indent = indentOf(start);
  let end = start - 1; // of the line above
  while (indent > 0 && end >= 0) {
    const from = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(from, end);
    const outer = indentOf(from);
    if (outer < indent && line.trim() !== '') {
      if (BLOCK.test(line)) return true;
      indent = outer;
    }
    end = from - 1;
  }
  return false;
}
