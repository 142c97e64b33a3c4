// How much work one file may make. Steps are counted and no time is measured: the same file ends alike on every computer.

/** More than twenty times what the most intricate of ten thousand real files took. */
export const MOST = 10_000_000;

export const steps = { left: 0 };

export function startSteps() {
  steps.left = MOST;
}

/** One step of any loop that a program may make long. */
export function step() {
  if (--steps.left < 0) throw Object.assign(new RangeError(), { reason: 'it is too intricate' });
}
