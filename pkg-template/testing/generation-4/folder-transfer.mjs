// Folders that are moved or copied, with the values of all that is in them, sealed anew by the client.
import { Refusal } from './failures.mjs';
import { reseal } from './passwords.mjs';

export function transferFolder(view, id, body, isCopy) {
  const folder = view.folder(id);
  view.vault(body.vaultTo);
  if (body.folderTo) view.folder(body.folderTo);
  const ids = view.subtree(id);
  const passwords = view.state.passwords.filter((one) => ids.includes(one.folderId));
  const shortcuts = view.state.shortcuts.filter((one) => ids.includes(one.folderId));
  for (const one of passwords) needed(body.cryptedPasswords, one.id, 'passwordDataMissing', 'passwordId');
  for (const one of shortcuts) needed(body.shortcuts, one.id, 'shortcutDataMissing', 'shortcutId');
  const placeOf = isCopy ? copyFolders(view, ids, folder, body) : moveFolders(view, ids, folder, body);
  for (const one of passwords) {
    const password = taken(view, view.state.passwords, one, isCopy);
    Object.assign(password, { vaultId: body.vaultTo, folderId: placeOf(one.folderId) });
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
    Object.assign(shortcut, { vaultId: body.vaultTo, folderId: placeOf(one.folderId), cryptedKey });
  }
  return placeOf(id);
}

function needed(values, id, code, member) {
  if (!values || !(id in values)) throw new Refusal(400, code, { [member]: id });
}

function moveFolders(view, ids, folder, { vaultTo, folderTo }) {
  for (const one of view.state.folders) if (ids.includes(one.id)) one.vaultId = vaultTo;
  folder.parentId = folderTo ?? null;
  return (id) => id;
}

function copyFolders(view, ids, folder, { vaultTo, folderTo }) {
  const copies = new Map(ids.map((id) => [id, view.random.id()]));
  for (const id of ids) {
    const one = view.folder(id);
    const parentId = one === folder ? (folderTo ?? null) : copies.get(one.parentId);
    view.state.folders.push({ ...one, id: copies.get(id), vaultId: vaultTo, parentId });
  }
  return (id) => copies.get(id);
}

function taken(view, list, one, isCopy) {
  if (!isCopy) return one;
  const copy = { ...one, id: view.random.id() };
  list.push(copy);
  return copy;
}
