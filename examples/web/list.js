// The passwords of a vault or folder, or what a search has found.
import { avatar, h } from '../support/ui/dom.js';
import { icon } from '../support/ui/icons.js';
import { explain } from './explain.js';

/** open(item) and add() are called for what was clicked. */
export function listView({ open, add }) {
  const title = h('h1');
  const addButton = h('button', { onclick: add, hidden: true }, icon('plus'), 'New');
  const rows = h('ul');
  const rest = h('div', { 'aria-live': 'polite' });
  const element = h(
    'section',
    { className: 'list', 'aria-label': 'Passwords' },
    h('header', {}, title, addButton),
    rows,
    rest,
  );

  function row(item) {
    const button = h(
      'button',
      { className: 'item', onclick: () => choose(button, item) },
      avatar(item.name ?? ''),
      h(
        'span',
        { className: 'two-lines' },
        h('span', {}, item.name || 'Without a name'),
        h('span', {}, (item.inbox?.from && `From ${item.inbox.from}`) || item.login || item.url || '–'),
      ),
      item.shortcut &&
        h('span', { className: 'muted mark', title: 'A shortcut to a password elsewhere' }, icon('link')),
    );
    return h('li', {}, button);
  }

  function mark(button) {
    rows.querySelector('[aria-current]')?.removeAttribute('aria-current');
    button?.setAttribute('aria-current', 'true');
  }

  function choose(button, item) {
    mark(button);
    open(item);
  }

  let latest = 0;
  /** `current`: the entry that stays chosen. */
  async function show(place, current = null) {
    latest += 1;
    const mine = latest;
    title.textContent = place.title;
    addButton.hidden = !place.vaultId;
    if (!current) rest.replaceChildren(h('div', { className: 'loading' }, h('span', { className: 'spinner' })));
    if (!current) rows.replaceChildren();
    try {
      const items = await place.load();
      if (mine !== latest) return; // another was chosen meanwhile
      rows.replaceChildren(...items.map(row));
      rest.replaceChildren(...(items.length ? [] : [h('div', { className: 'empty' }, h('p', {}, 'Nothing here.'))]));
      if (current) mark(rows.children[items.findIndex(({ id }) => id === current.id)]?.firstChild);
    } catch (error) {
      const text = await explain(error);
      if (mine !== latest) return;
      rest.replaceChildren(
        h(
          'div',
          { className: 'empty' },
          h('p', { className: 'notice bad', role: 'alert' }, text),
          h('button', { onclick: () => show(place) }, 'Try again'),
        ),
      );
    }
  }

  return { element, show };
}
