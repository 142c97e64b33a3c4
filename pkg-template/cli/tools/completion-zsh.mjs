// The completion of zsh, for `eval` after compinit, or as a file `_passwork` in a folder of $fpath.
import { shellQuoted as quoted } from '../shared/index.mjs';
import { knownWord, PROGRAMS, withValue, wordsAfter } from './completion-model.mjs';

/** A description in a specification of _arguments. */
const escaped = (text) => text.replace(/[\\[\]:]/g, '\\$&');

/** What gives the values: an action of _arguments. An empty list where nothing is known, which ends no completion of options. */
function action(takes) {
  if (takes === 'file') return '_files';
  return `(${Array.isArray(takes) ? takes.join(' ') : ''})`;
}

/** The specifications of an option, one for each of its names. */
function specs({ names, about, takes, isOptional }) {
  const others = names.length > 1 ? `(${names.join(' ')})` : '';
  return names.map((name) => {
    const value = takes === undefined ? '' : `${isOptional ? '::' : ':'}value:${action(takes)}`;
    const sign = takes === undefined ? '' : isOptional ? '=-' : name.startsWith('--') ? '=' : '+';
    return quoted(`${others}${name}${sign}[${escaped(about)}]${value}`);
  });
}

const described = (words) => words.map(([word, about]) => quoted(`${word}:${about.replaceAll(':', '\\:')}`)).join(' ');

const branch = (pattern, options, ...rest) => `    ${pattern})
      _arguments -S \\
        ${[...options.flatMap(specs), ...rest].join(' \\\n        ')}
      ;;`;

function commandCase(model, command) {
  const { names, options, takesCommand } = command;
  if (takesCommand) {
    return branch(names.join('|'), options, "'(-)1:command:_command_names -e'", "'*::arguments:_normal'");
  }
  if (!model.parents.includes(names[0])) return branch(names.join('|'), options, `'*: :${action(knownWord(command))}'`);
  const list = `commands=(${described(wordsAfter(model, names[0]))})`;
  return `    ${names.join('|')}) ${list}; _describe -t commands command commands ;;`;
}

export const zsh = (model) => `#compdef ${PROGRAMS.join(' ')}
# Completion of passwork for zsh: eval "$(passwork completion zsh)" after compinit
_passwork() {
  local -a commands
  local name=
  local -i at=2
  while (( at < CURRENT )); do
    case $words[at] in
      ${withValue(model).join('|')}) (( at += 2 )) ;;
      -*) (( at += 1 )) ;;
      *)
        name=\${name:+$name/}$words[at]
        case $name in ${['""', ...model.parents].join('|')}) (( at += 1 )) ;; *) break ;; esac ;;
    esac
  done
  if [[ -n $name && at -lt CURRENT ]]; then
    words=("\${(@)words[at,-1]}")
    (( CURRENT -= at - 1 ))
  fi
  commands=(${described([...wordsAfter(model), ['help', 'how a command is used']])})
  case $name in
${branch("''", model.global, "'1:command:{_describe -t commands command commands}'")}
${model.commands.map((command) => commandCase(model, command)).join('\n')}
    help) _describe -t commands command commands ;;
  esac
}
if [[ $funcstack[1] == _passwork ]]; then _passwork "$@"; else compdef _passwork ${PROGRAMS.join(' ')}; fi
`;
