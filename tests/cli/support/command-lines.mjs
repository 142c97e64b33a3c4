// The command lines of passwork in a text, and whether the definitions know them.
import { COMMANDS, EVERYWHERE } from '../../../pkg-template/cli/main/definitions/index.mjs';

const flagsOf = ([flags]) => flags.replace(/\s*[<[].*$/, '').split(/,\s*/);
const takesValue = ([flags]) => /<[^>]*>$/.test(flags);
const GLOBAL = [...EVERYWHERE, ['-h, --help'], ['-V, --version']];

/** All command lines in a text: the words after `passwork`, as far as they are words without quotes. */
export const commandLinesIn = (text) =>
  [...text.replace(/\\\n\s*/g, ' ').matchAll(/(?<=^|[\s"'(`=$@])passwork((?:[ \t]+[^\s|;&>)"'`#]+)+)/gm)]
    .map(([, words]) => words.trim().split(/\s+/))
    .filter(([word]) => /^-|^[a-z]/.test(word)); // others stand for words: COMMAND, …, %*

/**
 * What is wrong with a command line: `undefined`, or `{missing}` for a command that there is not, or `{wrong}` for an option that it does
 * not have.
 */
export function problemOf(words) {
  let definitions = COMMANDS;
  let options = GLOBAL;
  let command;
  let isChild = false;
  for (let i = 0; i < words.length && !isChild; i += 1) {
    const word = words[i];
    if (word === '--') return command ? undefined : { wrong: 'no command' };
    if (word.startsWith('-') && word !== '-') {
      const [name] = word.split('=');
      const option = options.find((one) => flagsOf(one).includes(name) || isNamed(one, name));
      if (!option) return { wrong: name };
      if (takesValue(option) && !word.includes('=')) i += 1;
    } else if (definitions) {
      command = definitions.find(({ name, alias }) => name === word || alias === word);
      if (!command) return word === 'help' ? undefined : { missing: word };
      definitions = command.subcommands;
      options = [...(command.options ?? []), ...GLOBAL];
    } else isChild = command.passThrough === true && !command.arguments?.some(([name]) => !name.includes('...'));
  }
  return undefined;
}

/** `--custom-NAME`: what follows is the user's. */
const isNamed = ([flags], name) => /--\w+-NAME/.test(flags) && name.startsWith(flags.split('NAME')[0]);
