// What was copied is taken off the clipboard again. It cannot be looked at whether it is still ours:
// reading the clipboard would need a permission that this extension does not ask for.

const SECONDS = 30;

/** Starts the time, or starts it anew. */
export const emptyLater = chrome.offscreen ? () => (last = last.then(byDocument)) : byTimer;

let last = Promise.resolve(); // one at a time: there can be only one such document

/** Chromium: a worker has no clipboard and may be stopped sooner; a hidden document has and is not. */
async function byDocument() {
  await chrome.offscreen.closeDocument().catch(() => {}); // there was none
  await chrome.offscreen
    .createDocument({
      url: `clipboard/empty.html?${SECONDS}`,
      reasons: ['CLIPBOARD'],
      justification: 'Takes a copied password off the clipboard after a while',
    })
    .catch(console.warn); // the next copy tries again
}

let timer;

/** Firefox: the event page has the clipboard itself. If it is put to sleep first, it is emptied then. */
function byTimer() {
  clearTimeout(timer);
  timer = setTimeout(empty, SECONDS * 1000);
}

function empty() {
  clearTimeout(timer);
  timer = undefined;
  return navigator.clipboard.writeText('');
}

if (!chrome.offscreen) {
  chrome.runtime.onSuspend.addListener(() => {
    if (timer) empty();
  });
}
