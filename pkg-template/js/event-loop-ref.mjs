// Keeping a Node program alive while a call is open (D48): it does not end by itself, with exit code 0 and without a
// word. Whatever the call waits for (an agent may have let go of its connection), something holds the loop.
import { builtIn } from './built-in.mjs';

const { setInterval } = builtIn('timers') ?? {}; // as it was at import, before a test has put a false one in its place

let calls = 0;
let holder;

export function begin() {
  calls += 1;
  if (calls > 1) return;
  holder ??= setInterval?.(() => {}, 2 ** 30);
  holder?.ref?.();
}

export function end() {
  calls -= 1;
  if (calls === 0) holder?.unref?.();
}
