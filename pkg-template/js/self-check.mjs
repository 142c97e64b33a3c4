// Passwork.selfCheck(): whether the engine, and what works beside it, compute what they must.
import { engine } from './engine.mjs';
import { way } from './stack.mjs';
import { elapsed } from './timers.mjs';
import { hasKernel, kernelIsRight } from './unescaped-string.mjs';

const CHECKING = way();

/** A check that does not come to its end has failed. (It has ended the engine, and those that follow fail too.) */
function timed(name, check) {
  const from = elapsed();
  let ok = false;
  try {
    ok = check();
  } catch {} // as above
  return { name, ok, ms: elapsed() - from };
}

export function selfCheck() {
  const running = engine();
  const names = running.use(CHECKING, (glue) => glue.checkNames(), selfCheck);
  const checks = names.map((name, number) => timed(name, () => running.use(CHECKING, (glue) => glue.check(number))));
  if (hasKernel()) checks.push(timed('JSON', kernelIsRight));
  return { ok: checks.every(({ ok }) => ok), checks };
}
