// Shortcuts and the inbox.
import { addFiles, dropFile, showFile } from './files.mjs';
import { edit } from './passwords.mjs';

function openInboxItem(view, id, body) {
  const item = view.inboxItem(id);
  if (item.style !== 'old') item.viewed = true;
  else if (body.passwordCrypted && body.silent === false) {
    item.viewed = true;
    view.state.vaults.find((vault) => vault.id === item.vaultId).passwordCrypted = body.passwordCrypted;
  }
  return view.showInboxItem(item);
}

function markInboxViewed(view) {
  view.state.inboxNotifications = 0;
  return true;
}

const INBOX = [
  [
    'GET',
    '/sharing/inbox/list',
    (view) => view.state.inbox.map(({ id, name, viewed, from }) => ({ id, name, viewed, from })),
  ],
  ['GET', '/sharing/inbox/count', (view) => view.state.inbox.length],
  ['GET', '/sharing/inbox/notifications/count', (view) => view.state.inboxNotifications],
  ['POST', '/sharing/inbox/notifications/mark-as-viewed', markInboxViewed],
  ['POST', '/sharing/inbox/:id', (view, { id }, body) => openInboxItem(view, id, body)],
];

const behind = (view, id) => view.behind(view.shortcut(id));

function editBehind(view, id, { cryptedKey, ...body }) {
  edit(view, behind(view, id), body);
  return view.showShortcut(view.shortcut(id));
}

function removeShortcut(view, id) {
  view.state.shortcuts.splice(view.state.shortcuts.indexOf(view.shortcut(id)), 1);
  return true;
}

function transferShortcut(view, id, { vaultTo, folderTo, cryptedKey }, isCopy) {
  const source = view.shortcut(id);
  const place = view.place(vaultTo, folderTo);
  const shortcut = isCopy ? { ...source, id: view.random.id() } : source;
  if (isCopy) view.state.shortcuts.push(shortcut);
  Object.assign(shortcut, place, { cryptedKey });
  return shortcut.id;
}

function setFavorite(shortcut, value) {
  shortcut.isFavorite = value;
  return true;
}

const SHORTCUTS = [
  ['GET', '/sharing/shortcut/:id', (view, { id }) => view.showShortcut(view.shortcut(id))],
  ['PUT', '/sharing/shortcut/:id', (view, { id }, body) => editBehind(view, id, body)],
  ['DELETE', '/sharing/shortcut/:id', (view, { id }) => removeShortcut(view, id)],
  ['GET', '/sharing/shortcut/:id/attachment/:file', (view, { id, file }) => showFile(view, behind(view, id), file)],
  ['POST', '/sharing/shortcut/:id/attachment', (view, { id }, body) => addFiles(view, behind(view, id), [body])[0]],
  ['DELETE', '/sharing/shortcut/:id/attachment/:file', (view, { id, file }) => dropFile(view, behind(view, id), file)],
  ['POST', '/sharing/shortcut/:id/move', (view, { id }, body) => transferShortcut(view, id, body, false)],
  ['POST', '/sharing/shortcut/:id/copy', (view, { id }, body) => transferShortcut(view, id, body, true)],
  ['POST', '/sharing/shortcut/:id/favorite', (view, { id }) => setFavorite(view.shortcut(id), true)],
  ['POST', '/sharing/shortcut/:id/unfavorite', (view, { id }) => setFavorite(view.shortcut(id), false)],
  ['GET', '/sharing/shortcut/:id/sharingInfo', (view, { id }) => ({ shortcutId: view.shortcut(id).id, users: [] })],
];

export const SHARING = [...INBOX, ...SHORTCUTS];
