#!/usr/bin/env node
// The table "Where it runs" of the README, made from the record of the last whole matrix, tests/matrix/results.json.
//   node scripts/matrix/readme-table.mjs                    prints it
//   node scripts/matrix/readme-table.mjs --check README.md  compares it with what stands between the markers
//   node scripts/matrix/readme-table.mjs --write README.md  puts it there
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../../tests/matrix/results.json', import.meta.url));

export const BEGIN = '<!-- matrix:begin (made by scripts/matrix/readme-table.mjs, do not edit) -->';
export const END = '<!-- matrix:end -->';

/** What is kept of a row: nothing that differs from run to run. */
const kept = ({ group, name, version, forms, unavailable }) => ({
  group,
  name,
  ...(version !== undefined && { version }),
  ...(unavailable !== undefined && { unavailable }),
  forms: Object.fromEntries(forms.map(({ form, outcome }) => [form, outcome])),
});

/** The last whole matrix, as it was recorded; `[]` if there is none. */
export const recorded = () => (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : []);

export function record(rows) {
  fs.writeFileSync(file, `${JSON.stringify(rows.map(kept), null, 2)}\n`);
}

/**
 * What of this run is not as recorded; versions do not count, and what cannot be had on this machine neither.
 *
 * @param {object[]} rows
 * @param {{whole: boolean}} about whether every row was run
 */
export function compareWithRecord(rows, { whole }) {
  const known = recorded();
  const problems = [];
  for (const row of rows) {
    const was = known.find(({ group, name }) => group === row.group && name === row.name);
    if (!was) problems.push(`${row.name} is not in it`);
    if (!was || row.unavailable) continue;
    for (const { form, outcome } of row.forms) {
      if (outcome !== was.forms[form]) problems.push(`${row.name}, ${form}: ${outcome} (recorded: ${was.forms[form]})`);
    }
    for (const form of Object.keys(was.forms)) {
      if (!row.forms.some((now) => now.form === form)) problems.push(`${row.name}, ${form}: not run`);
    }
  }
  if (whole) {
    for (const was of known) {
      if (!rows.some(({ group, name }) => group === was.group && name === was.name))
        problems.push(`${was.name}: not run`);
    }
  }
  return problems;
}

const TITLES = { runtime: 'Runtime', bundler: 'Bundler' };

/** `153.7.0` → `153.7`: what a reader wants to know. */
const short = (version = '') => version.split('.').slice(0, 2).join('.');

/** The table, as Markdown. */
export function table(rows = recorded()) {
  const parts = Object.entries(TITLES).map(([group, title]) => {
    const lines = rows.filter((row) => row.group === group).map(line);
    return [`| ${title} | Tested | How |`, '| --- | --- | --- |', ...lines].join('\n');
  });
  return parts.join('\n\n');
}

function line({ name, version, forms, unavailable }) {
  if (unavailable) return `| ${name} | not tested | ${unavailable} |`;
  const words = Object.entries(forms).map(([form, outcome]) =>
    outcome === 'passed' ? form : `~~${form}~~ (${outcome})`,
  );
  return `| ${name} | ${short(version)} | ${words.join('; ')} |`;
}

/** The part of a document between the markers, or null. */
export function between(text) {
  const [start, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  return start < 0 || end < start ? null : text.slice(start + BEGIN.length, end).trim();
}

function command([option, name = 'README.md']) {
  if (!option) return console.log(`${BEGIN}\n\n${table()}\n\n${END}`);
  const text = fs.readFileSync(path.resolve(name), 'utf8');
  const there = between(text);
  if (there === null) throw new Error(`${name} has no lines ${BEGIN} and ${END}`);
  if (option === '--write') {
    const [start, end] = [text.indexOf(BEGIN) + BEGIN.length, text.indexOf(END)];
    fs.writeFileSync(path.resolve(name), `${text.slice(0, start)}\n\n${table()}\n\n${text.slice(end)}`);
  } else if (option !== '--check') {
    throw new Error(`unknown option ${option}`);
  } else if (there !== table()) {
    throw new Error(`${name} does not show what was recorded: node scripts/matrix/readme-table.mjs --write ${name}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    command(process.argv.slice(2));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
