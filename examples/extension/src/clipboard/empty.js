// The hidden document (see later.js). It has no focus, so navigator.clipboard refuses; a copy command works.
const seconds = Number(location.search.slice(1));

document.addEventListener('copy', (event) => {
  event.clipboardData.setData('text/plain', '');
  event.preventDefault();
});

setTimeout(() => {
  document.execCommand('copy');
  window.close();
}, seconds * 1000);
