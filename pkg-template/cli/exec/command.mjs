// What is run: the words of a command, or a line for the shell.
import { usage } from '../shared/index.mjs';

/**
 * The program and its words. `cmd`: a line for the shell of the platform instead.
 *
 * @returns {{file: string, args: string[], verbatim?: boolean}} `verbatim`: on Windows the words are not quoted again.
 */
export function commandOf(words, cmd, { platform = process.platform, env = process.env } = {}) {
  if (cmd === undefined) {
    const [file, ...args] = words;
    if (file === undefined) throw usage('there is no command: passwork exec [options] -- COMMAND ARG…');
    return { file, args };
  }
  if (words.length) throw usage('--cmd and COMMAND are one or the other');
  if (platform !== 'win32') return { file: '/bin/sh', args: ['-c', cmd] };
  return { file: env.ComSpec || env.COMSPEC || 'cmd.exe', args: ['/d', '/s', '/c', `"${cmd}"`], verbatim: true };
}
