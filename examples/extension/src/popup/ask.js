// Asks the background for something.

/** @throws what went wrong there: an Error with a `kind`. That the session has ended is told to the whole popup too. */
export async function ask(type, message = {}) {
  const { value, error } = (await chrome.runtime.sendMessage({ type, ...message }).catch(stopped)) ?? {};
  if (!error) return value;
  if (error.kind === 'locked') document.dispatchEvent(new CustomEvent('locked', { detail: error.message }));
  throw Object.assign(new Error(error.message), { kind: error.kind });
}

/** The browser ended the background before it answered. The next call starts it again. */
const stopped = () => ({
  error: { kind: 'stopped', message: 'The browser has stopped this extension in between. Try again.' },
});
