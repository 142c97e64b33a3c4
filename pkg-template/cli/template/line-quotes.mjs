// In which quotes a place stands: a filter writes another text between quotes than outside of them. Each language is read
// from the beginning of the text. A place counts where its line begins and ends outside of quotes; where that does not
// hold, or something above cannot be read, it is refused instead of guessed.

/** Stands for a place in a text, which is read byte by byte otherwise. */
export const PLACE = '\ufffc';

/** In place of a quote: a comment has none, and ends with its line. */
export const COMMENT = '#';

export const isSpace = (c) => c === undefined || c === ' ' || c === '\t' || c === '\r';

/**
 * What a lexer finds out of places: for each `{quote}`, the quote that it stands in, `''` for none; or `{reason}`, why it
 * cannot be filled.
 */
export class Told {
  places = [];
  line = 1;
  /** The first place of this line. */
  #first = 0;
  /** Why no place of this line can be filled, and none of this and all that follow. */
  #above;
  #lost;

  place(told) {
    const reason = this.#lost ?? this.#above;
    this.places.push(reason ? { reason } : told);
  }

  /** From here on, nothing can be told. */
  lose(what) {
    this.#lost ??= `line ${this.line} has ${what}: what follows cannot be told`;
  }

  /** A line ends. `open`: why no place of the next one can be filled. `isCut`: the quotes of this one are not closed. */
  endLine(open, isCut = open) {
    if (isCut) {
      for (let i = this.#first; i < this.places.length; i++) {
        if (!this.places[i].reason) this.places[i] = { reason: 'the quotes of its line are not closed' };
      }
    }
    this.#first = this.places.length;
    this.#above = open;
    this.line++;
  }

  /** What stands behind a backslash at `i` is passed over; a place there is told. Gives the offset of it. */
  passEscaped(text, i) {
    if (text[i + 1] === PLACE) this.place({ reason: 'it stands behind a backslash' });
    return i + 1;
  }
}

/** For `endLine`: a quote that began in a line. */
export const openSince = (quote, line) => `the ${quote} of line ${line} is open here: let it begin and end in one line`;
