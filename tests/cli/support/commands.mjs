// Which commands this build has: some parts of a document or a table are of commands that a branch may not have yet.
import { COMMANDS } from '../../../pkg-template/cli/main/definitions/index.mjs';

const names = new Set(COMMANDS.flatMap(({ name, alias }) => [name, ...(alias ? [alias] : [])]));

export const hasCommand = (name) => names.has(name);

/** The reason to skip what needs commands, or `false`. */
export const withoutCommands = (...needed) => {
  const missing = needed.filter((name) => !names.has(name));
  return missing.length ? `this build has no ${missing.join(', ')}` : false;
};
