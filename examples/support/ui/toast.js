// Short messages over the page: <div id="toast" role="status"></div>.
const place = document.getElementById('toast');
let timer;

export function say(text, bad = false) {
  clearTimeout(timer);
  place.textContent = text;
  place.className = bad ? 'shown bad' : 'shown';
  timer = setTimeout(() => {
    place.className = '';
  }, 3500);
}
