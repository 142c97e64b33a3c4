// The former states of an entry: Passwork 7 keeps one at each change.
import { h } from '../support/ui/dom.js';
import { icon } from '../support/ui/icons.js';

export const moment = (seconds) =>
  new Date(seconds * 1000).toLocaleString(undefined, { dateStyle: 'long', timeStyle: 'short' });

/** open(snapshot) is called for the one that was clicked. Nothing is shown while there is none. */
export function historyView({ list, open }) {
  const rows = h('ul');
  const view = h('section', { className: 'more', hidden: true }, h('h2', {}, 'History'), rows);
  const row = (snapshot) =>
    h(
      'li',
      {},
      h(
        'button',
        { onclick: () => open(snapshot) },
        icon('clock'),
        h('span', { className: 'value' }, moment(snapshot.createdAt)),
      ),
    );
  list().then(
    (snapshots) => {
      rows.replaceChildren(...snapshots.sort((a, b) => b.createdAt - a.createdAt).map(row));
      view.hidden = snapshots.length === 0;
    },
    () => {}, // not everybody may see it; the entry itself is there
  );
  return view;
}
