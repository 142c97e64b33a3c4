// Passwords: lists, searches, reading and writing.
import { addFiles, dropFile, showFile } from './files.mjs';

const STORED = ['name', 'login', 'cryptedPassword', 'cryptedKey', 'description', 'url', 'color', 'tags', 'custom'];

function store(body, password) {
  for (const name of STORED) if (name in body) password[name] = body[name];
}

export function edit(view, password, body) {
  // To the top even where only the inbox leads to it, whose vault nobody sees.
  if (body.folderId) Object.assign(password, view.place(password.vaultId, body.folderId));
  else if ('folderId' in body) password.folderId = null;
  store(body, password);
  if (body.passwordFieldChanged) password.lastPasswordUpdate = view.stamp.seconds();
  if (Array.isArray(body.attachments) && body.attachments.length) addFiles(view, password, body.attachments);
  password.snapshots = (password.snapshots ?? 0) + (body.snapshot ? 1 : 0);
  password.updatedAt = view.stamp.text();
  return password;
}

function add(view, body) {
  const place = view.place(body.vaultId, body.folderId);
  const password = {
    id: view.random.id(),
    ...place,
    name: '',
    login: '',
    description: '',
    url: '',
    color: null,
    tags: [],
    custom: null,
    attachments: null,
    lastPasswordUpdate: view.stamp.seconds(),
    updatedAt: view.stamp.text(),
    access: 'admin',
    accessCode: 100,
    isFavorite: false,
  };
  store(body, password);
  if (Array.isArray(body.attachments)) addFiles(view, password, body.attachments);
  view.state.passwords.push(password);
  return password;
}

function remove(view, id, body) {
  const password = view.password(id);
  view.state.passwords.splice(view.state.passwords.indexOf(password), 1);
  return body.snapshot ? 'moved to bin' : true;
}

/** Values that were sealed anew for another vault. */
export function reseal(password, { cryptedPassword, cryptedKey, custom, attachments }) {
  password.cryptedPassword = cryptedPassword;
  if (cryptedKey) password.cryptedKey = cryptedKey;
  else delete password.cryptedKey;
  if (custom !== undefined) password.custom = custom;
  if (attachments) password.attachments = attachments.map(({ id, name, encryptedKey }) => ({ id, name, encryptedKey }));
}

function transfer(view, id, body, isCopy) {
  const source = view.password(id);
  const place = view.place(body.vaultTo, body.folderTo);
  const password = isCopy ? { ...source, id: view.random.id(), isFavorite: false } : source;
  if (isCopy) view.state.passwords.push(password);
  Object.assign(password, place);
  reseal(password, body);
  return password.id;
}

const lower = (value) => String(value ?? '').toLowerCase();

function matches({ query, tags, colors }, password) {
  const { name, login, url, description } = password;
  return (
    [name, login, url, description].some((text) => lower(text).includes(lower(query))) &&
    (tags ?? []).every((tag) => (password.tags ?? []).includes(tag)) &&
    (!colors?.length || colors.includes(password.color))
  );
}

function search(view, { vaultId, includeShared, includeShortcuts }, fits) {
  const own = view.passwords().filter((one) => fits(one) && (!vaultId || one.vaultId === vaultId));
  const found = own.map((one) => view.listItem(one));
  if (includeShared) {
    for (const item of view.state.inbox) {
      const password = view.anyPassword(item.passwordId);
      if (fits(password)) found.push({ ...view.listItem(password), inboxId: item.id });
    }
  }
  if (includeShortcuts) {
    const shortcuts = view.shortcuts().filter((one) => fits(view.behind(one)));
    found.push(...shortcuts.map((one) => view.shortcutItem(one)));
  }
  return found;
}

function favorites(view) {
  return [
    ...view
      .passwords()
      .filter((one) => one.isFavorite)
      .map((one) => view.listItem(one)),
    ...view
      .shortcuts()
      .filter((one) => one.isFavorite)
      .map((one) => view.shortcutItem(one)),
  ];
}

function shareLink(view, body) {
  view.state.shareLinks.push(body);
  return `https://passwork.test/s/${view.random.id()}`;
}

function setFavorite(password, value) {
  password.isFavorite = value;
  return true;
}

const MOST_RECENT = 3;

export const PASSWORDS = [
  [
    'GET',
    '/passwords/recent',
    (view) =>
      view
        .passwords()
        .slice(0, MOST_RECENT)
        .map((one) => view.listItem(one)),
  ],
  ['GET', '/passwords/favorite', favorites],
  ['POST', '/passwords/search', (view, _, body) => search(view, body, (one) => matches(body, one))],
  ['POST', '/passwords/searchByUrl', (view, _, body) => search(view, body, ({ url }) => url?.includes(body.url))],
  ['POST', '/passwords/generate-share-link', (view, _, body) => shareLink(view, body)],
  ['POST', '/passwords', (view, _, body) => add(view, body)],
  ['GET', '/passwords/:id', (view, { id }) => view.password(id)],
  ['PUT', '/passwords/:id', (view, { id }, body) => edit(view, view.anyPassword(id), body)],
  ['DELETE', '/passwords/:id', (view, { id }, body) => remove(view, id, body)],
  ['GET', '/passwords/:id/attachment/:file', (view, { id, file }) => showFile(view, view.anyPassword(id), file)],
  ['POST', '/passwords/:id/attachment', (view, { id }, body) => addFiles(view, view.anyPassword(id), [body])[0]],
  ['DELETE', '/passwords/:id/attachment/:file', (view, { id, file }) => dropFile(view, view.anyPassword(id), file)],
  ['POST', '/passwords/:id/move', (view, { id }, body) => transfer(view, id, body, false)],
  ['POST', '/passwords/:id/copy', (view, { id }, body) => transfer(view, id, body, true)],
  ['POST', '/passwords/:id/favorite', (view, { id }) => setFavorite(view.password(id), true)],
  ['POST', '/passwords/:id/unfavorite', (view, { id }) => setFavorite(view.password(id), false)],
  [
    'GET',
    '/passwords/:id/sharingInfo',
    (view, { id }) => ({ passwordId: view.password(id).id, users: [view.user.document.name] }),
  ],
];
