// How many tests passed and failed, from what their runners print.

const sum = (output, pattern) => [...output.matchAll(pattern)].reduce((n, match) => n + Number(match[1]), 0);

/** `cargo test` and wasm-bindgen-test-runner: one line a binary. */
export const cargoCounts = (output) => ({
  passed: sum(output, /^test result: .*? (\d+) passed/gm),
  failed: sum(output, /^test result: .*? (\d+) failed/gm),
  skipped: sum(output, /^test result: .*? (\d+) ignored/gm),
});

/** `node --test`, reporter "spec". */
export const nodeCounts = (output) => ({
  passed: sum(output, /^\S+ pass (\d+)$/gm),
  failed: sum(output, /^\S+ (?:fail|cancelled) (\d+)$/gm),
  skipped: sum(output, /^\S+ (?:skipped|todo) (\d+)$/gm),
});

/** Runners whose last line is `N passed, M failed`: the conformance kit, check-types.mjs. */
export const lastLineCounts = (output) => ({
  passed: sum(output, /^(\d+) passed, \d+ failed$/gm),
  failed: sum(output, /^\d+ passed, (\d+) failed$/gm),
});
