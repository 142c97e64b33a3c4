// Pages and components: their scripts in their places, everything else blank, so that lines stay what they are.
import { moduleOf } from './names.mjs';
import { blank } from './tokens.mjs';

/** What programs are written in, by the type or language of a script. */
const PROGRAM = /^$|^module$|babel|[jt]sx?$|script$/i;

/** A comment, or the first tag of an element whose contents are text. `<title-bar>` is another element. */
const NEXT =
  /<!--(?:-?>|[\s\S]*?(?:--!?>|$))|<(script|style|textarea|title)(?=[\s/>])((?:"[^"]*"|'[^']*'|[^<>"']){0,2000})>/gi;

/** `{code, sources, jsx}`: the scripts as one text, and where the original's is loaded. */
export function scriptsIn(text) {
  const made = { code: '', sources: [], jsx: false };
  const next = new RegExp(NEXT);
  const ends = {};
  let at = 0;
  /** Where the contents of an element end that begin there, or -1: then no later one has an end either, and nobody looks again. */
  function endOf(name, start) {
    if (ends[name] === -1) return -1;
    const end = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
    end.lastIndex = start;
    ends[name] = end.exec(text)?.index ?? -1;
    return ends[name];
  }
  for (let match = next.exec(text); match; match = next.exec(text)) {
    const [, tag, attributes] = match;
    const start = next.lastIndex;
    if (!tag) continue;
    const name = tag.toLowerCase();
    // Components end an element so. Pages do not, but what they hide behind it is no loss to see.
    const isEmpty = attributes.endsWith('/');
    const end = isEmpty ? start : endOf(name, start);
    if (end >= 0) next.lastIndex = end;
    if (name !== 'script') continue;
    const given = (attribute) => {
      const found = new RegExp(`(?:^|\\s)${attribute}\\s*=\\s*(?:"([^"]*)|'([^']*)|([^\\s"']*))`, 'i').exec(attributes);
      return found?.[1] ?? found?.[2] ?? found?.[3] ?? '';
    };
    if (moduleOf(given('src')) === 'script') made.sources.push(match.index);
    const kind = (given('type') || given('lang')).split(';')[0].trim();
    if (isEmpty || !PROGRAM.test(kind)) continue;
    made.jsx ||= /sx$|babel$/i.test(given('lang') || kind);
    next.lastIndex = end < 0 ? text.length : end;
    // Where a script begins, the one before it has ended.
    made.code += `${blank(text.slice(at, start - 1))};${text.slice(start, next.lastIndex)}`;
    at = next.lastIndex;
  }
  return made;
}
