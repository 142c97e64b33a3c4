// Passwork.selfCheck(): whether the engine, and what works beside it, compute what they must.
import { engine } from './engine.mjs';
import { way } from './stack.mjs';
import { kernelIsRight } from './unescaped-string.mjs';

const CHECKING = way();

/** Milliseconds, as exactly as the platform tells them. */
const now = () => (typeof globalThis.performance?.now === 'function' ? performance : Date).now();

/** A check that does not come to its end has failed. (It has ended the engine, and those that follow fail too.) */
function timed(name, check) {
  const from = now();
  let ok = false;
  try {
    ok = check();
  } catch {} // as above
  return { name, ok, ms: now() - from };
}

export function selfCheck() {
  const running = engine();
  const names = running.use(CHECKING, (glue) => glue.checkNames(), selfCheck);
  const checks = names.map((name, number) => timed(name, () => running.use(CHECKING, (glue) => glue.check(number))));
  if (kernelIsRight() !== undefined) checks.push(timed('JSON', kernelIsRight));
  return { ok: checks.every(({ ok }) => ok), checks };
}
