// How the demo says what it saw: runs of several servers side by side, and each check once.
import { styleText } from 'node:util';
import { GENERATIONS } from './generations.mjs';

/** How many things were not as expected. */
export let wrong = 0;

export const duration = (ms) =>
  ms < 1000 ? `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;

export const title = (text) => console.log(`\n${styleText('bold', text)}`);

export function check(ok, text, mark = styleText('green', '✓')) {
  if (!ok) wrong += 1;
  console.log(`  ${ok ? mark : styleText('red', '✗ not as expected:')} ${text}`);
}

const CALL = 58;
const COLUMN = 12;
const REQUESTS = 62;

const label = ({ generation }) => GENERATIONS[generation].label;

/** Texts of several runs as one where they agree, else each with the name of its server. */
function together(runs, textOf) {
  const texts = runs.map(textOf);
  if (new Set(texts).size === 1) return texts[0].split('\n');
  return runs.flatMap((run, i) => texts[i].split('\n').map((line) => `${label(run)}: ${line}`));
}

/** Each call of the program with its times; what it gave, compared with what the sandboxes hold. brief: the wrong ones only. */
export function printSteps(runs, brief) {
  const rows = Math.max(...runs.map(({ steps, expected }) => Math.max(steps.length, expected.length)));
  if (runs.length > 1 && !brief)
    console.log(styleText('dim', `${' '.repeat(4 + CALL)}${runs.map((run) => label(run).padStart(COLUMN)).join('')}`));
  for (let n = 0; n < rows; n += 1) {
    const right = (run) => Boolean(run.steps[n] && run.expected[n]?.ok(run.steps[n].value));
    const all = runs.every(right);
    if (all && brief) continue;
    const call = runs.map(({ steps }) => steps[n]?.call).find(Boolean) ?? `call ${n + 1}, which was not made`;
    const times = runs.map(({ steps }) => (steps[n] ? duration(steps[n].ms) : '–').padStart(COLUMN));
    check(all, `${styleText('cyan', call.padEnd(CALL))}${styleText('dim', times.join(''))}`);
    const said = (run) =>
      right(run) ? run.expected[n].say(run.steps[n].value) : `${JSON.stringify(run.steps[n]?.value)}`;
    for (const line of together(runs, said)) console.log(`      → ${line}`);
  }
  for (const run of runs) {
    const { steps, expected, wire, took } = run;
    const who = runs.length > 1 ? `${label(run)}: ` : '';
    check(
      steps.length === expected.length,
      `${who}${steps.length} calls, ${wire.length} requests, ${duration(took)} with the start of Node${brief ? ': the same results' : ''}`,
    );
  }
}

/** What was found on the wire of each run: a line that all of them have stands there once. */
export function printFindings(runs, brief) {
  const parts = runs.map((run) => run.findings.filter((part) => !brief || !part.detail));
  const headings = [...new Set(parts.flat().map(({ heading }) => heading))];
  for (const heading of headings) {
    title(heading);
    const found = parts.map((list) => list.find((part) => part.heading === heading));
    if (found.some((part) => part?.list)) printBeside(runs, found);
    else printAmong(runs, found);
  }
}

/** Lists that have nothing to do with each other, in columns. */
function printBeside(runs, found) {
  const columns = found.map((part) => part?.lines.map(({ text }) => text) ?? []);
  const row = (cells) =>
    console.log(
      `    ${cells.map((cell, i) => (i < cells.length - 1 ? cell.padEnd(REQUESTS) : cell)).join('')}`.trimEnd(),
    );
  if (runs.length > 1) row(runs.map(label));
  for (let n = 0; n < Math.max(...columns.map(({ length }) => length)); n += 1)
    row(columns.map((column) => column[n] ?? ''));
}

function printAmong(runs, found) {
  const lines = new Map(); // by their text: what each run found
  found.forEach((part, i) => {
    for (const line of part?.lines ?? [])
      lines.set(line.text, [...(lines.get(line.text) ?? []), { run: runs[i], line }]);
  });
  const isCheck = ([, [{ line }]]) => line.ok !== undefined;
  for (const [text, seen] of [...lines].sort((a, b) => isCheck(a) - isCheck(b))) {
    const [{ line }] = seen;
    const whose = seen.length === runs.length ? '' : `${seen.map(({ run }) => label(run)).join(', ')}: `;
    if (line.ok === undefined) console.log(`    ${whose}${text}`);
    else
      check(
        seen.every((one) => one.line.ok),
        `${whose}${text}`,
        line.open && styleText('yellow', '•'),
      );
  }
}
