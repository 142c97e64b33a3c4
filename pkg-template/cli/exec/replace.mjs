// `exec --replace`: the command takes the place of passwork, by execve(2). Where that fails, some versions of Node abort, with all secrets
// in a core dump: so whatever can be found out before is.
import fs from 'node:fs';
import { cannotRun } from './child.mjs';
import { blocking, restoreDefault } from './signals.mjs';

export const canReplace = () => typeof process.execve === 'function';

/** Words and environment may have so many bytes together, by what systems allow at least. */
const MOST_BYTES = 2_000_000;

/** Becomes the command. */
export function replaceBy({ file, args }, env) {
  const found = programOf(file, args, env);
  if (found.code) throw cannotRun(file, found);
  blocking();
  // Node ignores these two, and a command would inherit that.
  restoreDefault('SIGPIPE');
  restoreDefault('SIGXFSZ');
  try {
    process.execve(found.program, found.words, { ...env });
  } catch (error) {
    throw cannotRun(file, error);
  }
}

/**
 * What execvp(3) would run: `{program, words}`, the words with the name in front; or `{code}`, why it would not.
 */
export function programOf(file, args, env) {
  const { code, program } = found(file, env.PATH ?? '/bin:/usr/bin');
  if (code) return { code };
  const texts = [file, ...args, ...Object.entries(env).map(([name, value]) => `${name}=${value}`)];
  if (texts.reduce((sum, text) => sum + Buffer.byteLength(text) + 9, 0) > MOST_BYTES) return { code: 'E2BIG' };
  const head = headOf(program);
  const [, interpreter] = /^#![ \t]*([^\s\0]+)/.exec(head.toString('latin1')) ?? [];
  if (interpreter !== undefined) {
    const missing = whyNot(interpreter);
    return missing ? { code: missing } : { program, words: [file, ...args] };
  }
  // A script without a first line for the system is one of the shell.
  if (!head.includes(0)) return { program: '/bin/sh', words: ['/bin/sh', program, ...args] };
  return isForThisMachine(head) ? { program, words: [file, ...args] } : { code: 'ENOEXEC' };
}

function found(file, path) {
  if (file === '') return { code: 'ENOENT' };
  if (file.includes('/')) return { program: file, code: whyNot(file) };
  let code = 'ENOENT';
  for (const folder of path.split(':')) {
    const program = `${folder || '.'}/${file}`;
    const reason = whyNot(program);
    if (reason === undefined) return { program };
    if (reason !== 'ENOENT') code = reason;
  }
  return { code };
}

function whyNot(program) {
  try {
    if (!fs.statSync(program).isFile()) return 'EACCES';
    fs.accessSync(program, fs.constants.X_OK);
    return undefined;
  } catch ({ code }) {
    return code === 'ENOTDIR' ? 'ENOENT' : code;
  }
}

/** The beginning of a file; of one that may only be run, that of Node itself, which is as good. */
function headOf(program) {
  const head = Buffer.alloc(256);
  let handle;
  try {
    handle = fs.openSync(program, 'r');
  } catch {
    return headOf(process.execPath);
  }
  try {
    return head.subarray(0, fs.readSync(handle, head));
  } finally {
    fs.closeSync(handle);
  }
}

/** Whether a program is of the kind that Node is: on Linux, ELF of the same width, byte order and machine. */
function isForThisMachine(head) {
  const own = headOf(process.execPath);
  const kind = (bytes) => [bytes.toString('latin1', 0, 6), bytes.toString('latin1', 18, 20)].join();
  return process.platform !== 'linux' || kind(head) === kind(own);
}
