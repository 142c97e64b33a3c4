// Room on the stack. If it ends while the engine works, the engine is broken for everybody; if it ends before, that is the
// RangeError of a program that calls itself without end, and hurts nobody else. So each way in asks for room first.
import { shared } from './shared.mjs';

const nothing = () => {};
const words = (kilobytes) => new Array((kilobytes * 1024) / 8).fill(0);

/** Room for the engine and what it calls while they are being compiled, which happens at the first use of each. */
const COLD_ROOM = words(64);
/** Room for them afterwards; see `shared.frame`. */
const WARM_ROOM = words(4);

/** A way into the engine: a method, a helper. */
export const way = () => ({ cold: 200 });

/** Number of ways that are being gone, one within the other. */
let depth = 0;

/**
 * Throws a RangeError where the stack nearly ends. Of calls that lead to each other without an end (a listener that sets
 * tokens) all but the first are as if nothing had ever been used: what will handle their error may never have run.
 */
function room(way) {
  if (way.cold > 0 || depth > 0) {
    Reflect.apply(nothing, undefined, COLD_ROOM);
  } else if (hasFrame()) shared.frame();
  else Reflect.apply(nothing, undefined, WARM_ROOM);
}

/** Goes a way, if there is room for it; `leave` has to follow. */
export function enter(way) {
  room(way);
  depth += 1;
}

export function leave(way) {
  depth -= 1;
  if (way.cold > 0) way.cold -= 1;
}

let whole;

/** Whether `shared.frame` is whole: somebody's minifier may have found that nothing happens in it. */
function hasFrame() {
  whole ??= Function.prototype.toString.call(shared.frame ?? nothing).length > 2000;
  return whole;
}
