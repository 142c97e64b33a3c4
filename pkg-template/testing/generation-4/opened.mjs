// What the server holds, opened, as the model of contents.mjs has it; and edits by somebody else.
import { passwordKey, sealFiles } from './state.mjs';

/** Vaults, folders, items and shortcuts that can be reached. */
export function outline(state) {
  const vaults = state.vaults
    .filter((vault) => !vault.inboxOnly)
    .map((vault) => ({ id: vault.id, name: vault.name, owner: vault['#owner'] ?? null }));
  const isIn = ({ vaultId }) => vaults.some(({ id }) => id === vaultId);
  const folders = state.folders
    .filter(isIn)
    .map(({ id, name, vaultId, parentId }) => ({ id, name, vaultId, parentId }));
  const isThere = (one) => isIn(one) && (!one.folderId || folders.some(({ id }) => id === one.folderId));
  const items = state.passwords
    .filter(isThere)
    .map(({ id, name, vaultId, folderId }) => ({ id, name, vaultId, folderId: folderId ?? null }));
  const shortcuts = state.shortcuts
    .filter((one) => isThere(one) && items.some(({ id }) => id === one.passwordId))
    .map(({ id, vaultId, folderId, passwordId }) => ({ id, vaultId, folderId: folderId ?? null, itemId: passwordId }));
  return { vaults, folders, items, shortcuts };
}

/** A password, opened. Throws for a value that the key of the password does not open. */
export function openItem(password, state, sealing) {
  const key = passwordKey(password, state, sealing);
  const opened = (value, what) => {
    if (value !== undefined) return value;
    throw new Error(`${what} of '${password.name}' cannot be opened: it was sealed with another key, or is damaged`);
  };
  opened(key, 'the key');
  const { id, name, vaultId } = password;
  const custom = Array.isArray(password.custom) ? sealing.readFields(password.custom, key) : [];
  for (const field of custom) for (const value of Object.values(field)) opened(value, 'a custom field');
  return {
    id,
    name,
    vaultId,
    folderId: password.folderId ?? null,
    login: password.login ?? '',
    password: opened(sealing.read(password.cryptedPassword, key), 'the password'),
    url: password.url ?? '',
    description: password.description ?? '',
    color: password.color ?? null,
    tags: password.tags ?? [],
    custom,
    attachments: (password.attachments ?? []).map(({ id: file, name: called, encryptedKey }) => {
      const bytes = sealing.readFile({ ...state.attachments[file], encryptedKey }, key);
      return { id: file, name: called, bytes: opened(bytes, `the file '${called}'`) };
    }),
    favorite: Boolean(password.isFavorite),
  };
}

/** Somebody else edits a vault, a folder or a password. */
export function changeObject(id, fields, state, sealing, stamp) {
  const password = state.passwords.find((one) => one.id === id);
  if (!password) {
    const object = [...state.vaults, ...state.folders].find((one) => one.id === id);
    if (object && fields.name !== undefined) object.name = fields.name;
    return;
  }
  const key = passwordKey(password, state, sealing);
  const { password: value, custom, attachments, favorite, ...rest } = fields;
  Object.assign(password, rest);
  if (value !== undefined) {
    password.cryptedPassword = sealing.write(value, key);
    password.lastPasswordUpdate = stamp.seconds();
  }
  if (custom) password.custom = custom.length ? sealing.writeFields(custom, key) : null;
  if (attachments) password.attachments = sealFiles(attachments, id, key, state, sealing);
  if (favorite !== undefined) password.isFavorite = favorite;
  password.updatedAt = stamp.text();
}
