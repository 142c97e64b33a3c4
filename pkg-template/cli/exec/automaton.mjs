// What finds many forms at once: an automaton of Aho and Corasick. However many they are, and whatever the text is, no byte takes long.
import { SHORTEST } from './forms.mjs';

/** A node of less depth says little: looking ahead is cheaper than following it. */
export const SHALLOW = SHORTEST - 2;

/**
 * The automaton of forms of SHORTEST bytes and more. A node is the beginning of a form, 0 the empty one; most have one that follows, and
 * that has the next number: only others are looked up.
 *
 * `next(node, byte)`: the node that follows, 0 for none. `fail`: of each node the longest end that is a node too. `found`: the length of
 * the longest form that it ends with. `isWhole`: nothing follows. `depth`: its length. `skip`: see below.
 */
export function automatonOf(given) {
  const forms = given.toSorted(Buffer.compare); // so that what begins alike follows one another
  const most = forms.reduce((sum, { length }) => sum + length, 2);
  const edge = new Uint16Array(most); // the last byte of a node, and 256 where it follows the node before
  const parent = new Int32Array(most);
  const depth = new Int32Array(most);
  const found = new Int32Array(most); // the length of the longest form that a node ends with
  const isWhole = new Uint8Array(most).fill(1, 1); // nothing follows
  const isFork = new Uint8Array(most);
  const bits = 33 - Math.clz32(forms.length + 256);
  const others = new Int32Array(1 << bits);
  const first = new Int32Array(256);
  const slotOf = (node, byte) => {
    let slot = Math.imul(Math.imul(node, 0x9e3779b1) ^ byte, 0x85ebca6b) >>> (32 - bits);
    for (let one = others[slot]; one !== 0; one = others[slot]) {
      if (parent[one] === node && (edge[one] & 255) === byte) break;
      slot = (slot + 1) & (others.length - 1);
    }
    return slot;
  };
  const next = (node, byte) => {
    if (node === 0) return first[byte];
    if (edge[node + 1] === (byte | 256)) return node + 1;
    return isFork[node] === 1 ? others[slotOf(node, byte)] : 0;
  };

  let count = 1;
  for (const form of forms) {
    let node = 0;
    for (let at = 0; at < form.length; at++) {
      const byte = form[at];
      let after = next(node, byte);
      if (after === 0) {
        after = count++;
        parent[after] = node;
        depth[after] = at + 1;
        edge[after] = byte;
        if (node === 0) first[byte] = after;
        else if (after === node + 1) edge[after] |= 256;
        else {
          isFork[node] = 1;
          others[slotOf(node, byte)] = after;
        }
        if (node !== 0) isWhole[node] = 0;
      }
      node = after;
    }
    found[node] = form.length;
  }

  const fail = new Int32Array(most); // the longest end of a node that is a node as well
  for (const node of byDepth(depth, count)) {
    let end = parent[node];
    while (end !== 0 && fail[node] === 0) {
      end = fail[end];
      fail[node] = next(end, edge[node] & 255);
    }
    found[node] ||= found[fail[node]];
  }
  return { next, fail, found, isWhole, depth, skip: skipTo(forms) };
}

/** The nodes, short ones first. */
function byDepth(depth, count) {
  const places = new Int32Array(depth.reduce((most, one) => Math.max(most, one), 0) + 2);
  for (let node = 1; node < count; node++) places[depth[node] + 1]++;
  for (let i = 1; i < places.length; i++) places[i] += places[i - 1];
  const nodes = new Int32Array(count - 1);
  for (let node = 1; node < count; node++) nodes[places[depth[node]]++] = node;
  return nodes;
}

/**
 * Where, from a place on, a form may begin. Four bytes are looked at, at every third place: one of the three that lie in a form's first six
 * is met, and of all of them it is known whether they are in a form at all.
 */
function skipTo(forms) {
  const mixed = (bytes) => Math.imul(bytes, 0x9e3779b1) >>> 12;
  const isIn = new Uint32Array(1 << 15);
  const step = SHORTEST - 3;
  for (const form of forms) {
    for (let at = 0; at < step; at++) {
      const bit = mixed(form.readInt32LE(at));
      isIn[bit >>> 5] |= 1 << (bit & 31);
    }
  }
  return (text, from) => {
    let at = from + step - 1;
    for (; at + 4 <= text.length; at += step) {
      const bit = mixed(text[at] | (text[at + 1] << 8) | (text[at + 2] << 16) | (text[at + 3] << 24));
      if ((isIn[bit >>> 5] & (1 << (bit & 31))) !== 0) break;
    }
    return at - step + 1;
  };
}
