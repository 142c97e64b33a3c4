// The hidden document (see later.js). It has no focus, so navigator.clipboard refuses; a copy command works.
const seconds = Number(location.search.slice(1));

document.addEventListener('copy', (event) => {
  event.clipboardData.setData('text/plain', '');
  event.preventDefault();
});

setTimeout(() => {
  document.execCommand('copy');
  setTimeout(() => window.close(), 500); // not at once: the clipboard is written by another process
}, seconds * 1000);
