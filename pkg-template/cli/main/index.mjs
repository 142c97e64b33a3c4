// The start: reads the command line, loads the part that carries it out, and ends with its exit code.
import { EXIT, outputTo, usage } from '../shared/index.mjs';
import { isCompatible } from './compatible.mjs';
import { COMMANDS, EVERYWHERE } from './definitions/index.mjs';
import { failureOf, programOf } from './program.mjs';

/** A part of the command line is a file of its own, loaded when one of its commands is called. */
const GROUPS = {
  exec: () => import('../exec/index.mjs'),
  read: () => import('../read/index.mjs'),
  session: () => import('../session/index.mjs'),
  template: () => import('../template/index.mjs'),
  write: () => import('../write/index.mjs'),
  attachment: () => import('../attachment/index.mjs'),
  tools: () => import('../tools/index.mjs'),
  check: () => import('../check/index.mjs'),
};

/** Carries out the command line of this process. */
export async function start(version) {
  // A reader that has gone away ends us quietly, as `head` ends `ls`.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ended);
  // At this signal Node would open its debugger to everybody on this machine. A listener that is taken away leaves the default: the end.
  process.on('SIGUSR1', ended).off('SIGUSR1', ended);
  process.exitCode = await run(version, inOrder(process.argv.slice(2)));
}

/** Other failures are those of the write that has failed, and are told by whoever wrote. */
function ended(error) {
  if (error.code === 'EPIPE') process.exit(EXIT.signal + 13);
}

/** `help attachment get` as commander takes it: `attachment help get`. */
function inOrder(words) {
  const [first, name, ...rest] = words;
  const isGroup = COMMANDS.some((one) => one.subcommands && one.name === name);
  return first === 'help' && isGroup && rest.length ? [name, first, ...rest] : words;
}

/** Words that say how failures are printed, wherever they stand: they hold before commander has read the rest. */
const has = (words, option) => {
  const end = words.indexOf('--');
  return words.slice(0, end < 0 ? words.length : end).includes(option);
};

async function run(version, words) {
  let output = outputTo(process.stdout, process.stderr, {
    json: has(words, '--json'),
    debug: has(words, '--debug'),
    color: !has(words, '--no-color'),
    words,
  });
  let exitCode = EXIT.done;
  let failure = failureOf(words);
  const carryOut = async (definition, args, options) => {
    output = outputTo(process.stdout, process.stderr, { ...options, color: !options.noColor, words });
    ({ failure } = definition);
    refuseEmpty(definition, options);
    // Questions are painted by others, who look there; a command that is started has its own environment.
    if (options.noColor && definition.group !== 'exec') process.env.NO_COLOR = '1';
    const group = await GROUPS[definition.group]();
    const definitions = { commands: COMMANDS, everywhere: EVERYWHERE };
    const context = { args, options, output, env: process.env, version, definitions };
    context.isCompatible = isCompatible(process);
    const code = await group[definition.handler ?? definition.name](context);
    if (typeof code === 'number') exitCode = code;
  };
  const program = programOf(version, carryOut, words);
  if (!words.length) {
    process.stderr.write(program.helpInformation());
    return EXIT.usage;
  }
  try {
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Help and version that were asked for are no failures.
    if (error?.code?.startsWith?.('commander.') && error.exitCode === 0) return EXIT.done;
    return output.failure(told(error), failure);
  }
}

/** Options that may be empty, by the group of their command: an empty text clears a member, and no parameters are none. */
const MAY_BE_EMPTY = {
  write: ['login', 'url', 'description', 'tag', 'tags', 'password', 'custom'],
  tools: ['params'],
};

/** Refuses an option with an empty value: mostly a variable that is not set, and never what somebody meant. */
function refuseEmpty({ group }, options) {
  for (const [name, value] of Object.entries(options)) {
    if (MAY_BE_EMPTY[group]?.includes(name)) continue;
    if (value !== '' && !(Array.isArray(value) && value.includes(''))) continue;
    throw usage(`--${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)} is empty`);
  }
}

/** commander's failures in our words. Of a word that it does not know nothing is repeated that may be a value: `-phunter2`. */
function told(error) {
  if (!error?.code?.startsWith?.('commander.')) return error;
  if (error.code === 'commander.help') return usage('there is no such command. See passwork help');
  const message = error.message
    .replace(/^error: |\.$/g, '')
    .replace(/^unknown command '.*'/s, 'there is no such command')
    .replace(/^(unknown option '(?:--[^=]*|-.)).*'/su, "$1'")
    .replace(/\s+/g, ' ');
  return usage(`${message}. See passwork help`);
}
