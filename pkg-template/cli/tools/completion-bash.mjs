// The completion of bash, from 3.2 on, with or without the package bash-completion.
import { knownWord, PROGRAMS, withValue, wordsAfter } from './completion-model.mjs';

const namesOf = (options) => options.flatMap(({ names }) => names).join(' ');
const wordsOf = (model, parent) => wordsAfter(model, parent).map(([word]) => word);

/** What puts candidates for the current word into COMPREPLY. */
function reply(takes) {
  if (takes === 'file') return '_passwork_files';
  return Array.isArray(takes) ? `_passwork_words '${takes.join(' ')}'` : ':';
}

/** The lines of a `case` that give the values of options. */
function values(options) {
  const byReply = new Map();
  for (const { names, takes, isOptional } of options) {
    if (takes === undefined || (isOptional && takes === 'text')) continue;
    const name = reply(takes);
    byReply.set(name, [...(byReply.get(name) ?? []), ...names]);
  }
  return [...byReply].map(([name, names]) => `        ${names.join('|')}) ${name}; return ;;`).join('\n');
}

const branch = (pattern, options, ...rest) => `    ${pattern})
      case $before in
${values(options)}
      esac
      ${[...rest, `_passwork_options '${namesOf(options)}' || `].join('\n      ')}`;

function commandCase(model, command) {
  const { names, options, takesCommand } = command;
  const child = takesCommand ? ['_passwork_child && return'] : [];
  const isParent = model.parents.includes(names[0]);
  const then = isParent ? reply(wordsOf(model, names[0])) : reply(knownWord(command));
  return `${branch(names.join('|'), options, ...child)}${then} ;;`;
}

export const bash = (model) => `# Completion of passwork for bash: eval "$(passwork completion bash)"
_passwork_words() { COMPREPLY=($(compgen -W "$1" -- "$word")); }
_passwork_options() { [[ $word == -* ]] && _passwork_words "$1"; }
_passwork_files() {
  local IFS=$'\\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -f -- "$word"))
}
# Moves at behind an option and its value.
_passwork_skip() {
  case \${COMP_WORDS[at]} in
    ${withValue(model).join('|')}) ((at += 1)) ;;
  esac
  if [[ \${COMP_WORDS[at]} == '=' ]]; then ((at += 1)); elif [[ \${COMP_WORDS[at + 1]} == '=' ]]; then ((at += 2)); fi
  ((at += 1))
}
# The command that is started; fails where its first word has not come yet.
_passwork_child() {
  while ((at < COMP_CWORD)); do
    case \${COMP_WORDS[at]} in
      --) ((at += 1)); break ;;
      -*) _passwork_skip ;;
      *) break ;;
    esac
  done
  if ((at > COMP_CWORD)) || { ((at == COMP_CWORD)) && [[ $word == -* ]]; }; then return 1
  elif declare -F _command_offset >/dev/null; then _command_offset "$at"
  elif ((at == COMP_CWORD)); then COMPREPLY=($(compgen -c -- "$word"))
  else _passwork_files
  fi
}
_passwork() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} name= at=1
  COMPREPLY=()
  if [[ $before == '=' ]]; then before=\${COMP_WORDS[COMP_CWORD - 2]}
  elif [[ $word == '=' ]]; then word=
  fi
  while ((at < COMP_CWORD)); do
    case \${COMP_WORDS[at]} in
      -*) _passwork_skip ;;
      *)
        name=\${name:+$name/}\${COMP_WORDS[at]}
        ((at += 1))
        case $name in ${['""', ...model.parents].join('|')}) ;; *) break ;; esac ;;
    esac
  done
  case $name in
${branch("''", model.global)}${reply([...wordsOf(model), 'help'])} ;;
${model.commands.map((command) => commandCase(model, command)).join('\n')}
    help) ${reply(wordsOf(model))} ;;
  esac
}
complete -F _passwork ${PROGRAMS.join(' ')}
`;
