// The probe: every guess on scratch vaults of somebody's server, and a report without values.
import * as items from './guesses/items.mjs';
import * as lists from './guesses/lists.mjs';
import * as server from './guesses/server.mjs';
import * as shortcuts from './guesses/shortcuts.mjs';
import { Scratch } from './scratch.mjs';
import { Missing, resultOf, Session, Stopped } from './session.mjs';
import { Findings, formOf, nameOr, reasonOf } from './words.mjs';

/** In the order of docs/passwork-7.md: the most useful first. */
export const GUESSES = [items, lists, server, shortcuts]
  .flatMap((file) => Object.values(file))
  .sort((a, b) => a.number - b.number);

/**
 * @param {object} options
 * @param {any} options.passwork a client that is logged in
 * @param {boolean} options.sealed whether there is client-side encryption
 * @param {() => any} options.withoutMasterKey another client of the same user, without the master key
 * @param {(origin: string, headers: string[]) => Promise<object>} options.preflight asks as a browser would
 * @param {AbortSignal} [options.signal] ends it early; it still cleans up
 * @param {(text: string) => void} [options.onProgress]
 * @param {(scratch: Scratch) => void} [options.onScratch] told before anything is made
 * @param {number} [options.pause] milliseconds between attempts to clean up
 */
export async function probe({ passwork, signal, pause, onProgress = () => {}, onScratch = () => {}, ...rest }) {
  const session = new Session(passwork, signal);
  const scratch = new Scratch(session, pause);
  onScratch(scratch);
  let stopped = null;
  let noVault = null;
  /** Runs a part; what is left of it when it could not go on. */
  const attempt = async (work) => {
    try {
      await work();
      return null;
    } catch (error) {
      if (error instanceof Stopped) {
        stopped = error.message;
        return stopped;
      }
      if (error instanceof Missing) return `${error.message} could not be had: ${reasonOf(error.result)}`;
      return `an answer could not be understood (${nameOr(error?.name, 'error')})`;
    }
  };

  onProgress('making two scratch vaults');
  noVault = await attempt(() => scratch.make());
  const guesses = [];
  for (const { number, title, needsVault = true, run } of GUESSES) {
    const found = new Findings();
    const why = stopped ?? (needsVault ? noVault : null);
    if (why) found.notTried('', why);
    else {
      onProgress(`${number}. ${title}`);
      const early = await attempt(() => run({ session, scratch, found, ...rest }));
      if (early) found.notTried(found.lines.length ? 'the rest' : '', early);
    }
    guesses.push({ number, title, lines: found.lines });
  }

  onProgress('cleaning up');
  const { answers, left } = await scratch.cleanUp(passwork);
  const deletions = guesses.find(({ title }) => title === items.writes.title);
  const answered = answers.filter((one) => one.ok || typeof one.status === 'number');
  for (const text of new Set(answered.map((one) => (one.ok ? `answers ${formOf(one.answer)}` : reasonOf(one)))))
    deletions.lines.push({ outcome: 'seen', text: `\`DELETE /vaults/{id}\`: ${text}` });
  return { guesses, stopped, left };
}

/** What kind of server it is, in words that tell nobody which one. */
export async function factsOf(passwork, sealed, own) {
  const { ok, answer } = await resultOf(() => passwork.version());
  return [
    `passwork-wasm ${own}`,
    `the server says version ${ok ? nameOr(`v${answer?.version}`, '…') : 'nothing'}`,
    `client-side encryption: ${sealed ? 'yes' : 'no'}`,
  ];
}
