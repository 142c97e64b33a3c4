// What a command prints. stdout is the result and nothing else, in one piece when it is whole; everything for people goes to stderr.
import { builtIn } from './built-in.mjs';
import { CliError, exitCodeOf } from './exit-code.mjs';
import { shownJson, shownName, shownValue } from './hostile-text.mjs';
import { reasonOf } from './system-errors.mjs';
import { withoutValues } from './words.mjs';

/**
 * Output over two streams (those of the process, or a test's). `json`: results and errors as JSON; `color`: `false` for no colours; `words`:
 * those of the command line, whose values are in no message.
 */
export function outputTo(stdout, stderr, { json = false, debug = false, color = true, words = [] } = {}) {
  const told = withoutValues(words);
  /** A text of ours in a style, where a person reads it and has nothing against it (NO_COLOR). */
  const painted = (stream, style, text) =>
    color && (stream.isTTY || process.env.FORCE_COLOR) ? builtIn('util').styleText(style, text, { stream }) : text;
  const write = (stream, data) =>
    new Promise((resolve, reject) => stream.write(data, (e) => (e ? reject(e) : resolve())));

  return {
    isJson: json,
    /** Whether a person reads the result. */
    isTerminal: stdout.isTTY === true,

    /** A value, and a line end unless `bare`. Bytes go out as they are; a text for a person has its controls shown. */
    async value(value, { bare = false } = {}) {
      if (typeof value !== 'string') return write(stdout, value);
      await write(stdout, (stdout.isTTY ? shownValue(value) : value) + (bare ? '' : '\n'));
    },

    /** Lines of names, with a tab between the parts of each; on a terminal in columns, the first of which is for programs. */
    async rows(rows) {
      if (!rows.length) return;
      if (!stdout.isTTY) {
        const cell = (text) => String(text).replace(/[\t\n\r]/g, ' ');
        return write(stdout, `${rows.map((row) => row.map(cell).join('\t')).join('\n')}\n`);
      }
      const shown = rows.map((row) => row.map(shownName));
      const widths = shown[0].map((_, i) => Math.max(...shown.map((row) => row[i].length)));
      const line = (row) => {
        const cells = row.map((text, i) => (i === row.length - 1 ? text : text.padEnd(widths[i])));
        return [painted(stdout, 'dim', cells[0]), ...cells.slice(1)].join('  ');
      };
      await write(stdout, `${shown.map(line).join('\n')}\n`);
    },

    /** A text for stdout in a style of `util.styleText`, where colours are wanted. */
    styled: (style, text) => painted(stdout, style, text),

    /** A text as it is: made by us, safe in every part. */
    text: (text) => write(stdout, text),

    async json(value) {
      await write(stdout, `${shownJson(value, 2)}\n`);
    },

    /** A line for a person. */
    note(message) {
      stderr.write(`passwork: ${shownName(told(message))}\n`);
    },

    /** A failure: one line, with further ones where it has candidates; or JSON. `as`: the code of the command for failures of its own. */
    failure(error, as) {
      const message = told(messageOf(error));
      const exitCode = exitCodeOf(error, as);
      if (json) {
        const kind = error?.kind ?? 'unforeseen';
        stderr.write(`${shownJson({ error: { kind, message, exitCode, ...details(error, told) } })}\n`);
      } else {
        stderr.write(`${painted(stderr, 'red', 'passwork:')} ${shownName(message)}\n`);
        for (const line of linesOf(error)) stderr.write(`  ${shownName(told(line))}\n`);
      }
      if (debug && typeof error?.stack === 'string') stderr.write(`${shownValue(told(error.stack))}\n`);
      return exitCode;
    },
  };
}

/** The words of a failure. Of what is neither ours nor the library's nor the system's nothing but its kind is told. */
export function messageOf(error) {
  if (error instanceof CliError) return error.message;
  if (typeof error?.kind === 'string') return error.message;
  if (typeof error?.code === 'string' && typeof error.syscall === 'string') {
    return `${error.path ?? error.syscall}: ${reasonOf(error)}`;
  }
  return `something unforeseen happened (${error?.name ?? typeof error}). Please report this, with --debug`;
}

/** Further lines of a failure: its candidates. */
function linesOf(error) {
  if (error instanceof CliError) return error.lines;
  return (error?.candidates ?? []).map(({ id, path }) => `${id}  ${path}`);
}

function details(error, told) {
  if (error instanceof CliError) return error.lines.length ? { details: error.lines.map(told) } : {};
  const reason = typeof error?.reason === 'string' ? { reason: error.reason } : {};
  return error?.candidates?.length ? { ...reason, candidates: error.candidates } : reason;
}
