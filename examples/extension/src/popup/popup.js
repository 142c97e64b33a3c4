// Which view is shown, and the session that may end.

import { webPage } from '../address.js';
import { h } from '../ui/dom.js';
import { RENEWED } from '../ui/tokens.js';
import { ask } from './ask.js';
import { browseView } from './browse.js';
import { entryView } from './entry.js';
import { loginView } from './login.js';

const app = document.getElementById('app');

const show = (view) => {
  app.replaceChildren(view);
  view.querySelector('[autofocus]')?.focus();
};

async function start(notice = '') {
  show(
    h('div', { className: 'loading', role: 'status', 'aria-label': 'Loading' }, h('span', { className: 'spinner' })),
  );
  const [state, [tab]] = await Promise.all([
    ask('state'),
    chrome.tabs.query({ active: true, currentWindow: true }), // its address is visible by activeTab
  ]);
  if (!state.unlocked)
    return show(loginView({ host: state.host, notice: notice || (state.renewed && RENEWED), done: () => start() }));

  const page = { tabId: tab?.id, url: webPage(tab?.url) };
  const browse = browseView({
    ...state,
    page,
    open: (item) => show(entryView({ item, page, back: () => show(browse) })),
    lock: () =>
      ask('lock').then((renewed) =>
        start(renewed ? `Locked. ${RENEWED}` : 'Locked. Nothing of the session is left here.'),
      ),
  });
  show(browse);
}

document.addEventListener('locked', ({ detail }) => start(detail));
start();
