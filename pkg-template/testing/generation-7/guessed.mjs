// Addresses that nobody has seen. A server has them only with `guessed: true`; otherwise they answer as one that lacks them.
import { addFiles, change, entry, showFile } from './items.mjs';
import { need, notFound, required } from './refusal.mjs';
import { behind, mail } from './shares.mjs';
import { contains, list } from './store.mjs';

function move(view, object, body) {
  need(body, 'vaultId');
  const { vaultId, folderId = null, keyEncrypted } = body;
  view.place(vaultId, folderId);
  if (view.isSealed(vaultId) && vaultId !== object.vaultId && !keyEncrypted) {
    throw required('keyEncrypted', 'The key for the target vault is missing');
  }
  Object.assign(object, { vaultId, folderId }, keyEncrypted && { keyEncrypted });
  return {};
}

function addFile(view, item, body) {
  need(body, 'name', 'encryptedKey', 'encryptedData', 'hash');
  return { id: addFiles(view.store, item, [body])[0].id };
}

function dropFile(item, id) {
  const files = item.attachments ?? [];
  if (!files.some((file) => file.id === id)) throw notFound('Attachment');
  item.attachments = files.filter((file) => file.id !== id);
  return {};
}

const mark = (object, isFavorite) => {
  object.isFavorite = isFavorite;
  return {};
};
const original = (view, id) => behind(view, view.shortcut(id));

export const guessed = {
  'GET /items/recent': (view) => list(view.items().slice(0, 3).map(entry)),
  'POST /items/:id/move': (view, body, { id }) => move(view, view.item(id), body),
  'POST /items/:id/favorite': (view, _, { id }) => mark(view.item(id), true),
  'POST /items/:id/unfavorite': (view, _, { id }) => mark(view.item(id), false),
  'POST /items/:id/attachment': (view, body, { id }) => addFile(view, view.itemOrInbox(id, true), body),
  'DELETE /items/:id/attachment/:file': (view, _, { id, file }) => dropFile(view.itemOrInbox(id, true), file),

  'DELETE /shortcuts/:id': (view, _, { id }) => {
    view.store.shortcuts.delete(view.shortcut(id).id);
    return { binItemId: view.store.newId() };
  },
  'POST /shortcuts/:id/move': (view, body, { id }) => move(view, view.shortcut(id), body),
  'POST /shortcuts/:id/favorite': (view, _, { id }) => mark(view.shortcut(id), true),
  'POST /shortcuts/:id/unfavorite': (view, _, { id }) => mark(view.shortcut(id), false),
  'GET /shortcuts/:id/attachment/:file': (view, _, { id, file }) => showFile(view.store, original(view, id), file),
  'POST /shortcuts/:id/attachment': (view, body, { id }) => addFile(view, original(view, id), body),
  'DELETE /shortcuts/:id/attachment/:file': (view, _, { id, file }) => dropFile(original(view, id), file),

  'GET /inbox-items': (view) => list(view.inboxes().map((one) => entry(mail(view, one)))),
  'GET /inbox-items/search': (view, { query }) =>
    list(
      view
        .inboxes()
        .map((one) => mail(view, one))
        .filter(({ name }) => contains(name, query)),
    ),
  'PATCH /inbox-items/:id': (view, body, { id }) => change(view, view.itemOrInbox(view.inbox(id).itemId, true), body),

  'GET /vaults/:id/access': (view, _, { id }) => ({
    vaultId: view.vault(id).id,
    users: [{ login: view.account.profile.login, access: 'admin' }],
  }),
};
