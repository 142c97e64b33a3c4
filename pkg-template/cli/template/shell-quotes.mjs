// Quotes in a shell. What POSIX shells, bash and zsh do not all read alike, is not read on.
import { COMMENT, openSince, PLACE, Told } from './line-quotes.mjs';

/** An expansion of arithmetic that is whole: `<<` is no here-document in it. */
const ARITHMETIC = /\$\(\((?:[^()'"`\\;\n\ufffc]|\([^()'"`\\;\n\ufffc]*\))*\)\)/y;

/** `${NAME:-WORD}` and its like, whose word has quotes of its own. */
const WITH_WORD = /\$\{\w+:?[-=+?]/y;

/** The word that ends a here-document. */
const END_WORD = /<<(-?)[ \t]*((?:[^ \t\n;&|<>()'"`\\\ufffc]|\\[^\n\ufffc]|'[^'\n\ufffc]*'|"[^"\n\\$`\ufffc]*")+)/y;

/** What is open is looked through at every line end. */
const DEEPEST = 100;

const at = (pattern, text, i) => {
  pattern.lastIndex = i;
  return pattern.exec(text);
};

const once = (make) => {
  let made;
  return () => {
    made ??= make();
    return made;
  };
};

/** For each PLACE of a text what `Told` tells. */
export function quotesInShell(text) {
  const told = new Told();
  /**
   * What is open, each `{kind, line}`: quotes as they are written, `(` of commands, `((` of arithmetic, `{` of parameters, `<<`.
   * `isClear`: quotes in it are as if it were not there. `isText`: it lies in double quotes or a here-document.
   */
  const open = [];
  let waiting = []; // here-documents that begin in the next line
  const hasColon = once(() => /^\t*:$/m.test(text));
  let before = '\n';
  let isComment = false;
  let index = 0; // how deep in the [ ] of an array, which is arithmetic

  const push = (kind, more) => {
    if (open.length === DEEPEST) {
      told.lose('more open parentheses than can be followed');
      open.length = 0;
    }
    open.push({ kind, line: told.line, isClear: kind === '(', ...more });
  };
  const isCode = (frame) => frame === undefined || frame.isClear || frame.kind === '(' || frame.kind === '((';

  const place = () => {
    const deep = open.filter(({ isClear }) => !isClear);
    const [{ kind } = {}] = deep;
    if (index > 0 || deep.some(({ kind }) => kind === '((')) return { reason: 'it stands in arithmetic' };
    if (deep.length > 1 || (kind && deep[0] !== open.at(-1)) || kind === '{') {
      return { reason: 'it stands in an expansion in quotes' };
    }
    if (before === '$' && kind !== "'") return { reason: 'it stands behind a $' };
    if (kind === "$'") return { reason: "it stands behind $'" };
    if (kind === '`') return { reason: 'it stands in backticks' };
    return { quote: isComment ? COMMENT : (kind ?? '') };
  };

  const endLine = () => {
    const outer = open.find(({ isClear }) => !isClear);
    told.endLine(
      outer &&
        (outer.kind === '<<'
          ? `it stands in the here-document of line ${outer.line}: give it to a variable first`
          : openSince(outer.kind, outer.line)),
    );
    isComment = false;
  };

  /** The line end at `i`: here-documents begin and end with it. Gives the offset of the last line end that is read. */
  const newLine = (i) => {
    if (waiting.length) {
      if (waiting.some(({ depth }) => depth !== open.length)) told.lose('a here-document that ends elsewhere');
      push('<<', { rest: waiting, ...waiting[0] });
      waiting = [];
    }
    endLine();
    index = 0;
    let last = i;
    for (;;) {
      const here = open.findLast(({ kind }) => kind === '<<');
      const end = text.indexOf('\n', last + 1);
      const line = here && text.slice(last + 1, end < 0 ? undefined : end);
      if (!here || here.word !== (here.isStripped ? line.replace(/^\t+/, '') : line)) return last;
      if (here !== open.at(-1)) told.lose('an expansion that a here-document cuts');
      open.length = open.indexOf(here);
      const [, ...rest] = here.rest;
      if (rest.length) push('<<', { rest, ...rest[0] });
      if (end < 0) return text.length;
      last = end;
      endLine();
    }
  };

  const hereDocument = (i) => {
    const found = at(END_WORD, text, i);
    const [all, dash, written] = found ?? [];
    if (!found || /[`\\'"(\ufffc]/.test(text[i + all.length] ?? '') || /\$['"({]/.test(written)) {
      told.lose('a << whose word cannot be read');
      return i + 1;
    }
    const word = written.replace(/\\(.)|'([^']*)'|"([^"]*)"/g, '$1$2$3');
    // The `<<:` of YAML, in whose blocks scripts stand.
    if (word === ':' && !hasColon()) return i + 1;
    waiting.push({ word, isStripped: dash !== '', isRaw: /[\\'"]/.test(written), depth: open.length });
    return i + all.length - 1;
  };

  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    const next = text[i + 1];
    const top = open.at(-1);
    const kind = top?.kind;
    const isText = kind === '"' || kind === '<<' || top?.isText;
    if (c === '\\' && next === '\n' && !isComment && kind !== "'" && !top?.isRaw) {
      endLine();
      i++;
      continue; // nothing is between what stands before and behind it
    }
    if (c === PLACE) told.place(place());
    else if (c === '\n') i = newLine(i);
    else if (isComment || top?.isRaw) continue;
    else if (kind === "'") {
      if (c === kind) open.pop();
    } else if (c === '\\') {
      if (kind === "$'" && next === "'") told.lose("a ' behind a backslash in $'");
      i = told.passEscaped(text, i);
    } else if (kind === '`' || kind === "$'") {
      if (c === kind.at(-1)) open.pop();
    } else if (c === '`') push(c);
    else if (c === '$' && next === '(') {
      const whole = at(ARITHMETIC, text, i);
      if (whole) i += whole[0].length - 1;
      else {
        push('(', { isSubstituted: true });
        i++;
        before = '(';
        if (text[i + 1] === '(') {
          push('((');
          i++;
        }
        continue;
      }
    } else if (c === '$' && next === '{') {
      push('{', { isClear: !isText && isCode(top) && at(WITH_WORD, text, i) !== null, isText });
      i++;
    } else if (c === '"' && kind !== '<<') {
      if (kind === c) open.pop();
      else push(c);
    } else if (kind === '{') {
      if (c === '}') open.pop();
      else if (c === "'" && isText) told.lose("a ' in an expansion in quotes");
      else if (c === "'") push(before === '$' ? "$'" : c);
    } else if (isText) {
      // everything else is itself
    } else if (c === "'") push(before === '$' ? "$'" : c);
    else if (c === '#' && '()'.includes(before)) told.lose('a # behind a parenthesis');
    else if (c === '#' && ' \t\n;&|<>'.includes(before)) isComment = true;
    else if (c === '(') push(next === '(' ? '((' : c);
    else if (c === ')') {
      if (waiting.length) told.lose('a here-document that begins in parentheses');
      open.pop();
    } else if (c === '<' && next === '<') {
      if (text[i + 2] === '<') i += 2;
      else if (open.some(({ kind }) => kind === '((')) told.lose('a << in arithmetic');
      else i = hereDocument(i);
    } else if (c === '[') {
      if (index > 0 || /[\w$]/.test(before) || (open.length > 0 && !' \t\n['.includes(next))) index++;
    } else if (c === ']' && index > 0) index--;
    else if (c === 'c' && /^[ \t\n;&|(]$/.test(before) && open.some(({ isClear }) => !isClear)) {
      if (/^case[ \t\n]/.test(text.slice(i, i + 5))) told.lose('a case in an expansion in quotes');
    }
    before = text[i];
  }
  endLine();
  return told.places;
}
