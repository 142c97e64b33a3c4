// Rows of the table of parts: a figure, and what it has to be against another of the same run.
import { median } from '../jobs/measure.mjs';
import { number } from './table.mjs';

/** The medians of one figure. */
export const figures = (seen, pick) =>
  Object.fromEntries(Object.entries(seen).map(([name, list]) => [name, median(list.map(pick))]));

export const times = (n) => `${number(n)}×`;

export const fasterThanBaseline = (job, unit, f, target, more = {}) => {
  const ratio = f.baseline / f.ours;
  return { job, unit, ...f, measured: times(ratio), target: `≥ ${target}× baseline`, met: ratio >= target, ...more };
};

/** Against JavaScript on node:crypto as one writes it (floor/plain.mjs), and the tuned one for comparison. */
export const fasterThanPlain = (job, unit, f, target) => {
  const ratio = f.plain / f.ours;
  const measured = `${times(ratio)} (${number(f.plain)} ${unit}); floor ${times(f.floor / f.ours)}`;
  return { job, unit, ...f, measured, target: `≥ ${target}× plain JS`, met: ratio >= target };
};

export const atMostFloor = (job, unit, f, target) => {
  const ratio = f.ours / f.floor;
  return {
    job,
    unit,
    ...f,
    measured: `${number(ratio)} of floor`,
    target: `≤ ${target} of floor`,
    met: ratio <= target,
  };
};

/** Whether the baseline is the original within 30 %. The range is the one that was measured of the original. */
export const baselineRow = (what, value, unit, low, high) => {
  const met = value >= low * 0.7 && value <= high * 1.3;
  const target = `${low}–${high} ${unit} ± 30 %`;
  return { job: `baseline: ${what}`, unit, baseline: value, measured: '', target, met };
};
