// Variables for the steps of a job of GitHub Actions. They go into a file that the runner reads after the step; what is
// printed before makes the runner show them as ***.
import fs from 'node:fs';
import { builtIn, usage } from '../shared/index.mjs';

/** Lines that are shorter are left readable: `}` or `---` as a secret would spoil the log. */
const LEAST_BYTES_OF_A_LINE = 6;

/** The file that the runner reads, opened before anything is asked for: what comes later must not be lost. */
export function runnerFile(env, isOutput) {
  const variable = isOutput ? 'GITHUB_OUTPUT' : 'GITHUB_ENV';
  const file = env[variable];
  if (!file) throw usage(`${variable} is not set: --format github is for steps of GitHub Actions`);
  try {
    return fs.openSync(file, fs.constants.O_RDWR | fs.constants.O_APPEND);
  } catch (error) {
    throw usage(`the file of ${variable} cannot be written (${error.code})`);
  }
}

const escaped = (text) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/** Commands by which the runner learns secrets: each value, and its lines. It takes none that is blank. */
export function masksFor(secrets) {
  const texts = secrets.flatMap(({ value }) => {
    const lines = value.split(/\r\n|\r|\n/).filter((line) => Buffer.byteLength(line) >= LEAST_BYTES_OF_A_LINE);
    return [value, ...lines];
  });
  return [...new Set(texts)]
    .filter((text) => text.trim() !== '')
    .map((text) => `::add-mask::${escaped(text)}\n`)
    .join('');
}

/** Appends variables to the runner's file, all at once. A value ends at a line that nobody can know before. */
export function appendTo(file, entries) {
  const end = `end-${builtIn('crypto').randomBytes(16).toString('hex')}`;
  const text = entries.map(([name, value]) => `${name}<<${end}\n${value}\n${end}\n`).join('');
  fs.writeFileSync(file, endsInLine(file) ? `\n${text}` : text);
  fs.closeSync(file);
}

/** Whether a file has something after its last line end. */
function endsInLine(file) {
  const { size } = fs.fstatSync(file);
  const last = Buffer.alloc(1);
  return size > 0 && fs.readSync(file, last, 0, 1, size - 1) === 1 && last[0] !== 0x0a;
}
