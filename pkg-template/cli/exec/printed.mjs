// What a command prints, on its way through the mask.
import fs from 'node:fs';
import tty from 'node:tty';
import { automatonOf } from './automaton.mjs';
import { formsOf, isShort } from './forms.mjs';
import { Mask } from './mask.mjs';
import { openPipes } from './pipes.mjs';

/** All forms together have so many bytes at most, but for the values as they are. */
const MOST_BYTES = 8_000_000;

const NUMBERS = { stdout: 1, stderr: 2 };

/**
 * Where a command prints to: `{stdio, attach(child), close()}`. `stdio` is for `spawn`, `attach` gives what waits until all of it is out,
 * and `close` lets go of everything where there was no child.
 *
 * @param {{name: string, value: string}[]} secrets
 * @param {object} how `mode`: `auto` leaves terminals alone, so that colours, progress and editors work; `always`; `never`.
 */
export function printedOf(secrets, { mode, unmasked, output }) {
  const names = Object.keys(NUMBERS).filter(
    (name) => mode === 'always' || (mode === 'auto' && !tty.isatty(NUMBERS[name])),
  );
  const forms = names.length ? maskedForms(secrets, unmasked, output) : [];
  if (!forms.length) return { stdio: 'inherit', attach: async () => {}, close: () => {} };
  const automaton = automatonOf(forms);
  // Two streams that are one for whoever reads them stay one: their lines keep their order.
  const isOne = names.length === 2 && isSameFile(...names.map((name) => NUMBERS[name]));
  const pipes = openPipes(isOne ? 1 : names.length);
  const channels = isOne && pipes ? ['stdout'] : names;
  const writeEnd = (name) => {
    if (!names.includes(name)) return 'inherit';
    return pipes ? (pipes[names.indexOf(name)] ?? pipes[0]).write : 'pipe';
  };
  const writers = new Set(pipes?.map(({ write }) => write));
  const closeWriters = () => {
    for (const write of writers) fs.closeSync(write);
    writers.clear();
  };
  return {
    stdio: ['inherit', ...Object.keys(NUMBERS).map(writeEnd)],
    attach(child) {
      closeWriters(); // they are the command's now, and their end is told by it alone
      return Promise.all(
        channels.map((name, i) =>
          through(new Mask(automaton), pipes?.[i].source ?? child[name], process[name], output),
        ),
      );
    },
    close() {
      // Sources end by themselves where a command had the writers.
      if (writers.size) for (const { source } of pipes) source.destroy();
      closeWriters();
    },
  };
}

function isSameFile(one, other) {
  const [a, b] = [one, other].map((number) => fs.fstatSync(number));
  return a.dev === b.dev && a.ino === b.ino;
}

/** The forms of all secrets that are masked. Those that are not, though somebody may think so, are named. */
function maskedForms(secrets, unmasked, output) {
  const known = new Set(secrets.map(({ name }) => name));
  const strange = unmasked.filter((name) => !known.has(name));
  if (strange.length) output.note(`--unmasked names what has no value from the server: ${strange.join(', ')}`);
  const masked = secrets.filter(({ name, value }) => value !== '' && !unmasked.includes(name));
  const short = masked.filter(({ value }) => isShort(value)).map(({ name }) => name);
  if (short.length) output.note(`too short to be masked, and shown where the command prints them: ${short.join(', ')}`);
  const { forms, plain } = formsWithin(masked);
  if (plain.length) output.note(`so large that they are masked as they are and in no other form: ${plain.join(', ')}`);
  return forms;
}

/** The forms of all secrets. The largest give up some where all together would take seconds and much memory. */
function formsWithin(secrets) {
  const forms = [];
  const plain = [];
  let size = 0;
  for (const { name, value } of secrets.toSorted((a, b) => a.value.length - b.value.length)) {
    let own = size < MOST_BYTES ? formsOf(value) : [];
    size += own.reduce((sum, { length }) => sum + length, 0);
    if (size >= MOST_BYTES) {
      own = formsOf(value, { isPlain: true });
      plain.push(name);
    }
    for (const form of own) forms.push(form);
  }
  return { forms, plain };
}

/** What comes from `source`, masked, into `sink`. It is read no faster than it can be written. */
async function through(mask, source, sink, output) {
  // A reader that has gone away ends the command, if it goes on writing, and not us.
  sink.removeAllListeners('error');
  sink.on('error', () => {});
  const write = (bytes) =>
    bytes.length && new Promise((resolve, reject) => sink.write(bytes, (error) => (error ? reject(error) : resolve())));
  if (!source) return; // the command did not start
  try {
    for await (const chunk of source) await write(mask.push(chunk));
    await write(mask.end());
  } catch (error) {
    source.destroy();
    if (error.code !== 'EPIPE') output.note(`what the command printed is lost (${error.code ?? error.name})`);
  }
}
