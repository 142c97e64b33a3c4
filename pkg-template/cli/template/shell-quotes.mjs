// Quotes in a line of a shell.
import { COMMENT, ifClosed, isSpace, PLACE, passEscaped } from './line-quotes.mjs';

/** Expansions between double quotes that are whole and hold no place. */
const EXPANSION = /\$\{\w+\}|\$\([^()"'`\\\ufffc]*\)|`[^`"'\\\ufffc]*`/y;

/** As `quotesInJson`. */
export function quotesInShell(line) {
  const places = [];
  let quote = '';
  let reason; // from here on, nothing can be told
  for (let i = 0; i < line.length; i++) {
    const c = line[i];
    const before = line[i - 1];
    if (c === PLACE) places.push(at(quote, before, reason));
    else if (reason || quote === COMMENT) continue;
    else if (c === '\\' && quote !== "'") i = passEscaped(line, i, places);
    else if (c === quote) quote = '';
    else if (quote === '"' && (c === '`' || (c === '$' && (line[i + 1] === '(' || line[i + 1] === '{')))) {
      EXPANSION.lastIndex = i;
      const whole = EXPANSION.exec(line);
      if (whole) i += whole[0].length - 1;
      else reason = 'it stands behind an expansion in quotes';
    } else if (quote !== '') continue;
    else if (c === "'" && before === '$')
      reason = "it stands behind $'"; // which has escapes of its own
    else if (c === '"' || c === "'" || c === '`') quote = c;
    else if (c === '#' && (isSpace(before) || ';&|()'.includes(before))) quote = COMMENT;
  }
  return ifClosed(places, quote === '' || quote === COMMENT || reason !== undefined);
}

function at(quote, before, reason) {
  if (reason) return { reason };
  if (quote === '`') return { reason: 'it stands in backticks' };
  if (before === '$' && (quote === '' || quote === '"')) return { reason: 'it stands behind a $' };
  return { quote };
}

const HERE_DOCUMENT = /(?<!<)<<-?[ \t]*(?:\\|(["']))?([A-Za-z_]\w*)\1?(?!\w)[^\n]*\n/g;

/** Tells whether an offset of a text lies in a here-document, where quotes are nothing and `$(…)` is run. */
export function hereDocuments(text) {
  const ranges = [];
  let from = 0;
  for (const found of text.matchAll(HERE_DOCUMENT)) {
    if (found.index < from) continue;
    const start = found.index + found[0].length;
    const end = new RegExp(`^\\t*${found[2]}\\r?$`, 'm');
    const length = text.slice(start).search(end);
    if (length < 0) continue; // a shift of bits
    from = start + length;
    ranges.push([start, from]);
  }
  return (offset) => ranges.some(([start, end]) => offset >= start && offset < end);
}
