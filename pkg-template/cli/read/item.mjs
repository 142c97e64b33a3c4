// An item with all that it holds, opened.
import { isSealed, locked, placeOf } from '../shared/index.mjs';

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
  const entry = await passwork.locate(placeOf(item));
  const password = await passwork[METHODS[entry.type].read](entry.id);
  return { entry, password };
}

/** Whether anything of an item is sealed. */
export const isSealedItem = (password) =>
  [
    password.cryptedPassword,
    password.cryptedKey,
    password.shortcut?.cryptedKey,
    ...(password.custom ?? []).flatMap((field) => [field?.name, field?.value]),
    ...(password.attachments ?? []).map((file) => file?.encryptedKey),
  ].some(isSealed);

/** Whether this session can open the values of an item. */
export function ensureOpen({ entry, password }, hasMaster) {
  if (!hasMaster && isSealedItem(password)) throw locked(entry.path ?? entry.id);
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

/** Custom fields, opened. */
export const customsOf = (password) => password.getCustoms() ?? [];

export const attachmentsOf = (password) => (Array.isArray(password.attachments) ? password.attachments : []);

/** An attachment of an item, by its id. */
export const attachmentOf = (passwork, { entry, password }, id) =>
  passwork[METHODS[entry.type].attachment](entry.type === 'item' ? password.id : entry.id, id);
