// The mask: bytes go through as they are, but every byte that belongs to an occurrence of a form is taken out, and `***` stands in its
// place; occurrences that overlap have one together. Nothing is held back but what may be the beginning of a form.
import { automatonOf, SHALLOW } from './automaton.mjs';

const STARS = Buffer.from('***');

/** The state of one stream. */
export class Mask {
  #automaton;
  #node = 0;
  /** What may be the beginning of a form. Places count from its first byte. */
  #held = Buffer.alloc(0);
  /** Occurrences that are not out yet, in order and apart. */
  #starts = [];
  #ends = [];
  /** Where the last occurrence ends that is out. */
  #told = 0;

  /** @param {ReturnType<typeof automatonOf>} automaton Of the forms; several streams may share it. */
  constructor(automaton) {
    this.#automaton = automaton;
  }

  /** Takes the next bytes, and gives those that can go out. */
  push(chunk) {
    const { next, fail, found, isWhole, depth, skip } = this.#automaton;
    const text = this.#held.length ? Buffer.concat([this.#held, chunk]) : chunk;
    let node = this.#node;
    let unseen = 0;
    for (let i = this.#held.length; i < text.length; i++) {
      // Where few bytes speak for a form, those that follow are looked at first: mostly there is none.
      const begin = i - depth[node];
      if (depth[node] < SHALLOW && begin >= unseen) {
        const place = skip(text, begin);
        unseen = place + 1;
        if (place > begin) {
          node = 0;
          i = place;
        }
      }
      let after = next(node, text[i]);
      while (after === 0 && node !== 0) {
        node = fail[node];
        after = next(node, text[i]);
      }
      node = after;
      if (found[node] !== 0) this.#add(i + 1 - found[node], i + 1);
      // Nothing follows the whole of a form: only an end of it may be the beginning of another.
      while (isWhole[node] === 1) node = fail[node];
    }
    this.#node = node;
    return this.#out(text, text.length - depth[node]);
  }

  /** At the end of the stream: what was held back. */
  end() {
    this.#node = 0;
    return this.#out(this.#held, this.#held.length);
  }

  #add(start, end) {
    let from = start;
    while (this.#ends.length && this.#ends.at(-1) > start) {
      this.#ends.pop();
      from = Math.min(from, this.#starts.pop());
    }
    this.#starts.push(from);
    this.#ends.push(end);
  }

  /** Lets out what stands before `cut`, where the next occurrence may begin. */
  #out(text, cut) {
    const pieces = [];
    let at = Math.max(this.#told, 0);
    let i = 0;
    for (; i < this.#starts.length && this.#starts[i] < cut; i++) {
      if (this.#starts[i] >= at) pieces.push(text.subarray(at, this.#starts[i]), STARS);
      at = Math.max(at, this.#ends[i]);
    }
    if (at < cut) pieces.push(text.subarray(at, cut));
    this.#told = at - cut;
    this.#starts = this.#starts.slice(i).map((start) => start - cut);
    this.#ends = this.#ends.slice(i).map((end) => end - cut);
    this.#held = text.subarray(cut);
    return pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
  }
}
