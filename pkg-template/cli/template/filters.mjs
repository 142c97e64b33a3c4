// Filters: the content for a place of some language, with its quotes where the place has none yet.
import { shellInner, shellQuoted, usage } from '../shared/index.mjs';
import { COMMENT } from './line-quotes.mjs';
import { isPrintable, jsonInner } from './quoted.mjs';

/** By name, `(text, quote) => content`; `quote`: in which the place stands. */
const FILTERS = {
  json(text, quote) {
    const inner = jsonInner(text).replace(/(?<=[*<])\//g, '\\/'); // the end of a comment, of a script in a page
    if (quote === "'") return inner.replaceAll("'", '\\u0027'); // JavaScript, JSON5
    return quote === '"' ? inner : `"${inner}"`;
  },
  yaml(text, quote) {
    if (quote === "'") {
      if (!isPrintable(text))
        throw usage('single quotes of YAML cannot hold line ends and controls: use double quotes');
      return text.replaceAll("'", "''");
    }
    return quote === '"' ? jsonInner(text) : `"${jsonInner(text)}"`;
  },
  shell(text, quote) {
    if (text.includes('\0')) throw usage('a shell cannot hold a NUL character');
    if (quote === COMMENT && /[\r\n]/.test(text)) throw usage('a comment of a shell cannot hold line ends');
    if (quote === '"') return text.replace(/["$`\\]/g, '\\$&');
    return quote === "'" ? shellInner(text) : shellQuoted(text);
  },
  url: (text) => encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`),
  base64: (text) => Buffer.from(text).toString('base64'),
};

export const FILTER_NAMES = Object.keys(FILTERS);

/** Filters that write another text between quotes. */
export const readsQuotes = (name) => name === 'json' || name === 'yaml' || name === 'shell';

/** A value as it stands in its place. Without a filter it is what it is. */
export const filtered = (value, { filter, quote }) => (filter === undefined ? value : FILTERS[filter](value, quote));
