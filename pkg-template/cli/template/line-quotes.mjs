// In which quotes a place stands: a filter writes another text between quotes than outside of them. Little more than
// the line of the place is looked at; where that does not tell, the place is refused instead of guessed.

/** Stands for a place in a line, which is read byte by byte otherwise. */
export const PLACE = '\ufffc';

/** In place of a quote: a comment has none, and ends with its line. */
export const COMMENT = '#';

export const isSpace = (c) => c === undefined || c === ' ' || c === '\t' || c === '\r';

const BEHIND_A_BACKSLASH = { reason: 'it stands behind a backslash' };

/** What stands behind a backslash at `i` is passed over; a place there is told. Gives the offset of it. */
export function passEscaped(line, i, places) {
  if (line[i + 1] === PLACE) places.push(BEHIND_A_BACKSLASH);
  return i + 1;
}

/** The places of a line, if its quotes are closed. */
export const ifClosed = (places, isClosed) =>
  isClosed ? places : places.map(() => ({ reason: 'the quotes of its line are not closed' }));

/**
 * JSON, and JavaScript: for each PLACE of a line `{quote}`, the quote that it stands in, `''` for none; or `{reason}`,
 * why it cannot be filled.
 */
export function quotesInJson(line) {
  const places = [];
  let quote = '';
  for (let i = 0; i < line.length; i++) {
    const c = line[i];
    if (c === PLACE) places.push({ quote });
    else if (quote === '') quote = c === '"' || c === "'" ? c : '';
    else if (c === '\\') i = passEscaped(line, i, places);
    else if (c === quote) quote = '';
  }
  return ifClosed(places, quote === '');
}
