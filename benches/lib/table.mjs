// Rows of the table, and how they are shown.

export const number = (value) => {
  if (value === undefined || value === null) return '–';
  if (value === 0) return '0';
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
  return value.toFixed(digits);
};

const withUnit = (value, unit) => (value === undefined ? '–' : `${number(value)} ${unit}`.trim());

const COLUMNS = ['job', 'baseline', 'floor', 'ours', 'measured', 'target', 'met'];

const cells = (row) => [
  row.job,
  withUnit(row.baseline, row.unit),
  withUnit(row.floor, row.unit),
  withUnit(row.ours, row.unit),
  row.measured,
  row.target,
  verdict(row),
];

/** `forbidden`: a floor of the same run, which does less than any client must, misses the target too. */
function verdict({ met, forbidden }) {
  if (met === undefined) return '';
  if (met) return 'yes';
  return forbidden ? 'no: floor' : 'NO';
}

/** For a terminal. */
export function plain(rows) {
  const table = [COLUMNS, ...rows.map(cells)];
  const widths = COLUMNS.map((_, i) => Math.max(...table.map((line) => line[i].length)));
  const lines = table.map((line) =>
    line
      .map((cell, i) => cell.padEnd(widths[i]))
      .join('  ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((w) => '-'.repeat(w)).join('  '));
  return lines.join('\n');
}

/** A table of a document: names of columns, and the texts of each row. */
export function table(columns, rows) {
  const line = (texts) => `| ${texts.join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

/** For a document. */
export const markdown = (rows) => table(COLUMNS, rows.map(cells));
