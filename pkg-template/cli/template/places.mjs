// The places of a template: `{{ pw://… }}` and `{{ pw://… | FILTER }}`. A template is bytes, in any encoding that ASCII
// is a part of; `{{` of other languages is nothing of ours.
import { loadLibrary, referenceParts } from '../connection/index.mjs';
import { usage, utf8 } from '../shared/index.mjs';
import { FILTER_NAMES, readsQuotes } from './filters.mjs';
import { quotesInJson } from './json-quotes.mjs';
import { PLACE } from './line-quotes.mjs';
import { quotesInShell } from './shell-quotes.mjs';
import { quotesInYaml } from './yaml-quotes.mjs';

const OPENING = /\{\{[ \t]*(?=pw:\/\/)/g;
/** Of the order of bytes, in UTF-8. */
const MARK = '\xef\xbb\xbf';
const OUTSIDE = /(?<![A-Za-z0-9+.-])pw:\/\//g;

/**
 * Takes a template apart. Positions are `LINE:COLUMN`, counted from 1, in characters.
 *
 * @param {Buffer} bytes
 * @returns `places`, in their order: `{start, end, position, reference, filter, quote}`; `outside`: the positions of
 * references that are in no place; `failures`: `[position, error]`.
 */
export function readTemplate(bytes) {
  const text = bytes.toString('latin1'); // a character a byte
  const positionOf = positions(text);
  const places = [];
  const outside = [];
  const failures = [];
  let end = 0;
  let closing = 0;
  const passOver = (to) => {
    for (const { index } of text.slice(end, to).matchAll(OUTSIDE)) outside.push(positionOf(end + index));
  };
  for (;;) {
    OPENING.lastIndex = end;
    const opening = OPENING.exec(text);
    if (!opening) break;
    const start = opening.index;
    passOver(start);
    const position = positionOf(start);
    const from = start + opening[0].length;
    if (closing !== -1 && closing < from) closing = text.indexOf('}}', from);
    if (closing === -1 || text.slice(from, closing).includes('\n')) {
      failures.push([position, usage('there is no }} in this line'), start]);
      end = from + 'pw://'.length;
      continue;
    }
    end = closing + 2;
    const place = { start, end, position };
    try {
      places.push(Object.assign(place, contentOf(bytes.subarray(from, closing))));
    } catch (error) {
      failures.push([position, error, start]);
      places.push(place); // the quotes of the others in its line are read with it
    }
  }
  passOver(text.length);
  readQuotes(text, places, failures);
  failures.sort(([, , one], [, , other]) => one - other);
  return { places, outside, failures };
}

/** What stands between the braces. */
function contentOf(bytes) {
  const [reference, filter, ...more] = utf8(bytes, 'the reference')
    .replace(/[ \t]+$/, '')
    .split(/[ \t]+\|(?:[ \t]+|$)/);
  if (more.length) throw usage('one filter at most');
  if (filter !== undefined && !FILTER_NAMES.includes(filter)) {
    throw usage(`there is no filter '${filter}': ${FILTER_NAMES.join(', ')}`);
  }
  const parts = referenceParts(reference);
  if (parts.as === 'bytes' && filter !== undefined && filter !== 'base64') {
    throw usage(`as=bytes is no text for ${filter}: leave one of them out`);
  }
  if (filter !== 'base64' || !['text', 'bytes'].includes(parts.as)) return { reference, filter };
  // The library does it, so that a file may hold any bytes.
  return { reference: loadLibrary().formatReference({ ...parts, as: 'base64' }), filter: undefined };
}

const QUOTES = { json: quotesInJson, yaml: quotesInYaml, shell: quotesInShell };

/** Tells places with a filter that reads them in which quotes they stand. */
function readQuotes(text, places, failures) {
  let whole = '';
  let from = text.startsWith(MARK) ? MARK.length : 0;
  for (const { start, end } of places) {
    whole += text.slice(from, start) + PLACE;
    from = end;
  }
  whole += text.slice(from);
  for (const language of new Set(places.map(({ filter }) => filter).filter(readsQuotes))) {
    const told = QUOTES[language](whole);
    for (const [i, place] of places.entries()) {
      if (place.filter !== language) continue;
      const { quote, reason } = told[i];
      place.quote = quote;
      if (reason) failures.push([place.position, usage(`${language}: ${reason}`), place.start]);
    }
  }
}

/** Gives `LINE:COLUMN` of offsets that do not go back. In UTF-8 a character has one byte that is no continuation. */
function positions(text) {
  let line = 1;
  let column = 1;
  let at = text.startsWith(MARK) ? MARK.length : 0;
  return (offset) => {
    const passed = text.slice(at, offset);
    const lastEnd = passed.lastIndexOf('\n');
    if (lastEnd >= 0) {
      line += passed.split('\n').length - 1;
      column = 1;
    }
    column += passed.slice(lastEnd + 1).replace(/[\x80-\xbf]/g, '').length;
    at = offset;
    return `${line}:${column}`;
  };
}
