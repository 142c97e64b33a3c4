// The commands: what `passwork --help`, the completions and docs/cli.md are made from. `group`: the file that carries them out.
import { ATTACHMENT } from './attachment.mjs';
import { CHECK } from './check.mjs';
import { EXEC } from './exec.mjs';
import { READ } from './read.mjs';
import { SESSION } from './session.mjs';
import { TEMPLATE } from './template.mjs';
import { TOOLS } from './tools.mjs';
import { WRITE } from './write.mjs';

export { CONNECTION, EVERYWHERE, PRINTING } from './common.mjs';

const of = (group, commands) => commands.map((command) => ({ group, ...command }));

export const COMMANDS = [
  ...of('read', READ),
  ...of('session', SESSION),
  ...of('template', TEMPLATE),
  ...of('exec', EXEC),
  ...of('attachment', ATTACHMENT),
  ...of('write', WRITE),
  ...of('tools', TOOLS),
  ...of('check', CHECK),
];
