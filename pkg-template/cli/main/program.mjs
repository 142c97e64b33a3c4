// From the definitions to commander.
import { Argument, Command, Option } from 'commander';
import { COMMANDS, CONNECTION, EVERYWHERE, PRINTING } from './definitions/index.mjs';

const list = (value, before = []) => [...before, value];

function option([flags, about, kind]) {
  const made = new Option(flags, about);
  return kind === 'list' ? made.argParser(list) : made;
}

/** Global options are the command's own too, so that they may stand after its name; its help names the program's. */
const hidden = (definition) => option(definition).hideHelp();

/**
 * The program. `carryOut(definition, args, options)` is called with what was given.
 *
 * @param {string} version Of the package.
 */
export function programOf(version, carryOut) {
  const program = new Command('passwork')
    .description('Secrets of a Passwork server (API v4 and Passwork 7), for people and for pipelines.')
    .usage('[options] COMMAND …')
    .version(version, '-V, --version')
    .helpCommand(true)
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ outputError: () => {} });
  for (const definition of CONNECTION) program.addOption(option(definition).helpGroup('Connection:'));
  for (const definition of PRINTING) program.addOption(option(definition).helpGroup('Printing:'));
  for (const definition of COMMANDS) {
    const command = program.command(definition.name).description(definition.about).exitOverride();
    command.configureOutput({ outputError: () => {} });
    if (definition.alias) command.alias(definition.alias);
    for (const [name, about] of definition.arguments ?? []) command.addArgument(new Argument(name, about));
    for (const one of definition.options ?? []) command.addOption(option(one));
    const own = new Set(command.options.map(({ long }) => long));
    for (const one of EVERYWHERE) {
      const made = hidden(one);
      if (!own.has(made.long)) command.addOption(made);
    }
    // Options of exec end at the first word that is none: what follows is the command's, whatever it looks like.
    if (definition.passThrough) command.passThroughOptions();
    command.action((...given) => carryOut(definition, flat(given.slice(0, -2)), { ...set(program), ...set(command) }));
  }
  return program;
}

/** The exit code that the command of these words has for failures of its own, if it has one: commander may fail before it gets there. */
export function failureOf(words) {
  for (let i = 0; i < words.length; i++) {
    if (!words[i].startsWith('-')) {
      return COMMANDS.find(({ name, alias }) => name === words[i] || alias === words[i])?.failure;
    }
    const [, value = ''] = EVERYWHERE.find(([flags]) => flags.startsWith(`${words[i]} `))?.[0].split(' ') ?? [];
    if (value.startsWith('<') || (value && !words[i + 1]?.startsWith('-'))) i++;
  }
  return undefined;
}

const flat = (args) => args.flat();

/** Options that somebody gave: a default of commander must not hide what stood before the command's name. */
const set = (command) =>
  Object.fromEntries(
    Object.entries(command.opts()).filter(([name]) => command.getOptionValueSource(name) !== 'default'),
  );
