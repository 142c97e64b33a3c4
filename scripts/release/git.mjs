// What git says of this repository.
import { root } from '../build/project.mjs';
import { answer, CommandError } from '../lib/process.mjs';

/** What a quick command of git prints, or null when it fails. */
export const git = (...args) => answer(['git', '-C', root, ...args]);

/** The whole name of a commit or tag. */
export function commitOf(name) {
  const commit = git('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`);
  if (!commit) throw new CommandError(`there is no commit ${name} here`);
  return commit;
}
