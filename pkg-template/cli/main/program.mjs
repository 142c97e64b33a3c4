// From the definitions to commander.
import { Argument, Command, Option } from 'commander';
import { EXIT, usage } from '../shared/index.mjs';
import { COMMANDS, CONNECTION, EVERYWHERE, PRINTING } from './definitions/index.mjs';
import { inline, named } from './own-options.mjs';

const list = (value, before = []) => [...before, value];

const KINDS = {
  list: ([flags, about]) => [new Option(flags, about).argParser(list)],
  inline,
  named,
};

/** These are words of their own: there is a `--color` that is a number, and both kinds of `--symbols` at once are a mistake. */
const OWN_WORDS = ['--no-color', '--no-symbols'];

const plain = ([flags, about]) => {
  const option = new Option(flags, about);
  if (OWN_WORDS.includes(flags)) option.negate = false;
  return [option];
};

/** The options of a definition: one, or several where it stands for the words of this command line. */
const optionsOf = (definition, words = []) => (KINDS[definition[2]] ?? plain)(definition, words);

/**
 * The program. `carryOut(definition, args, options)` is called with what was given.
 *
 * @param {string} version Of the package.
 * @param {string[]} words Of this command line, for options whose names are in it.
 */
export function programOf(version, carryOut, words = []) {
  const program = new Command('passwork')
    .description('Secrets of a Passwork server (API v4 and Passwork 7), for people and for pipelines.')
    .usage('[options] COMMAND …')
    .version(version, '-V, --version')
    .helpCommand(true)
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ outputError: () => {} });
  for (const [group, heading] of [
    [CONNECTION, 'Connection:'],
    [PRINTING, 'Printing:'],
  ]) {
    for (const one of group) for (const made of optionsOf(one)) program.addOption(made.helpGroup(heading));
  }
  for (const definition of meantBy(words)) addCommand(program, definition, { carryOut, words });
  return program;
}

const isNamed = ({ name, alias }, word) => word === name || word === alias;

/** The commands that these words may mean: where some are named, the others, with all their options, would take 20 ms for nothing. */
function meantBy(words) {
  const named = COMMANDS.filter((one) => words.some((word) => isNamed(one, word)));
  const asksForAll = ['-h', '--help'].includes(words[0]) || (words[0] === 'help' && words.length < 2);
  return named.length && !asksForAll ? named : COMMANDS;
}

/** A command, or one that has commands of its own. */
function addCommand(parent, definition, told) {
  const command = parent.command(definition.name).description(definition.about);
  command.exitOverride();
  command.configureOutput({ outputError: () => {} });
  if (definition.alias) command.alias(definition.alias);
  for (const [name, about] of definition.arguments ?? []) command.addArgument(new Argument(name, about));
  addOptions(command, definition, told.words);
  if (definition.subcommands) return addSubcommands(command, definition, told);
  // Options of exec end at the first word that is none: what follows is the command's, whatever it looks like.
  if (definition.passThrough) command.passThroughOptions();
  return command.action((...given) => {
    const args = given.slice(0, -2).flat();
    const options = optionsWithin(command);
    if (!definition.passThrough) return told.carryOut(definition, args, options);
    const rest = restOf(command, definition, args, told.words);
    return told.carryOut(definition, rest.args, { ...options, ...rest.options });
  });
}

function addSubcommands(command, definition, told) {
  command.enablePositionalOptions().allowExcessArguments().helpCommand(true);
  const { group, name } = definition;
  for (const one of definition.subcommands) addCommand(command, { group, ...one }, told);
  const names = definition.subcommands.map((one) => one.name).join(', ');
  command.action(() => {
    throw usage(`${name} takes one of: ${names}. See passwork help ${name}`);
  });
}

function addOptions(command, definition, words) {
  for (const one of definition.options ?? []) for (const made of optionsOf(one, words)) command.addOption(made);
  const own = new Set(command.options.map(({ long }) => long));
  // Global options are the command's own too, so that they may stand after its name; its help names the program's.
  for (const made of EVERYWHERE.flatMap((one) => optionsOf(one))) {
    if (!own.has(made.long)) command.addOption(made.hideHelp());
  }
}

/**
 * Of a command whose last words are another command: where something of its own comes first (`rotate ITEM …`), its options may stand
 * after that too.
 */
function restOf(command, definition, args, words) {
  const first = (definition.arguments ?? []).filter(([name]) => !name.includes('...')).length;
  if (!first) return { args, options: {} };
  const rest = new Command(definition.name).argument('[command...]').passThroughOptions();
  rest.exitOverride();
  rest.configureOutput({ outputError: () => {} });
  rest.helpInformation = () => command.helpInformation();
  addOptions(rest, definition, words);
  rest.action(() => {});
  rest.parse(args.slice(first), { from: 'user' });
  return { args: [...args.slice(0, first), ...rest.args], options: set(rest) };
}

/** Options that somebody gave, to the command or to those above it. */
const optionsWithin = (command) => ({ ...(command.parent ? optionsWithin(command.parent) : {}), ...set(command) });

/** Options that somebody gave: a default of commander must not hide what stood before the command's name. */
const set = (command) =>
  Object.fromEntries(
    Object.entries(command.opts()).filter(([name]) => command.getOptionValueSource(name) !== 'default'),
  );

/**
 * The exit code for words that commander does not understand: a command that starts another one says by it that it has not. `undefined`:
 * that of bad usage.
 */
export function failureOf(words) {
  for (let i = 0; i < words.length; i++) {
    if (!words[i].startsWith('-')) {
      const command = COMMANDS.find((one) => isNamed(one, words[i]));
      return command?.passThrough ? EXIT.notStarted : undefined;
    }
    const [, value = ''] = EVERYWHERE.find(([flags]) => flags.startsWith(`${words[i]} `))?.[0].split(' ') ?? [];
    if (value.startsWith('<') || (value && !words[i + 1]?.startsWith('-'))) i++;
  }
  return undefined;
}
