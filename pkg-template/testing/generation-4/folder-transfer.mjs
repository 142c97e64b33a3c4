// Folders that are moved or copied, with the values of all that is in them, sealed anew by the client.
import { Refusal } from './failures.mjs';
import { reseal } from './passwords.mjs';

export function transferFolder(view, id, body, isCopy) {
  const folder = view.folder(id);
  // A copy that lies in its original has an end: what is copied is known before.
  const place = view.place(body.vaultTo, body.folderTo, isCopy ? null : id);
  const ids = view.subtree(id);
  const passwords = view.state.passwords.filter((one) => ids.includes(one.folderId));
  const shortcuts = view.state.shortcuts.filter((one) => ids.includes(one.folderId));
  for (const one of passwords) needed(body.cryptedPasswords, one.id, 'passwordDataMissing', 'passwordId');
  for (const one of shortcuts) needed(body.shortcuts, one.id, 'shortcutDataMissing', 'shortcutId');
  const placeOf = isCopy ? copyFolders(view, ids, folder, place) : moveFolders(view, ids, folder, place);
  for (const one of passwords) {
    const password = taken(view, view.state.passwords, one, isCopy);
    Object.assign(password, { vaultId: place.vaultId, folderId: placeOf(one.folderId) });
    reseal(password, {
      cryptedPassword: body.cryptedPasswords[one.id],
      cryptedKey: body.cryptedKeys?.[one.id],
      custom: body.custom?.[one.id],
      attachments: body.attachments?.[one.id],
    });
  }
  for (const one of shortcuts) {
    const shortcut = taken(view, view.state.shortcuts, one, isCopy);
    const { cryptedKey } = body.shortcuts[one.id];
    Object.assign(shortcut, { vaultId: place.vaultId, folderId: placeOf(one.folderId), cryptedKey });
  }
  return placeOf(id);
}

function needed(values, id, code, member) {
  if (!values || !(id in values)) throw new Refusal(400, code, { [member]: id });
}

function moveFolders(view, ids, folder, { vaultId, folderId }) {
  for (const one of view.state.folders) if (ids.includes(one.id)) one.vaultId = vaultId;
  folder.parentId = folderId;
  return (id) => id;
}

function copyFolders(view, ids, folder, { vaultId, folderId }) {
  const copies = new Map(ids.map((id) => [id, view.random.id()]));
  for (const one of ids.map((id) => view.folder(id))) {
    const parentId = one === folder ? folderId : copies.get(one.parentId);
    view.state.folders.push({ ...one, id: copies.get(one.id), vaultId, parentId });
  }
  return (id) => copies.get(id);
}

function taken(view, list, one, isCopy) {
  if (!isCopy) return one;
  const copy = { ...one, id: view.random.id() };
  list.push(copy);
  return copy;
}
