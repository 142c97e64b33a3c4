// Reads an .lzma file (LZMA alone, as `xz --format=lzma` makes them) whose header tells the size. A fifth smaller than
// deflate for WebAssembly; the algorithm is the one of the LZMA specification by Igor Pavlov (public domain).

const HALF = 1024; // probabilities are of 2048; they start at one half

// Starts of the probabilities of each kind in the one table that holds them all.
const IS_MATCH = 0; // state · 16 + position
const IS_REP = 192; // state
const IS_REP_0 = 204;
const IS_REP_1 = 216;
const IS_REP_2 = 228;
const IS_REP_0_LONG = 240; // state · 16 + position
const SLOT = 432; // (length up to 3) · 64
const FOOTER = 688; // distances of slots 4 to 13
const ALIGN = 804;
const MATCH_LENGTH = 820;
const REP_LENGTH = 1334;
const LITERAL = 1848; // context · 768

/** The bytes that went into the file. Input that is damaged gives other bytes or a RangeError, never an endless loop. */
export function unpack(packed) {
  const view = new DataView(packed.buffer, packed.byteOffset);
  const contextBits = packed[0] % 9;
  const lowBits = Math.floor(packed[0] / 9) % 5; // position bits of a literal's context
  const lowMask = (1 << lowBits) - 1;
  const positionMask = (1 << Math.floor(packed[0] / 45)) - 1;
  const size = view.getUint32(5, true);
  const out = new Uint8Array(size);
  const odds = new Uint16Array(LITERAL + (768 << (contextBits + lowBits))).fill(HALF);

  // The range coder: two 32-bit numbers and the place of the next byte. In a typed array, because engines keep numbers
  // of 32 bits in closures as objects.
  const coder = new Uint32Array([0xffffffff, view.getUint32(14), 18]);

  function bit(index) {
    const chance = odds[index];
    let range = coder[0];
    const bound = (range >>> 11) * chance;
    const value = coder[1] < bound ? 0 : 1;
    if (value) {
      range -= bound;
      coder[1] -= bound;
      odds[index] = chance - (chance >> 5);
    } else {
      range = bound;
      odds[index] = chance + ((2048 - chance) >> 5);
    }
    if (range < 0x1000000) {
      range = (range << 8) >>> 0;
      coder[1] = (coder[1] << 8) | packed[coder[2]++];
    }
    coder[0] = range;
    return value;
  }

  /** A number of `bits` bits, the highest first. */
  function tree(base, bits) {
    let node = 1;
    for (let i = bits; i > 0; i--) node = (node << 1) | bit(base + node);
    return node - (1 << bits);
  }

  /** The lowest first. */
  function reverseTree(base, bits) {
    let node = 1;
    let value = 0;
    for (let i = 0; i < bits; i++) {
      const b = bit(base + node);
      node = (node << 1) | b;
      value |= b << i;
    }
    return value;
  }

  function plainBits(count) {
    let value = 0;
    for (let i = count; i > 0; i--) {
      coder[0] >>>= 1;
      const one = coder[1] < coder[0] ? 0 : 1;
      if (one) coder[1] -= coder[0];
      value = (value << 1) | one;
      if (coder[0] < 0x1000000) {
        coder[0] <<= 8;
        coder[1] = (coder[1] << 8) | packed[coder[2]++];
      }
    }
    return value;
  }

  function length(base, position) {
    if (!bit(base)) return 2 + tree(base + 2 + (position << 3), 3);
    if (!bit(base + 1)) return 10 + tree(base + 130 + (position << 3), 3);
    return 18 + tree(base + 258, 8);
  }

  function distance(count) {
    const slot = tree(SLOT + (Math.min(count - 2, 3) << 6), 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const high = (2 | (slot & 1)) << bits;
    if (slot < 14) return high + reverseTree(FOOTER + high - slot, bits);
    return high + (plainBits(bits - 4) << 4) + reverseTree(ALIGN, 4);
  }

  let state = 0;
  let at = 0;
  let [rep0, rep1, rep2, rep3] = [0, 0, 0, 0];
  while (at < size) {
    const position = at & positionMask;
    if (!bit(IS_MATCH + (state << 4) + position)) {
      const before = at > 0 ? out[at - 1] : 0;
      const base = LITERAL + 768 * (((at & lowMask) << contextBits) + (before >> (8 - contextBits)));
      let symbol = 1;
      if (state > 6) {
        // After a match: the byte that would have continued it tells something, up to the first difference.
        let expected = out[at - rep0 - 1];
        while (symbol < 256) {
          const wanted = (expected >> 7) & 1;
          expected <<= 1;
          const got = bit(base + ((1 + wanted) << 8) + symbol);
          symbol = (symbol << 1) | got;
          if (got !== wanted) break;
        }
      }
      while (symbol < 256) symbol = (symbol << 1) | bit(base + symbol);
      out[at++] = symbol;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let count;
    if (!bit(IS_REP + state)) {
      [rep3, rep2, rep1] = [rep2, rep1, rep0];
      count = length(MATCH_LENGTH, position);
      rep0 = distance(count);
      state = state < 7 ? 7 : 10;
    } else {
      if (bit(IS_REP_0 + state)) {
        if (!bit(IS_REP_1 + state)) [rep1, rep0] = [rep0, rep1];
        else if (!bit(IS_REP_2 + state)) [rep2, rep1, rep0] = [rep1, rep0, rep2];
        else [rep3, rep2, rep1, rep0] = [rep2, rep1, rep0, rep3];
        count = 0;
      } else {
        count = bit(IS_REP_0_LONG + (state << 4) + position) ? 0 : 1;
      }
      if (count === 1) {
        state = state < 7 ? 9 : 11;
      } else {
        count = length(REP_LENGTH, position);
        state = state < 7 ? 8 : 11;
      }
    }
    for (const end = Math.min(at + count, size); at < end; at++) out[at] = out[at - rep0 - 1];
  }
  return out;
}
