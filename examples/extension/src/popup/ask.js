// Asks the background for something.

/** @throws what went wrong there: an Error with a `kind`. That the session has ended is told to the whole popup too. */
export async function ask(type, message = {}) {
  const { value, error } = (await chrome.runtime.sendMessage({ type, ...message })) ?? {};
  if (!error) return value;
  if (error.kind === 'locked') document.dispatchEvent(new CustomEvent('locked', { detail: error.message }));
  throw Object.assign(new Error(error.message), { kind: error.kind });
}
