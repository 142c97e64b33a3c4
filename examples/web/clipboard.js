// What was copied is taken off the clipboard again. It cannot be looked at whether it is still ours: reading it
// would need the user's consent.

const SECONDS = 30;
let timer;

export function emptyLater() {
  clearTimeout(timer);
  timer = setTimeout(empty, SECONDS * 1000);
}

/** A page can write only while it is in front; else it is done when it comes back. */
async function empty() {
  try {
    await navigator.clipboard.writeText('');
  } catch {
    addEventListener('focus', empty, { once: true });
  }
}
