import { find, invalid, need, required } from './refusal.mjs';
import { contains, list } from './store.mjs';

/** Those that are known. Who may enter a vault has them all. */
const PERMISSIONS = [
  'directory:read',
  'directory:edit',
  'directory:copy',
  'directory:move',
  'directory:delete',
  'vault:delete',
  'object:createAndImport',
  'item:read',
  'item:edit',
  'item:delete',
  'item:move',
  'item:copy',
  'item:snapshot:read',
  'shortcut:create',
  'inboxItem:createForReading',
  'link:create',
  'bin:manage',
];

/** What a vault has beside name, type and keys. */
export const vaultMembers = () => ({
  permissions: PERMISSIONS,
  isVisible: true,
  directoryAccess: { isViewingAccess: false, access: 'admin', accessName: 'Admin' },
  canLeaveVault: false,
  canChangeVaultType: null,
});

const show = (view, { keys, ...vault }) => ({ ...vault, masterKeyEncrypted: view.sealedKey(vault.id) });

/** A private vault is administered by whoever makes it. */
const administrators = ({ account, me }, type) =>
  type ? (type.administrators ?? [{ id: me, publicKey: account.publicKey }]) : [];

/** Who may enter a new vault: who made it, and those who administer its type. With encryption only who was given the key. */
function keysOf(view, { masterKeyEncrypted = null, administratorsKeys }, type) {
  const keys = { [view.me]: masterKeyEncrypted };
  for (const { id } of administrators(view, type)) {
    if (!masterKeyEncrypted) keys[id] = null;
    else if (administratorsKeys?.[id] && id !== view.me) keys[id] = administratorsKeys[id];
  }
  return keys;
}

function addVault(view, body) {
  const { store } = view;
  need(body, 'name');
  const type = store.types.get(body.typeId);
  if (!type && store.features.some(({ name }) => name === 'vaultType'))
    throw required('typeId', 'A vault type is needed');
  const id = store.newId();
  const { name, typeId = null } = body;
  store.vaults.set(id, { id, name, typeId, ...vaultMembers(), keys: keysOf(view, body, type) });
  return { id };
}

function addFolder(view, body) {
  need(body, 'name', 'vaultId');
  const { name, vaultId, parentFolderId = null } = body;
  view.place(vaultId, parentFolderId, 'parentFolderId');
  const id = view.store.newId();
  view.store.folders.set(id, { id, name, vaultId, parentFolderId, permissions: [] });
  return { id };
}

/** To the root (no target) and to another vault are guesses: the first does nothing, the second is refused. */
function moveFolder(view, { targetFolderId }, { id }) {
  const { store } = view;
  const folder = view.folder(id);
  if (!targetFolderId && !store.guessed) return {};
  const target = targetFolderId ? view.folder(targetFolderId) : null;
  const tree = store.tree(id);
  if (target && tree.has(target.id)) throw invalid('A folder cannot lie in itself', 'targetFolderId');
  if (target && target.vaultId !== folder.vaultId) {
    const sealed = view.isSealed(folder.vaultId) || view.isSealed(target.vaultId);
    if (!store.guessed || sealed) throw invalid('Another vault', 'targetFolderId');
    for (const inside of tree) store.folders.get(inside).vaultId = target.vaultId;
    for (const item of store.items.values()) if (tree.has(item.folderId)) item.vaultId = target.vaultId;
  }
  folder.parentFolderId = target?.id ?? null;
  return {};
}

export const directories = {
  'GET /vaults': (view) => list(view.vaults().map((vault) => show(view, vault))),
  'GET /vaults/:id': (view, _, { id }) => show(view, view.vault(id)),
  'POST /vaults': addVault,
  'POST /vaults/:id': (view, body, { id }) => {
    need(body, 'name');
    view.vault(id).name = body.name;
    return {};
  },
  'DELETE /vaults/:id': (view, _, { id }) => {
    view.store.removeVault(view.vault(id).id);
    return {};
  },
  'GET /vault-types/all': ({ store }) => list([...store.types.values()].map(({ administrators, ...type }) => type)),
  'GET /vault-types/:id/administrators': (view, _, { id }) =>
    list(administrators(view, find(view.store.types, id, 'Vault type'))),

  'GET /folders': (view, { vaultId }) => {
    if (vaultId !== undefined) view.vault(vaultId);
    return list(view.folders().filter((folder) => vaultId === undefined || folder.vaultId === vaultId));
  },
  'GET /folders/search': (view, { query }) => {
    const found = view.folders().filter(({ name }) => contains(name, query));
    return list(
      found.map(({ id, name, vaultId }) => ({
        id,
        name,
        vaultId,
        path: [{ name: view.store.vaults.get(vaultId).name }],
      })),
    );
  },
  'GET /folders/:id': (view, _, { id }) => {
    const folder = view.folder(id);
    return { ...folder, path: view.store.path(folder.vaultId) };
  },
  'POST /folders': addFolder,
  'POST /folders/:id': (view, body, { id }) => {
    const folder = view.folder(id);
    if ('name' in body) {
      need(body, 'name');
      folder.name = body.name;
    }
    return {};
  },
  'POST /folders/:id/move': moveFolder,
  'DELETE /folders/:id': (view, _, { id }) => {
    view.store.removeFolder(view.folder(id).id);
    return { binItemId: view.store.newId() };
  },
};
