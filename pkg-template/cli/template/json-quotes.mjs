// Quotes in JSON, and in JavaScript, whose template literals go over lines and run what stands in them.
import { openSince, PLACE, Told } from './line-quotes.mjs';

const hasOddTicks = (text) => (text.split('`').length & 1) === 0;

/** For each PLACE of a text what `Told` tells. */
export function quotesInJson(text) {
  const told = new Told();
  const open = []; // template literals, and the braces in them: {kind, line, isDoubtful}
  let quote = '';
  let from = 0; // where it began
  let quiet = 0; // up to here, a comment has no template literals
  let commentEnd = -1;
  let lineHasSlash = false;
  let isScript = false; // there may be comments and regular expressions, and what looks like a quote may be none
  /** The line ends at `i`. `isOn`: the quote does not. */
  const endLine = (i, isOn) => {
    if (open.some(({ isDoubtful }) => isDoubtful)) told.lose('a ` behind a /');
    if (quote && !isOn && isScript && hasOddTicks(text.slice(from, i))) told.lose('a ` in quotes');
    const goesOn = open.length ? openSince('`', open[0].line) : isOn && openSince(quote, told.line);
    told.endLine(goesOn, goesOn || quote);
    if (!isOn) quote = '';
    lineHasSlash = false;
  };
  const comment = (i) => {
    if (text[i + 1] === '/') quiet = (text.indexOf('\n', i) + 1 || text.length + 1) - 1;
    else {
      if (commentEnd < i) commentEnd = text.indexOf('*/', i + 2);
      if (commentEnd < 0) commentEnd = text.length;
      if (commentEnd < text.length) quiet = commentEnd;
    }
    if (quiet > i && hasOddTicks(text.slice(i, quiet))) told.lose('a ` in a comment');
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    const inTicks = open.at(-1)?.kind === '`';
    if (c === PLACE) told.place(open.length ? { reason: 'it stands in a template literal' } : { quote });
    else if (c === '\\' && (quote || inTicks)) {
      i = told.passEscaped(text, i);
      if (text[i] === '\n') endLine(i, true);
    } else if (c === '\n') endLine(i, false);
    else if (quote) {
      if (c !== quote) continue;
      if (isScript && hasOddTicks(text.slice(from, i))) told.lose('a ` in quotes');
      quote = '';
    } else if (inTicks) {
      if (c === '`') open.pop();
      else if (c === '$' && text[i + 1] === '{') open.push({ kind: text[++i], line: told.line });
    } else if (c === '"' || c === "'") {
      quote = c;
      from = i;
    } else if (c === '`') {
      if (i >= quiet) open.push({ kind: c, line: told.line, isDoubtful: lineHasSlash });
    } else if (c === '/') {
      isScript = true;
      lineHasSlash = true;
      if (i >= quiet && '/*'.includes(text[i + 1])) comment(i);
    } else if (open.length && c === '{') open.push({ kind: c, line: told.line });
    else if (open.length && c === '}') open.pop();
  }
  endLine(text.length, false);
  return told.places;
}
