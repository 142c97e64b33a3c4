// Commands that start another one.
import { EXIT } from '../../shared/index.mjs';
import { VARIABLES } from './variables.mjs';

export const EXEC = [
  {
    name: 'exec',
    alias: 'run',
    // What goes wrong before the command runs must not look like a code of the command.
    failure: EXIT.notStarted,
    passThrough: true,
    arguments: [['[command...]', 'the command, and all words after it; no shell is between']],
    about: 'run a command with secrets in its environment',
    options: [
      ...VARIABLES,
      ['--resolve-env', 'references that stand in the environment too; or PASSWORK_RESOLVE_ENV=1'],
      ['--cmd <text>', 'a line for the shell instead of COMMAND'],
      ['--mask <mode>', 'values in what the command prints become ***: auto (not on a terminal), always, never'],
      ['--unmasked <name>', 'the value of this variable may be shown; once for each', 'list'],
      ['--keep-credentials', 'credentials of passwork stay in the environment'],
      ['--replace', 'the command takes the place of passwork; nothing is masked'],
    ],
  },
];
