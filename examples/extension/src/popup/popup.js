// Which view is shown, and the messages at the lower edge.
import { h } from '../ui/dom.js';
import { webPage } from '../address.js';
import { ask } from './ask.js';
import { browseView } from './browse.js';
import { entryView } from './entry.js';
import { loginView } from './login.js';

const app = document.getElementById('app');
const toast = document.getElementById('toast');

const show = (view) => {
  app.replaceChildren(view);
  view.querySelector('[autofocus]')?.focus();
};

let timer;
function say(text, bad = false) {
  clearTimeout(timer);
  toast.textContent = text;
  toast.className = bad ? 'shown bad' : 'shown';
  timer = setTimeout(() => {
    toast.className = '';
  }, 3500);
}

async function start(notice = '') {
  show(h('div', { className: 'loading', role: 'status', 'aria-label': 'Loading' }, h('span', { className: 'spinner' })));
  const [state, [tab]] = await Promise.all([
    ask('state'),
    chrome.tabs.query({ active: true, currentWindow: true }), // its address is visible by activeTab
  ]);
  if (!state.unlocked) return show(loginView({ host: state.host, notice, done: () => start() }));

  const page = { tabId: tab?.id, url: webPage(tab?.url) };
  const browse = browseView({
    ...state,
    page,
    say,
    open: (item) => show(entryView({ item, page, say, back: () => show(browse) })),
    lock: () => ask('lock').then(() => start('Locked. Nothing of the session is left here.')),
  });
  show(browse);
}

document.addEventListener('locked', ({ detail }) => start(detail));
start();
