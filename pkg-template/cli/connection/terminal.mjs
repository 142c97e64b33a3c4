// Questions are asked on the terminal itself, so that a pipe into stdin does not disturb them, and nothing of them is
// on stdout.
import fs from 'node:fs';
import { builtIn, CliError, EXIT } from '../shared/index.mjs';
import { untilSignal } from './signals.mjs';

/** Its two ends. On Windows a name without the prefix of devices would be a file of the working folder. */
const [INPUT, OUTPUT] = process.platform === 'win32' ? ['\\\\.\\CONIN$', '\\\\.\\CONOUT$'] : ['/dev/tty', '/dev/tty'];

/** The terminal of the question that is being asked. */
let asking;

/** The terminal as two streams, or `undefined` where there is none. */
function openTerminal() {
  const handles = [];
  try {
    for (const [file, flags] of [
      [INPUT, 'r+'],
      [OUTPUT, 'w'],
    ]) {
      handles.push(fs.openSync(file, flags));
    }
    const tty = builtIn('tty');
    return { input: new tty.ReadStream(handles[0]), output: new tty.WriteStream(handles[1]) };
  } catch {
    for (const handle of handles) fs.closeSync(handle);
    return undefined;
  }
}

/** Whether there is somebody to ask. */
export function hasTerminal() {
  try {
    fs.closeSync(fs.openSync(INPUT, 'r+'));
    return true;
  } catch {
    return false;
  }
}

/** Gives the terminal its echo back, where a question is broken off. */
function restore() {
  if (asking?.input.isRaw) asking.input.setRawMode(false);
}

/**
 * Asks for something; `isSecret`: without an echo. Ctrl-C ends the command with 130, and the echo is back.
 *
 * @returns The answer, or `undefined` where there is no terminal.
 */
export async function ask(message, { isSecret = false } = {}) {
  asking = openTerminal();
  if (!asking) return undefined;
  try {
    const asked = () => (isSecret ? secretAnswer(message) : answer(message));
    return await untilSignal(asked, async () => restore());
  } finally {
    restore();
    asking.input.destroy();
    asking.output.end();
    asking = undefined;
  }
}

async function secretAnswer(message) {
  const { password } = await import('../ask/index.mjs');
  try {
    return await password({ message, mask: false }, asking);
  } catch (error) {
    throw error?.name === 'ExitPromptError' || error?.name === 'AbortPromptError' ? interrupted() : error;
  }
}

async function answer(message) {
  const { createInterface } = await import('node:readline');
  const lines = createInterface({ ...asking, terminal: true });
  try {
    return await new Promise((resolve, reject) => {
      lines.once('SIGINT', () => reject(interrupted()));
      lines.once('close', () => resolve('')); // Ctrl-D
      lines.question(`${message} `, resolve);
    });
  } finally {
    lines.close();
  }
}

const interrupted = () => new CliError(EXIT.signal + 2, 'ended by Ctrl-C', { kind: 'aborted' });
