// Signals: which are passed on to the command, and how passwork ends as the command did.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import { EXIT } from '../shared/index.mjs';

const signals = (names) => new Set(names.split(' ').map((name) => `SIG${name}`));

/**
 * Not passed on: what nobody can listen to; what tells a process of its own children, pipes, files and faults; what a terminal stops
 * those in the background by (with a listener, they would try to read or write for ever); and what Node's profiler sends itself.
 */
const OWN = signals('KILL STOP CHLD PIPE XFSZ SEGV BUS FPE ILL TRAP EMT TTIN TTOU PROF');

/** Signals that are passed on, each number once. On Windows there is none but Ctrl-C, which the console sends to both. */
export function passedOn(platform, known = os.constants.signals) {
  if (platform === 'win32') return ['SIGINT', 'SIGBREAK'];
  const own = new Set([...OWN].map((name) => known[name]));
  const names = new Map(Object.entries(known).map(([name, number]) => [number, name]));
  return [...names].filter(([number]) => !own.has(number)).map(([, name]) => name);
}

/** Those that a terminal sends by itself, to every process of its foreground group. */
const OF_TERMINAL = signals('INT QUIT TSTP WINCH INFO');

/** Those that by default end nobody. */
const HARMLESS = signals('TSTP CONT WINCH URG INFO');

/** Whether a signal that comes before there is a command is to end passwork. */
export const isDeadly = (name) => !HARMLESS.has(name);

/**
 * Keeps us alive, and hands signals to `send(name)`, until the function that is returned is called. By TSTP we stop as the command does.
 *
 * @param {() => boolean} isForeground Whether the terminal has sent its signals to the command as well.
 */
export function passSignals(
  send,
  { platform = process.platform, isForeground = inForeground, stop = () => process.kill(process.pid, 'SIGTSTP') } = {},
) {
  const listeners = passedOn(platform).flatMap((name) => {
    const listener = () => {
      if (platform !== 'win32' && !(OF_TERMINAL.has(name) && isForeground())) send(name);
      if (name !== 'SIGTSTP') return;
      process.off(name, listener);
      stop();
      process.on(name, listener); // here we go on
    };
    try {
      process.on(name, listener);
    } catch {
      return []; // not a signal that can be listened to here
    }
    return [[name, listener]];
  });
  return () => {
    for (const [name, listener] of listeners) process.off(name, listener);
  };
}

/** Whether our process group is the one in the foreground of the terminal. */
export function inForeground(read = () => fs.readFileSync('/proc/self/stat', 'utf8'), ask = askPs) {
  try {
    // After the name in brackets: state, parent, group, session, terminal, the terminal's foreground group.
    const stat = read();
    const [, , group, , terminal, foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return terminal !== '0' && group === foreground;
  } catch {} // no Linux
  try {
    const [group, foreground] = ask().trim().split(/\s+/);
    return group === foreground;
  } catch {
    return hasTerminal(); // nobody tells: as it mostly is
  }
}

const askPs = () =>
  execFileSync('ps', ['-o', 'pgid=,tpgid=', '-p', String(process.pid)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });

function hasTerminal() {
  try {
    fs.closeSync(fs.openSync('/dev/tty', 'r'));
    return true;
  } catch {
    return false;
  }
}

/** Until the command runs, a signal ends us. The system does not do that to the first process of a container. */
export function endByDefault({ pid = process.pid } = {}) {
  const names = pid === 1 ? ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'] : [];
  const listener = (_name, number) => process.exit(EXIT.signal + number);
  for (const name of names) process.on(name, listener);
  return () => {
    for (const name of names) process.off(name, listener);
  };
}

/** Signals whose default is a core dump: ours would be written for nothing, with all secrets in it. */
const WITH_CORE = new Set(
  ['QUIT', 'ILL', 'TRAP', 'ABRT', 'IOT', 'EMT', 'BUS', 'FPE', 'SEGV', 'SYS', 'XCPU', 'XFSZ'].map(
    (name) => `SIG${name}`,
  ),
);

/** Gives a signal its default: Node ignores some, and a listener that is taken away leaves the default behind. */
export function restoreDefault(name) {
  if (name === 'SIGKILL' || name === 'SIGSTOP') return;
  const listener = () => {};
  process.on(name, listener);
  process.removeAllListeners(name);
}

/**
 * Ends as the command has ended: gives its exit code, or dies by the signal that it died by. Where that does not work, 128 + n.
 *
 * @param {{code: number | null, signal: string | null}} outcome
 */
export function endAs({ code, signal }, { platform = process.platform, pid = process.pid, kill = killSelf } = {}) {
  if (signal === null) return code;
  if (platform !== 'win32' && pid !== 1 && !WITH_CORE.has(signal)) kill(signal);
  return EXIT.signal + (os.constants.signals[signal] ?? 0);
}

function killSelf(signal) {
  blocking();
  restoreDefault(signal);
  process.kill(process.pid, signal);
}

/** Puts back what Node changes on pipes, and would put back itself only at a regular exit: others use them too. */
export function blocking() {
  for (const stream of [process.stdout, process.stderr]) stream._handle?.setBlocking?.(true);
}
