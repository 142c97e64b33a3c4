// The reference of docs/cli.md, from the definitions of the commands.
import { COMMANDS, CONNECTION, PRINTING } from '../../pkg-template/cli/main/definitions/index.mjs';

const START = '<!-- reference:start -->';
const END = '<!-- reference:end -->';

/** In a cell of a table, `|` is written otherwise, in code too. */
const cell = (text) => text.replaceAll('|', '\\|');
const code = (text) => `\`${cell(text)}\``;
const row = ([flags, about]) => `| ${code(flags)} | ${cell(about)} |`;
const table = (title, rows) => [`| ${title} | |`, '| --- | --- |', ...rows.map(row), ''];

function commandLines({ name, alias, about, arguments: words = [], options = [], subcommands = [] }, parent = '') {
  const whole = parent ? `${parent} ${name}` : name;
  const usage = ['passwork', whole, ...words.map(([word]) => word), ...(subcommands.length ? ['COMMAND'] : [])];
  const also = alias ? `, or \`passwork ${alias}\`` : '';
  const rows = [...words, ...options];
  return [
    `### ${whole}`,
    '',
    `\`${usage.join(' ')}\`${also}: ${about}.`,
    '',
    ...(rows.length ? table('word or option', rows) : []),
    ...subcommands.flatMap((one) => commandLines(one, whole)),
  ];
}

/** All commands and options, in Markdown. */
export function reference() {
  return [
    'Options of every command:',
    '',
    ...table('connection', CONNECTION),
    ...table('printing', PRINTING),
    ...COMMANDS.flatMap((definition) => commandLines(definition)),
  ]
    .join('\n')
    .trimEnd();
}

/** A document with the reference in its place. */
export function withReference(text) {
  const [start, end] = [text.indexOf(START), text.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`the document has no ${START} … ${END}`);
  return `${text.slice(0, start + START.length)}\n${reference()}\n${text.slice(end)}`;
}
