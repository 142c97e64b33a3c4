// Questions before something is deleted.
import { ask, hasTerminal } from '../connection/index.mjs';
import { CliError, EXIT, shownName, usage } from '../shared/index.mjs';

/** Refuses, before anything is sent, what nobody can be asked about. */
export function ensureAnswer({ options }) {
  if (!options.yes && !hasTerminal()) throw usage('there is no terminal to ask on: --yes deletes without a question');
}

/** Asks whether to go on, unless --yes says so. */
export async function confirm({ options }, question) {
  if (options.yes) return;
  const answer = await ask(`${shownName(question)} [y/N]`);
  if (!/^y(es)?$/i.test(answer?.trim() ?? '')) {
    throw new CliError(EXIT.refused, 'nothing was deleted', { kind: 'aborted' });
  }
}
