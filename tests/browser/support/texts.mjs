// What a list on a page shows. A heading is there before the answer that fills what is below it, so a list is not
// looked at once: it has a time to become what it should be, and the last look is compared.
import assert from 'node:assert/strict';

const UNTIL_MS = 10_000;
const PAUSE_MS = 20;

/** Waits until the texts of all that `locator` finds are `expected`, in their order. */
export async function textsBecome(locator, expected) {
  const end = Date.now() + UNTIL_MS;
  for (;;) {
    const texts = await locator.allTextContents();
    if (Date.now() > end || JSON.stringify(texts) === JSON.stringify(expected)) {
      return assert.deepEqual(texts, expected);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
