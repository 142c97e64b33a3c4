// Runs the rows of the matrix, one after the other, and prints them.
import { styleText } from 'node:util';
import { tail } from '../lib/process.mjs';
import { say, seconds } from '../lib/script.mjs';
import { Unavailable } from '../lib/unavailable.mjs';
import { bundlers } from './bundlers.mjs';
import { startHost } from './host.mjs';
import { startProjects } from './project.mjs';
import { runtimes } from './runtimes.mjs';
import { ensureTools, Unsupported } from './tools.mjs';

export const groups = { runtime: runtimes, bundler: bundlers };

/**
 * @typedef {{form: string, outcome: 'passed' | 'failed' | 'unsupported', ms: number, message?: string}} Form
 * @typedef {{group: string, name: string, version?: string, forms: Form[], unavailable?: string, ms: number}} Row
 */

/**
 * @param {string} tarball of the package
 * @param {{fast?: boolean, only?: string[]}} options
 * @returns {Promise<Row[]>}
 */
export async function runMatrix(tarball, { fast = false, only = [] } = {}) {
  await ensureTools({ all: !fast });
  const projects = await startProjects(tarball);
  const host = await startHost();
  const rows = [];
  try {
    for (const [group, all] of Object.entries(groups)) {
      const wanted = all.filter(({ name, fast: kind }) => {
        if (only.length) return kind !== 'only' && only.some((word) => name.toLowerCase().includes(word.toLowerCase()));
        return fast ? kind : kind !== 'only';
      });
      for (const row of wanted) rows.push(await runRow(group, row, { host, ...projects }));
    }
  } finally {
    await host.close();
    projects.remove();
  }
  return rows;
}

async function runRow(group, { name, run }, tools) {
  const started = performance.now();
  const row = { group, name, forms: [] };
  say(`${group} ${name}`);
  const form = async (label, body, options) => {
    const start = performance.now();
    const done = { form: label, outcome: 'passed' };
    try {
      const checks = await body(tools.host.ticket(options));
      if (!(checks > 0)) throw new Error('it was not executed');
    } catch (error) {
      if (error instanceof Unavailable) throw error;
      done.outcome = error instanceof Unsupported ? 'unsupported' : 'failed';
      done.message = error.output ? `${error.message}\n${tail(error.output)}` : error.message;
    }
    done.ms = Math.round(performance.now() - start);
    row.forms.push(done);
    console.log(`    ${mark[done.outcome]} ${label} ${styleText('dim', seconds(start))}`);
    if (done.message) console.log(done.message.replace(/^/gm, '      '));
  };
  try {
    await run({ ...tools, form, version: (version) => Object.assign(row, { version }) });
    if (!row.forms.length) throw new Error('nothing was executed');
  } catch (error) {
    if (error instanceof Unavailable) {
      row.unavailable = error.message;
      console.log(`    ${styleText('yellow', 'not available')}: ${error.message}`);
    } else {
      row.forms.push({ form: 'run', outcome: 'failed', ms: 0, message: error.stack });
      console.log(error.stack);
    }
  }
  row.ms = Math.round(performance.now() - started);
  return row;
}

const mark = {
  passed: styleText('green', 'ok'),
  failed: styleText('red', 'FAILED'),
  unsupported: styleText('yellow', 'unsupported'),
};

const COLUMNS = ['', 'version', 'result', 'seconds', 'forms'];

/** The tables runtime × result and bundler × result. */
export function printTables(rows) {
  for (const group of Object.keys(groups)) {
    const lines = rows.filter((row) => row.group === group).map(cells);
    if (!lines.length) continue;
    const table = [[group, ...COLUMNS.slice(1)], ...lines];
    const widths = COLUMNS.map((_, i) => Math.max(...table.map((line) => line[i].length)));
    console.log('');
    for (const line of table)
      console.log(
        line
          .map((text, i) => text.padEnd(i === 4 ? 0 : widths[i] + 2))
          .join('')
          .trimEnd(),
      );
  }
}

function cells({ name, version = '', forms, unavailable, ms }) {
  if (unavailable) return [name, version, 'NOT HERE', '', unavailable];
  const failed = forms.some(({ outcome }) => outcome === 'failed');
  const words = forms.map(({ form, outcome }) => (outcome === 'passed' ? form : `${form}: ${outcome.toUpperCase()}`));
  return [name, version, failed ? 'FAILED' : 'ok', (ms / 1000).toFixed(1), words.join(', ')];
}

/** How many forms passed, failed, and how many rows and forms could not be had. */
export function countRows(rows) {
  const forms = rows.flatMap((row) => row.forms);
  const count = (outcome) => forms.filter((form) => form.outcome === outcome).length;
  const skipped = count('unsupported') + rows.filter((row) => row.unavailable).length;
  return { passed: count('passed'), failed: count('failed'), skipped };
}
