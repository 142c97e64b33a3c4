// Runs of the conformance kit for API v4. It opens what was sent with each key that it knows until one fits. The padding of a block and
// UTF-8 fit a wrong key once in a million and a half tries, which is one run in twenty to fifty: then it reads noise. All is sealed anew
// in every run, so a scenario that failed by this passes when it is played again; one that fails by a fault of ours does not.
import { say } from '../lib/script.mjs';

/** Most scenarios that fail by chance in one run. More are a fault, and stand. */
const MOST_BY_CHANCE = 3;

/**
 * Plays the kit, and again what failed.
 *
 * @param {(grep?: string) => Promise<{counts: object, scenarios: {name: string, ok: boolean, difference: string}[]}>} play
 * @returns the counts: a scenario has failed that failed both times
 */
export async function playKit(play) {
  const { counts, scenarios } = await play();
  const wrong = scenarios.filter(({ ok }) => !ok);
  if (!wrong.length || wrong.length > MOST_BY_CHANCE) return counts;
  for (const { name, difference } of wrong) say(`${name} is played again: ${difference.slice(0, 300)}`);
  const names = wrong.map(({ name }) => name.replace(/[^\w-]/g, '\\$&'));
  const again = await play(`^(?:${names.join('|')})$`);
  return { ...again.counts, passed: counts.passed + again.counts.passed };
}
