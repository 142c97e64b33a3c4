// The three columns and what happens between them: tree, list, one entry.
import { iconButton } from '../support/ui/buttons.js';
import { h } from '../support/ui/dom.js';
import { icon, logo } from '../support/ui/icons.js';
import { say } from '../support/ui/toast.js';
import { detailsView } from './details.js';
import { edit } from './editor.js';
import { listView } from './list.js';
import { treeView } from './tree.js';

const WAIT = 200; // milliseconds after the last key

export function browserView({ passwork, user, logOut }) {
  const search = h('input', {
    type: 'search',
    placeholder: 'Search',
    'aria-label': 'Search all passwords',
    autocomplete: 'off',
    spellcheck: false,
  });
  const details = h('section', { className: 'details', 'aria-label': 'Password' });
  const list = listView({ open, add });
  const tree = treeView({ passwork, choose });
  let place = null; // what the list shows: { title, load, vaultId?, folderId? }

  function choose(chosen) {
    place = chosen;
    search.value = '';
    view.dataset.shows = 'list';
    details.replaceChildren(nothing());
    list.show(chosen);
  }

  function open(item) {
    view.dataset.shows = 'details';
    details.replaceChildren(detailsView({ passwork, item, changed, back: () => (view.dataset.shows = 'list') }));
  }

  /** An entry was edited: the list may name it otherwise now. */
  function changed(item) {
    open(item);
    if (place) list.show(place, item);
  }

  async function add() {
    const { vaultId, folderId } = place;
    const made = await edit({}, (fields) => passwork.addPassword({ vaultId, folderId, ...fields }));
    if (!made) return;
    say(`Added: ${made.name}`);
    changed({ ...made, shortcut: null });
  }

  let timer;
  search.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const query = search.value.trim();
      if (!query) return place && list.show(place);
      view.dataset.shows = 'list';
      list.show({
        title: `“${query}”`,
        load: () => passwork.searchPasswords(query, [], [], null, false, true),
      });
    }, WAIT);
  });

  const view = h(
    'div',
    { className: 'browser' },
    h(
      'header',
      { className: 'top' },
      logo(),
      h('strong', {}, 'Vaults'),
      h('div', { className: 'search' }, icon('search'), search),
      h('span', { className: 'muted who' }, user?.name ?? user?.fullName ?? user?.login ?? ''),
      iconButton('lock', 'Log out', logOut),
    ),
    tree,
    list.element,
    details,
  );
  view.dataset.shows = 'tree';
  details.append(nothing());
  return view;
}

const nothing = () => h('div', { className: 'empty' }, icon('key'), h('p', {}, 'Choose a password to see it.'));
