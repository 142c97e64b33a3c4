// Questions are asked on the terminal itself, so that a pipe into stdin does not disturb them, and nothing of them is on stdout.
import fs from 'node:fs';
import tty from 'node:tty';
import { CliError, EXIT } from '../shared/index.mjs';

/** The terminal as two streams, or `undefined` where there is none. */
function openTerminal() {
  const [input, output] = process.platform === 'win32' ? ['CONIN$', 'CONOUT$'] : ['/dev/tty', '/dev/tty'];
  let read;
  try {
    read = fs.openSync(input, 'r+');
    const write = fs.openSync(output, 'w');
    return { input: new tty.ReadStream(read), output: new tty.WriteStream(write) };
  } catch {
    if (read !== undefined) fs.closeSync(read);
    return undefined;
  }
}

/** Whether there is somebody to ask. */
export function hasTerminal() {
  try {
    fs.closeSync(fs.openSync(process.platform === 'win32' ? 'CONIN$' : '/dev/tty', 'r+'));
    return true;
  } catch {
    return false;
  }
}

/**
 * Asks for something; `isSecret`: without an echo. Ctrl-C ends the command with 130, and the echo is back.
 *
 * @returns The answer, or `undefined` where there is no terminal.
 */
export async function ask(message, { isSecret = false } = {}) {
  const terminal = openTerminal();
  if (!terminal) return undefined;
  try {
    if (isSecret) {
      const { password } = await import('../ask/index.mjs');
      return await password({ message, mask: false }, terminal);
    }
    const { createInterface } = await import('node:readline/promises');
    const lines = createInterface({ ...terminal, terminal: true });
    try {
      return await new Promise((resolve, reject) => {
        lines.once('SIGINT', () => reject(interrupted()));
        lines.once('close', () => reject(interrupted()));
        lines.question(`${message} `).then(resolve, reject);
      });
    } finally {
      lines.close();
    }
  } catch (error) {
    if (error?.name === 'ExitPromptError' || error?.name === 'AbortPromptError') throw interrupted();
    throw error;
  } finally {
    terminal.input.destroy();
    terminal.output.end();
  }
}

const interrupted = () => new CliError(EXIT.signal + 2, 'ended by Ctrl-C', { kind: 'aborted' });
