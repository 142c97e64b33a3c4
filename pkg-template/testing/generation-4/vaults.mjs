// Vaults and folders.

const names = (values) => [...new Set(values)];
const tagsOf = (passwords) => names(passwords.flatMap(({ tags }) => tags ?? []));
const colorsOf = (passwords) =>
  names(passwords.map(({ color }) => color).filter((color) => color !== null && color !== undefined));

/** What there is of a vault or folder, which has to be there itself. */
function passwordsOf(view, vault) {
  const { id } = view.vault(vault);
  return view.passwords().filter(({ vaultId }) => vaultId === id);
}

function topFolders(view, vault) {
  const { id } = view.vault(vault);
  return foldersIn(view, ({ vaultId, parentId }) => vaultId === id && parentId === null);
}

function children(view, folder) {
  const { id } = view.folder(folder);
  return foldersIn(view, ({ parentId }) => parentId === id);
}

function addVault(view, body) {
  const vault = { id: view.random.id(), name: body.name, scope: body.domainId ? 'domain' : 'private' };
  Object.assign(vault, { access: 'admin', visible: true });
  if (body.domainId) Object.assign(vault, { domainId: body.domainId, vaultPasswordCrypted: body.mpCrypted });
  else Object.assign(vault, { vaultPasswordCrypted: body.passwordCrypted, '#owner': view.user.name });
  view.state.vaults.push(vault);
  return vault.id;
}

function renameVault(view, id, { name }) {
  const vault = view.vault(id);
  vault.name = name;
  return view.showVault(vault);
}

/** What is in a vault or folder goes with it. */
function removeInside({ state }, isInside) {
  state.passwords = state.passwords.filter((one) => !isInside(one));
  state.shortcuts = state.shortcuts.filter((one) => !isInside(one));
}

function removeVault(view, id) {
  view.state.vaults.splice(view.state.vaults.indexOf(view.vault(id)), 1);
  removeInside(view, (one) => one.vaultId === id);
  view.state.folders = view.state.folders.filter(({ vaultId }) => vaultId !== id);
  return true;
}

const foldersIn = (view, isThere) =>
  view
    .folders()
    .filter(isThere)
    .map((folder) => view.showFolder(folder));

function fullInfo(view, id) {
  return {
    vault: view.showVault(view.vault(id)),
    folders: foldersIn(view, ({ vaultId }) => vaultId === id),
    passwords: passwordsOf(view, id).map((one) => view.listItem(one)),
  };
}

function addFolder(view, { name, vaultId, parentId }) {
  const { folderId } = view.place(vaultId, parentId);
  const folder = { id: view.random.id(), name, vaultId, parentId: folderId };
  view.state.folders.push(folder);
  return view.showFolder(folder);
}

function editFolder(view, id, body) {
  const folder = view.folder(id);
  if ('parentId' in body) folder.parentId = view.place(folder.vaultId, body.parentId, id).folderId;
  if ('name' in body) folder.name = body.name;
  return view.showFolder(folder);
}

function removeFolder(view, id) {
  const ids = view.subtree(view.folder(id).id);
  removeInside(view, ({ folderId }) => ids.includes(folderId));
  view.state.folders = view.state.folders.filter((folder) => !ids.includes(folder.id));
  return true;
}

function searchFolders(view, { query }) {
  const wanted = String(query).toLowerCase();
  return foldersIn(view, ({ name }) => String(name).toLowerCase().includes(wanted));
}

export const VAULTS = [
  ['GET', '/vaults/domain', (view) => view.user.domain],
  ['GET', '/vaults/list', (view) => view.vaults().map((vault) => view.showVault(vault))],
  ['GET', '/vaults/count', (view) => view.vaults().length],
  ['GET', '/vaults/tags', (view) => tagsOf(view.passwords())],
  ['GET', '/vaults/colors', (view) => colorsOf(view.passwords())],
  ['POST', '/vaults', (view, _, body) => addVault(view, body)],
  ['GET', '/vaults/:id', (view, { id }) => view.showVault(view.vault(id))],
  ['PUT', '/vaults/:id', (view, { id }, body) => renameVault(view, id, body)],
  ['DELETE', '/vaults/:id', (view, { id }) => removeVault(view, id)],
  ['GET', '/vaults/:id/folders', (view, { id }) => topFolders(view, id)],
  ['GET', '/vaults/:id/passwords', (view, { id }) => view.itemsIn(view.vault(id).id, null)],
  ['GET', '/vaults/:id/fullInfo', (view, { id }) => fullInfo(view, id)],
  [
    'GET',
    '/vaults/:id/sharingInfo',
    (view, { id }) => ({ vaultId: view.vault(id).id, users: [{ name: view.user.document.name, access: 'admin' }] }),
  ],
  [
    'GET',
    '/vaults/:id/sharingInfo/:folder',
    (view, { id, folder }) => ({ vaultId: view.vault(id).id, folderId: view.folder(folder).id, users: [] }),
  ],
  ['GET', '/vaults/:id/tags', (view, { id }) => tagsOf(passwordsOf(view, id))],
  ['GET', '/vaults/:id/colors', (view, { id }) => colorsOf(passwordsOf(view, id))],
];

export const FOLDERS = [
  ['POST', '/folders', (view, _, body) => addFolder(view, body)],
  ['POST', '/folders/search', (view, _, body) => searchFolders(view, body)],
  ['GET', '/folders/:id', (view, { id }) => view.showFolder(view.folder(id))],
  ['PUT', '/folders/:id', (view, { id }, body) => editFolder(view, id, body)],
  ['DELETE', '/folders/:id', (view, { id }) => removeFolder(view, id)],
  ['GET', '/folders/:id/children', (view, { id }) => children(view, id)],
  ['GET', '/folders/:id/passwords', (view, { id }) => view.itemsIn(view.folder(id).vaultId, id)],
];
