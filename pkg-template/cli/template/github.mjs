// Variables for the steps of a job of GitHub Actions. They go into a file that the runner reads after the step; what is
// printed before makes the runner show them as ***.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { usage } from '../shared/index.mjs';

/** Lines that are shorter are left readable: `}` or `---` as a secret would spoil the log. */
const LEAST_BYTES_OF_A_LINE = 6;

/** The file that the runner reads. */
export function runnerFile(env, isOutput) {
  const variable = isOutput ? 'GITHUB_OUTPUT' : 'GITHUB_ENV';
  const file = env[variable];
  if (!file) throw usage(`${variable} is not set: --format github is for steps of GitHub Actions`);
  try {
    fs.accessSync(file, fs.constants.W_OK);
  } catch (error) {
    throw usage(`the file of ${variable} cannot be written (${error.code})`);
  }
  return file;
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
  const blocks = entries.map(([name, value]) => {
    const end = `end_${randomBytes(24).toString('hex')}`;
    return `${name}<<${end}\n${value}\n${end}\n`;
  });
  fs.appendFileSync(file, endsInLine(file) ? `\n${blocks.join('')}` : blocks.join(''));
}

/** Whether a file has something after its last line end. */
function endsInLine(file) {
  const handle = fs.openSync(file, 'r');
  try {
    const { size } = fs.fstatSync(handle);
    const last = Buffer.alloc(1);
    return size > 0 && fs.readSync(handle, last, 0, 1, size - 1) === 1 && last[0] !== 0x0a;
  } finally {
    fs.closeSync(handle);
  }
}
