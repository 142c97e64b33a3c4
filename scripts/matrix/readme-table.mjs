#!/usr/bin/env node
// The table "Where it runs" of the README, made from the record of the last whole matrix, tests/matrix/results.json.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandLine, refuse } from '../lib/arguments.mjs';

const file = fileURLToPath(new URL('../../tests/matrix/results.json', import.meta.url));

export const BEGIN = '<!-- runs:start -->';
export const END = '<!-- runs:end -->';

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

/** Keeps what came out; of a matrix that is not whole, in the place of the same rows. */
export function record(rows, { whole = true } = {}) {
  const now = rows.map(kept);
  const same = (a) => (b) => a.group === b.group && a.name === b.name;
  const all = whole ? now : recorded().map((was) => now.find(same(was)) ?? was);
  fs.writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
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
    if (!was && whole) problems.push(`${row.name} is not in it`);
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

const COLUMNS = {
  runtime: ['where', 'how it is loaded'],
  bundler: ['bundler, without configuration', 'what was built and run'],
};

/** `153.7.0` → `153.7`: what a reader wants to know. */
const short = (version = '') => version.split('.').slice(0, 2).join('.');

/** The tables, as Markdown. */
export function table(rows = recorded()) {
  const parts = Object.entries(COLUMNS).map(([group, columns]) => {
    const lines = merged(rows.filter((row) => row.group === group)).map(line);
    return [`| ${columns.join(' | ')} | tested with |`, '| --- | --- | --- |', ...lines].join('\n');
  });
  return parts.join('\n\n');
}

/** Versions of one thing that came out alike are one line: Node 20, Node 22 → Node 20, 22. */
function merged(rows) {
  const lines = [];
  for (const { name, version, forms, unavailable } of rows) {
    const [family, major] = name.split(' ');
    const last = lines.at(-1);
    if (/^\d+$/.test(major) && last?.family === family && same(last.forms, forms) && !unavailable) {
      last.name += `, ${major}`;
      last.version += `, ${short(version)}`;
    } else {
      lines.push({ family, name, version: short(version), forms, unavailable });
    }
  }
  return lines;
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

function line({ name, version, forms, unavailable }) {
  if (unavailable) return `| ${name} | ${unavailable} | not tested |`;
  const words = Object.entries(forms).map(([form, outcome]) => (outcome === 'passed' ? form : `${form} (${outcome})`));
  return `| ${name} | ${words.join(', ')} | ${version} |`;
}

/** The part of a document between the markers, or null. */
export function between(text) {
  const [start, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  return start < 0 || end < start ? null : text.slice(start + BEGIN.length, end).trim();
}

/** Throws unless a document shows between the markers what was recorded. */
export function checkDocument(file) {
  const there = between(fs.readFileSync(file, 'utf8'));
  const name = path.basename(file);
  if (there === null) throw new Error(`${name} has no lines ${BEGIN} and ${END}`);
  if (there === table()) return;
  throw new Error(`${name} does not show what was recorded: node scripts/matrix/readme-table.mjs --write ${name}`);
}

function write(file) {
  const text = fs.readFileSync(file, 'utf8');
  if (between(text) === null) throw new Error(`${file} has no lines ${BEGIN} and ${END}`);
  const [start, end] = [text.indexOf(BEGIN) + BEGIN.length, text.indexOf(END)];
  fs.writeFileSync(file, `${text.slice(0, start)}\n${table()}\n${text.slice(end)}`);
}

const USAGE = `Usage: node scripts/matrix/readme-table.mjs [--check | --write] [FILE]

            prints the table
  --check   compares it with what stands between the markers of FILE (README.md)
  --write   puts it there`;

function command() {
  const options = { check: { type: 'boolean' }, write: { type: 'boolean' } };
  const { values, positionals } = commandLine(USAGE, { options, operands: [0, 1] });
  if (values.check && values.write) refuse('either --check or --write', USAGE);
  const file = path.resolve(positionals[0] ?? 'README.md');
  if (values.check) return checkDocument(file);
  if (values.write) return write(file);
  if (positionals.length) refuse('--check or --write?', USAGE);
  console.log(`${BEGIN}\n${table()}\n${END}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    command();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
