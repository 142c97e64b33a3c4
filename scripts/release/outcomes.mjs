// How a check of a release can end, besides well, and besides `Unavailable`, which is told in the list of what is left, never as passed.
import { CommandError } from '../lib/process.mjs';

/** A person has to do something before the release: it stands in the list of what is left, and the release is refused until then. */
export class Open extends Error {}

/** Lines of what is wrong, as an error; nothing for none. */
export function refuse(message, lines) {
  if (lines.length) throw new CommandError(message, lines.join('\n'));
}
