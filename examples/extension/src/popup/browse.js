// The entries for the page in the current tab, and the search through all.
import { copyButton, iconButton } from '../ui/buttons.js';
import { avatar, h } from '../ui/dom.js';
import { icon, logo } from '../ui/icons.js';
import { fillPage, tools } from './actions.js';
import { ask } from './ask.js';

const WAIT = 180; // milliseconds after the last key

export function browseView({ host, user, page, open, lock }) {
  const here = page.url && new URL(page.url).hostname;
  const input = h('input', {
    type: 'search',
    placeholder: 'Search all passwords',
    'aria-label': 'Search all passwords',
    autocomplete: 'off',
    spellcheck: false,
    autofocus: true,
  });
  const title = h('h2');
  const list = h('ul', { className: 'rows' });
  const rest = h('div', { 'aria-live': 'polite' });

  const row = (item, forHere) =>
    h(
      'li',
      { className: 'row' },
      h(
        'button',
        { className: 'open', onclick: () => open(item) },
        avatar(item.name),
        h(
          'span',
          { className: 'two-lines' },
          h('span', {}, item.name || 'Without a name'),
          h('span', {}, item.login || item.url || '–'),
        ),
      ),
      forHere &&
        h(
          'button',
          {
            className: 'primary',
            'aria-label': `Fill ${item.name} in this page`,
            onclick: () => fillPage(item.ref, page),
          },
          'Fill',
        ),
      copyButton(`the password of ${item.name}`, () => ask('secret', { ref: item.ref, field: 'password' }), tools),
    );

  let latest = 0;
  /** Shows a list when it comes, unless another was asked for meanwhile. */
  async function load(heading, forHere, promise, empty) {
    latest += 1;
    const mine = latest;
    title.textContent = heading;
    const slow = setTimeout(() => {
      if (mine !== latest) return;
      list.replaceChildren();
      rest.replaceChildren(h('div', { className: 'loading' }, h('span', { className: 'spinner' })));
    }, 150);
    try {
      const items = await promise;
      if (mine !== latest) return;
      list.replaceChildren(...items.map((item) => row(item, forHere)));
      rest.replaceChildren(...(items.length ? [] : [empty]));
    } catch (error) {
      if (mine !== latest) return;
      list.replaceChildren();
      rest.replaceChildren(
        h(
          'div',
          { className: 'empty' },
          h('p', { className: 'notice bad', role: 'alert' }, error.message),
          h('button', { onclick: refresh }, 'Try again'),
        ),
      );
    } finally {
      clearTimeout(slow);
    }
  }

  const nothing = (name, strong, text) =>
    h('div', { className: 'empty' }, icon(name), h('strong', {}, strong), h('p', {}, text));

  function refresh() {
    const query = input.value.trim();
    if (query)
      load(
        'Found',
        false,
        ask('search', { query }),
        nothing('search', 'Nothing found', `No entry has “${query}” in it.`),
      );
    else if (here)
      load(
        `For ${here}`,
        true,
        ask('forPage', { url: page.url }),
        nothing('key', 'Nothing for this page', 'Search for it by its name, login or address.'),
      );
    else
      load(
        '',
        false,
        Promise.resolve([]),
        nothing('key', 'No page with passwords', 'Open a page to log in to, or search.'),
      );
  }

  let timer;
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, WAIT);
  });

  const view = h(
    'section',
    { className: 'browse', onkeydown: arrows },
    h(
      'header',
      {},
      logo(),
      h('span', { className: 'two-lines' }, h('span', {}, user || 'Passwork'), h('span', {}, new URL(host).host)),
      iconButton('lock', 'Lock', lock),
    ),
    h('div', { className: 'search' }, icon('search'), input),
    title,
    list,
    rest,
  );

  /** Up and down: through the search field and the entries. */
  function arrows(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [input, ...view.querySelectorAll('button.open')];
    const at = stops.indexOf(
      document.activeElement.closest('.row')?.querySelector('button.open') ?? document.activeElement,
    );
    stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus();
    event.preventDefault();
  }

  refresh();
  return view;
}
