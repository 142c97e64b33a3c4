// An item with all that it holds, opened.
import { customsOf, isSealedItem, locked, placeOf, shownEntry } from '../shared/index.mjs';

/** The methods for items, and those for shortcuts to them. */
export const METHODS = {
  item: {
    read: 'getPassword',
    attachment: 'getAttachment',
    edit: 'editPassword',
    remove: 'deletePassword',
    attach: 'addPasswordAttachment',
    detach: 'deletePasswordAttachment',
  },
  shortcut: {
    read: 'getShortcutPassword',
    attachment: 'getShortcutPasswordAttachment',
    edit: 'editShortcutPassword',
    remove: 'deleteShortcut',
    attach: 'addShortcutPasswordAttachment',
    detach: 'deleteShortcutPasswordAttachment',
  },
};

/** Where an item or shortcut lies, and the item as the library reads it. */
export async function readItem(passwork, item) {
  return readEntry(passwork, await passwork.locate(placeOf(item)));
}

/** What was located, as it is now. */
export const readEntry = async (passwork, entry) => ({
  entry,
  password: await passwork[METHODS[entry.type].read](entry.id),
});

/** Whether this session can open the values of an item. */
export function ensureOpen({ entry, password }, hasMaster) {
  if (!hasMaster && isSealedItem(password)) throw locked(shownEntry(entry));
}

/** `{id, type, name, path, vaultId, folderId, login, password, url, description, tags, color, custom, attachments}`. */
export function opened({ entry, password }) {
  const { id, type, name, path, vaultId, folderId } = entry;
  const { login, url, description, tags, color } = password;
  return {
    id,
    type,
    name,
    path,
    vaultId,
    folderId,
    login,
    password: password.getPassword(),
    url,
    description,
    tags: tags ?? [],
    color: color === null || color === undefined || Number(color) === 0 ? null : Number(color),
    custom: customsOf(password).map(({ name, type, value }) => ({ name, type, value })),
    attachments: attachmentsOf(password).map(({ id, name }) => ({ id, name })),
  };
}

export const attachmentsOf = (password) => (Array.isArray(password.attachments) ? password.attachments : []);

/** An attachment of an item, by its id. */
export const attachmentOf = (passwork, { entry }, id) => passwork[METHODS[entry.type].attachment](entry.id, id);
