import { find, invalid, listIn, need, notFound } from './refusal.mjs';
import { contains, list } from './store.mjs';

const WRITTEN = ['name', 'login', 'url', 'urls', 'description', 'tags', 'passwordEncrypted', 'keyEncrypted', 'customs'];
const LISTS = ['urls', 'tags', 'customs', 'attachments'];
const COLOURS = ['color', 'colorCode']; // which of the two a real server takes is not known

export const itemMembers = () => ({
  name: '',
  login: '',
  url: '',
  description: '',
  tags: [],
  color: 0,
  isFavorite: false,
  isDeleted: false,
  fieldsOrder: null,
  keyEncrypted: null,
  passwordEncrypted: null,
  customs: [],
  attachments: [],
});

/** Puts the files of a body to those of an item. `given`: the id of the only one, unless a file of a snapshot has it. */
export function addFiles(store, item, files, given) {
  const entries = files.map(({ name, encryptedKey, encryptedData, hash }) => {
    const id = given === undefined || store.files.has(given) ? store.newId() : given;
    store.files.set(id, { id, name, encryptedKey, encryptedData, hash });
    return { id, name, encryptedKey };
  });
  item.attachments = [...(item.attachments ?? []), ...entries];
  return entries;
}

export function showFile(store, { attachments = [] }, id) {
  const entry = attachments.find((file) => file.id === id);
  if (!entry) throw notFound('Attachment');
  return { ...store.files.get(id), encryptedKey: entry.encryptedKey };
}

function check(body) {
  if ('name' in body) need(body, 'name');
  for (const name of LISTS) if (name in body) listIn(body, name);
}

function write(store, item, body) {
  for (const name of WRITTEN) if (name in body) item[name] = body[name];
  for (const name of COLOURS) if (name in body) item.color = body[name];
  const files = (body.attachments ?? []).filter((file) => file?.encryptedData !== undefined);
  if (files.length) addFiles(store, item, files);
}

/** Somebody changes an item: the state before becomes a snapshot. */
export function change({ store, account, me }, item, body) {
  if ('vaultId' in body && body.vaultId !== item.vaultId) throw invalid('The item is in another vault', 'vaultId');
  check(body);
  const { id: itemId, vaultId, folderId, color, isFavorite, isDeleted, ...before } = item;
  const id = store.newId();
  const creator = { id: me, login: account.profile.login };
  const createdAt = Math.floor(store.now() / 1000);
  store.snapshots.set(id, { ...before, id, itemId, creatorId: me, createdAt, creator });
  write(store, item, body);
  return {};
}

/** An entry of a list shows no secrets. */
export const entry = ({ passwordEncrypted, keyEncrypted, customs, attachments, ...rest }) => rest;

/** Those of `found`, each {item, vaultId, folderId}, that a search asks for. */
export function matching(found, { query, tags, colorCodes, vaultIds, folderIds }) {
  const colours = [colorCodes ?? []].flat().map(Number);
  const among = (wanted, value) => wanted === undefined || wanted.length === 0 || [wanted].flat().includes(value);
  return found.filter(
    ({ item, vaultId, folderId }) =>
      [item.name, item.url, item.description].some((text) => contains(text, query)) &&
      [tags ?? []].flat().every((tag) => item.tags.includes(tag)) &&
      among(colours, item.color) &&
      among(vaultIds, vaultId) &&
      among(folderIds, folderId),
  );
}

const search = (view, input) => {
  const all = view.items().map((item) => ({ item, ...item }));
  return list(matching(all, input).map(({ item }) => entry(item)));
};

function add(view, body) {
  const { store } = view;
  need(body, 'vaultId');
  const { vaultId, folderId = null } = body;
  view.place(vaultId, folderId);
  check(body);
  const id = store.newId();
  const item = { id, vaultId, folderId, ...itemMembers() };
  write(store, item, body);
  store.items.set(id, item);
  return { id };
}

const snapshotsOf = (view, id) => {
  const item = view.item(id);
  return [...view.store.snapshots.values()].filter(({ itemId }) => itemId === item.id);
};

export const items = {
  'GET /items': (view, { vaultId, folderId }) => {
    if (vaultId !== undefined) view.vault(vaultId);
    const there = (item) =>
      (vaultId === undefined || item.vaultId === vaultId) && (folderId === undefined || item.folderId === folderId);
    return list(view.items().filter(there).map(entry));
  },
  'GET /items/search': search,
  'POST /items/search': search,
  'GET /items/:id': (view, _, { id }) => {
    const item = view.item(id);
    return { ...item, vaultMasterKeyEncrypted: view.sealedKey(item.vaultId) };
  },
  'POST /items': add,
  'PATCH /items/:id': (view, body, { id }) => change(view, view.itemOrInbox(id, true), body),
  'DELETE /items/:id': (view, _, { id }) => {
    view.store.removeItem(view.item(id).id);
    return { binItemId: view.store.newId() };
  },
  'GET /items/:id/attachment/:file': (view, _, { id, file }) => showFile(view.store, view.itemOrInbox(id), file),
  'GET /items/:id/snapshots': (view, _, { id }) =>
    list(snapshotsOf(view, id).map(({ id, itemId, createdAt, creatorId }) => ({ id, itemId, createdAt, creatorId }))),
  'GET /items/:id/snapshot/:snapshot': (view, _, { id, snapshot }) => {
    const found = snapshotsOf(view, id).find((one) => one.id === snapshot);
    if (!found) throw notFound('Snapshot');
    return found;
  },
  'GET /snapshots/:id/attachment/:file': (view, _, { id, file }) => {
    const snapshot = find(view.store.snapshots, id, 'Snapshot');
    view.item(snapshot.itemId);
    return showFile(view.store, snapshot, file);
  },
};
