import { change, entry, matching } from './items.mjs';
import { find, invalid, need } from './refusal.mjs';
import { list } from './store.mjs';

const LIFETIMES = ['1 hour', '1 week', '1 month', 'unlimited'];

export const behind = (view, shortcut) => find(view.store.items, shortcut.itemId, 'Item');

function searchShortcuts(view, input) {
  const all = view.shortcuts().map((shortcut) => ({ ...shortcut, shortcut, item: behind(view, shortcut) }));
  return list(
    matching(all, input).map(({ item, shortcut: { keyEncrypted, isFavorite, ...shortcut } }) => ({
      ...entry(item),
      shortcut,
    })),
  );
}

function addShortcut(view, body) {
  const { store } = view;
  need(body, 'itemId', 'vaultId');
  const { itemId, vaultId, folderId = null, keyEncrypted = null } = body;
  find(store.items, itemId, 'Item');
  view.place(vaultId, folderId);
  const id = store.newId();
  store.shortcuts.set(id, { id, itemId, vaultId, folderId, keyEncrypted, creator: view.account.profile.login });
  return { id };
}

/** Nothing is behind the address of a link: what was shared stands in the request. */
function addLink(view, { expirationTime, type, itemId, shortcutId }) {
  if (!LIFETIMES.includes(expirationTime)) throw invalid('Unknown lifetime', 'expirationTime');
  if (!['single_use', 'reusable'].includes(type)) throw invalid('Unknown type', 'type');
  if (shortcutId) view.shortcut(shortcutId);
  else view.itemOrInbox(itemId);
  return { url: `https://passwork.test/s/${view.store.newId()}` };
}

export const mail = (view, { itemId, inbox }) => ({ ...find(view.store.items, itemId, 'Item'), inbox });

export const shares = {
  'GET /shortcuts/search': searchShortcuts,
  'GET /shortcuts/:id': (view, _, { id }) => {
    const { isFavorite, ...shortcut } = view.shortcut(id);
    return { ...behind(view, shortcut), shortcut, path: view.store.path(shortcut.vaultId) };
  },
  'POST /shortcuts': addShortcut,
  'PATCH /shortcuts/:id': (view, body, { id }) => change(view, behind(view, view.shortcut(id)), body),
  'GET /inbox-items/:id': (view, _, { id }) => mail(view, view.inbox(id)),
  'POST /links': addLink,
};
