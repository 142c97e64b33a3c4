// What completions need to know of the commands.

/** The names under which the program is installed. */
export const PROGRAMS = ['passwork', 'passwork-wasm'];

const HELP = ['-h, --help', 'how it is used'];
const VERSION = ['-V, --version', 'the version of passwork-wasm'];

/**
 * Commands and options in one form: `{global, commands, parents}`.
 *
 * A command is `{names, about, options, words, takesCommand}`; those of a command that has commands of its own are named
 * `attachment/get`, and `parents` are the first parts of such names. An option is `{names, about, takes}`: `takes` says what a value is,
 * `undefined` for none, `'text'`, `'file'`, or a list of choices; with `isOptional` it may be left out.
 */
export function modelOf({ commands, everywhere }) {
  const global = [...everywhere, HELP].map(optionOf);
  const model = { global: [...global, optionOf(VERSION)], commands: [], parents: [] };
  for (const definition of commands) add(model, definition, global, '');
  return model;
}

function add(model, definition, global, before) {
  const { name, alias, about, arguments: words = [], options = [], subcommands, passThrough } = definition;
  const names = (alias ? [name, alias] : [name]).map((one) => before + one);
  // An option whose name is the user's own has nothing to be completed.
  const own = options.filter(([flags]) => !/--\w+-[A-Z]/.test(flags)).map(optionOf);
  const taken = new Set(own.flatMap((option) => option.names));
  model.commands.push({
    names,
    about,
    options: [...own, ...global.filter((option) => !option.names.some((one) => taken.has(one)))],
    words: words.map(([word]) => kindOf(word.slice(1, -1))),
    takesCommand: passThrough === true,
  });
  if (!subcommands) return;
  model.parents.push(...names);
  for (const one of subcommands) add(model, one, global, `${name}/`);
}

function optionOf([flags, about]) {
  const [, value] = /[<[]=?([^<[]*)[>\]]$/.exec(flags) ?? [];
  const names = flags.replace(/\s*[<[].*$/, '').split(/,\s*/);
  return { names, about, takes: value === undefined ? undefined : kindOf(value), isOptional: flags.endsWith(']') };
}

/** What a value is, by the name that the definitions give it. */
function kindOf(name) {
  const bare = name.replace(/\.\.\.$/, '');
  if (bare.includes('|')) return bare.split('|');
  return /^(?:file|folder)$/.test(bare) ? 'file' : 'text';
}

/** What is known of the words of a command: the first of which something is. */
export const knownWord = ({ words }) => words.find((takes) => takes !== 'text');

/** The names of all options with a value of their own: the word after one is no command. */
export const withValue = ({ global, commands }) => [
  ...new Set(
    [...global, ...commands.flatMap(({ options }) => options)]
      .filter(({ takes, isOptional }) => takes !== undefined && !isOptional)
      .flatMap(({ names }) => names),
  ),
];

/** The commands that may follow a name, or begin a line: `[word, about]`. */
export const wordsAfter = ({ commands }, parent) => {
  const start = parent === undefined ? '' : `${parent}/`;
  return commands.flatMap(({ names, about }) =>
    names
      .filter((name) => name.startsWith(start) && !name.slice(start.length).includes('/'))
      .map((name) => [name.slice(start.length), about]),
  );
};
