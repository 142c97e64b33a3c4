// The completion of fish: for `source`, or as a file passwork.fish in a folder of completions.
import { fishQuoted as quoted } from '../shared/index.mjs';
import { knownWord, PROGRAMS, withValue, wordsAfter } from './completion-model.mjs';

/** An option of `complete` for each name of an option, and those for its value. */
function named({ names, about, takes, isOptional }) {
  const all = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name[1]}`)).join(' ');
  return `${all}${valued(takes, isOptional)} -d ${quoted(about)}`;
}

function valued(takes, isOptional) {
  if (takes === undefined || (isOptional && takes === 'text')) return '';
  if (Array.isArray(takes)) return ` -xa ${quoted(takes.join(' '))}`;
  if (isOptional) return ' -F';
  return takes === 'file' ? ' -rF' : ' -x';
}

export function fish(model) {
  const lines = [];
  const add = (name, rest) => lines.push(`    complete -c $program -n ${quoted(`__passwork_is ${name}`)} ${rest}`);
  const addWords = (name, words) => {
    for (const [word, about] of words) add(name, `-a ${word} -d ${quoted(about)}`);
  };
  for (const option of model.global) add('""', named(option));
  addWords('""', wordsAfter(model));
  for (const command of model.commands) {
    const here = command.names.join(' ');
    for (const option of command.options) add(here, named(option));
    if (command.takesCommand) add(here, "-xa '(__fish_complete_subcommand)'");
    if (model.parents.includes(command.names[0])) addWords(here, wordsAfter(model, command.names[0]));
    const known = knownWord(command);
    if (known) add(here, known === 'file' ? '-F' : `-a ${quoted(known.join(' '))}`);
  }
  addWords('help', wordsAfter(model));
  return `# Completion of passwork for fish: passwork completion fish | source
# Whether the command of this line is one of those named: attachment/get for a command of a command, "" for none yet.
function __passwork_is
    set -l words (commandline -opc)
    set -l name
    set -e words[1]
    while set -q words[1]
        switch $words[1]
            case ${withValue(model).join(' ')}
                set -q words[2]; and set -e words[1]
            case '-*'
            case '*'
                set name (string join / $name $words[1])
                contains -- $name ${model.parents.join(' ')}; or break
        end
        set -e words[1]
    end
    contains -- "$name" $argv
end
for program in ${PROGRAMS.join(' ')}
    complete -c $program -f
${lines.join('\n')}
end
`;
}
