// The commands: what `passwork --help`, the completions and docs/cli.md are made from. `group`: the file that carries them out.
import { ATTACHMENT } from './attachment.mjs';
import { READ } from './read.mjs';
import { WRITE } from './write.mjs';

export { CONNECTION, EVERYWHERE, PRINTING } from './common.mjs';

const of = (group, commands) => commands.map((command) => ({ group, ...command }));

export const COMMANDS = [...of('read', READ), ...of('attachment', ATTACHMENT), ...of('write', WRITE)];
