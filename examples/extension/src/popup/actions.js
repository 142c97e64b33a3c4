// What the popup does with an entry beside showing it.
import { say } from '../ui/toast.js';
import { ask } from './ask.js';

/** For the buttons of ui/buttons.js. */
export const tools = { say, copied: () => ask('copied') };

export async function fillPage(ref, { tabId }) {
  try {
    const done = await ask('fill', { ref, tabId });
    say(`Filled in: ${done.join(', ')}`);
  } catch (error) {
    say(error.message, true);
  }
}
