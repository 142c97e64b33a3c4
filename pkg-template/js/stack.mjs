// Room on the stack. If it ends while the engine works, the engine is broken for everybody; if it ends before, that is the
// RangeError of a program that calls itself without end, and hurts nobody else. So each way in asks for room first.
import { shared } from './shared.mjs';

const nothing = () => {};
const words = (kilobytes) => new Array((kilobytes * 1024) / 8).fill(0);

/** What the engine and what it calls need while they are being compiled, which happens at the first use of each. */
const COLD = words(64);
/** And where `shared.frame` is not to be had. As much as that for good: what handles an error may still be cold. */
const WARM = words(64);

/** One way into the engine: a method, a helper. */
export const way = () => ({ cold: 200 });

/** Throws a RangeError where the stack nearly ends. */
export function room(way) {
  if (way.cold > 0) {
    Reflect.apply(nothing, undefined, COLD);
  } else if (hasFrame()) shared.frame();
  else Reflect.apply(nothing, undefined, WARM);
}

/**
 * A way was gone to its end. Counted here and not at its beginning: of calls that lead to each other without an end (a
 * listener that sets tokens) all are as cold as the first.
 */
export function passed(way) {
  if (way.cold > 0) way.cold -= 1;
}

let whole;

/** Somebody's minifier may have found that nothing happens in it. */
function hasFrame() {
  whole ??= Function.prototype.toString.call(shared.frame ?? nothing).length > 4000;
  return whole;
}
