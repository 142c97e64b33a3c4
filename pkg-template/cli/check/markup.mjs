// Pages and components: their scripts in their places, everything else blank, so that lines stay what they are.
import { moduleOf } from './names.mjs';
import { blank } from './tokens.mjs';

/** What programs are written in, by the type or language of a script. */
const PROGRAM = /^$|^module$|babel|[jt]sx?$|script$/i;

/** A comment, an element whose contents are text, or a script with its attributes and contents. */
const NEXT =
  /<!--[\s\S]*?(?:-->|$)|<(style|textarea|title)\b[\s\S]*?(?:<\/\1|$)|<script\b((?:"[^"]*"|'[^']*'|[^>"']){0,2000})>([\s\S]*?)(?=<\/script|$)/gi;

/** `{code, sources, jsx}`: the scripts as one text, and where the original's is loaded. */
export function scriptsIn(text) {
  const made = { code: '', sources: [], jsx: false };
  let at = 0;
  for (const { index, 0: whole, 2: attributes, 3: contents } of text.matchAll(NEXT)) {
    if (contents === undefined) continue;
    const given = (name) => new RegExp(`\\b${name}\\s*=\\s*["']?([^"'\\s>]*)`, 'i').exec(attributes)?.[1] ?? '';
    if (moduleOf(given('src')) === 'script') made.sources.push(index);
    const kind = given('type') || given('lang');
    if (!PROGRAM.test(kind)) continue;
    made.jsx ||= /sx$|babel$/i.test(given('lang') || kind);
    const start = index + whole.length - contents.length;
    // Where a script begins, the one before it has ended.
    made.code += `${blank(text.slice(at, start - 1))};${contents}`;
    at = start + contents.length;
  }
  return made;
}
