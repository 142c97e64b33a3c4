// Contents as a reader writes them, plain data, to the model that the generations seal; and back.
//
// Model: flat lists in the order of the data.
//   vaults:    {id, name, owner}            owner: the name of the only user who sees it, or null: all do
//   folders:   {id, name, vaultId, parentId}   parentId: null at the top
//   items:     {id, name, vaultId, folderId, login, password, url, description, color, tags, custom, attachments, favorite}
//              folderId, color: or null; tags: texts; custom: {name, value, type}, type 'text', 'password' or 'totp';
//              attachments: {id, name, bytes}
//   shortcuts: {id, vaultId, folderId, itemId}  they show the name of their item
import { textOf, utf8 } from './bytes.mjs';
import { usage } from './errors.mjs';
import { checkedOptions, FLAG, given, isPlain, isText, NAME, TEXT } from './options.mjs';
import { formatPath } from './paths.mjs';
import { stableId } from './random.mjs';

const TEXTS = ['login', 'password', 'url', 'description'];

const isRecordOf = (value, test) => isPlain(value) && Object.values(value).every(test);

const isColour = (value) => value === null || (['number', 'string'].includes(typeof value) && /^\d+$/.test(value));
const areTexts = (value) => Array.isArray(value) && value.every(isText);
const areFields = (value) =>
  (Array.isArray(value) && value.every((field) => isPlain(field) && isText(field.name) && isText(field.value))) ||
  isRecordOf(value, (field) => isText(field) || (isPlain(field) && isText(field.value)));
const areCodes = (value) => isText(value) || isRecordOf(value, isText);
const isFile = (value) => isText(value) || value instanceof Uint8Array || value instanceof ArrayBuffer;
const areFiles = (value) =>
  isRecordOf(value, isFile) ||
  (Array.isArray(value) && value.every((file) => isPlain(file) && isText(file.name) && isFile(file.data)));

/** What an item has, and of what kind. */
export const FIELDS = {
  ...Object.fromEntries(TEXTS.map((name) => [name, TEXT])),
  color: [isColour, 'a number, or null'],
  tags: [areTexts, 'a list of texts'],
  custom: [areFields, 'texts or {value, type} by name, or a list of {name, value, type}'],
  totp: [areCodes, 'a text, or texts by name'],
  attachments: [areFiles, 'texts or bytes by name, or a list of {name, data}'],
  favorite: FLAG,
};
const MEMBERS = { ...FIELDS, shortcutTo: TEXT };

/** A folder may have the name of a member: what it holds are objects. */
const isMember = (name, value) => Object.hasOwn(MEMBERS, name) && MEMBERS[name][0](value);
const isItem = (data) => Object.entries(data).some(([name, value]) => isMember(name, value));

/** The model of the contents. `crypto`: for the ids that nobody gave. */
export function readContents(contents, crypto) {
  const reading = new Reading(crypto);
  for (const [name, data] of several(contents, [])) reading.vault(name, data);
  return reading.finished();
}

/** The entries of an object; a list is several of one name. */
function several(data, path) {
  const entries = Object.entries(given(data)).flatMap(([name, value]) =>
    Array.isArray(value) ? value.map((one) => [name, one]) : [[name, value]],
  );
  for (const [name, value] of entries) {
    if (name === '' || !isText(name))
      throw usage(`contents: something in '${formatPath(path)}' has no name that can be one`);
    if (isPlain(value)) continue;
    const known = Object.keys(MEMBERS).join(', ');
    throw usage(
      `contents: '${formatPath([...path, name])}' must be an object, a folder or an item. Members of an item are ${known}`,
    );
  }
  return entries;
}

/** What a place says of itself by a word, and what is in it: that may have the word as a name, and then shares a list with it. */
function ownWord(data, word, isIt) {
  const [first, ...others] = [data[word]].flat();
  return isIt(first) ? [first, given({ ...data, [word]: others.length ? others : undefined })] : [undefined, data];
}

class Reading {
  model = { vaults: [], folders: [], items: [], shortcuts: [] };
  #crypto;
  #ids = new Set();
  #places = new Map();
  /** Shortcuts lead to what may come later. */
  #targets = [];

  constructor(crypto) {
    this.#crypto = crypto;
  }

  vault(name, given) {
    const [whose, rest] = ownWord(given, 'private', (value) => typeof value === 'boolean' || isText(value));
    const [id, data] = ownWord(rest, 'id', isText);
    const owner = whose === true ? 'user' : whose || null;
    const vault = { id: this.#id('vault', [name], id), name, owner };
    this.model.vaults.push(vault);
    this.#inside(data, [name], { vaultId: vault.id, folderId: null });
  }

  #inside(data, path, at) {
    for (const [name, value] of several(data, path)) {
      const here = [...path, name];
      if (isItem(value)) this.#item(name, value, here, at);
      else this.#folder(name, value, here, at);
    }
  }

  #folder(name, given, path, at) {
    const [id, data] = ownWord(given, 'id', isText);
    const folder = { id: this.#id('folder', path, id), name, vaultId: at.vaultId, parentId: at.folderId };
    this.model.folders.push(folder);
    this.#inside(data, path, { ...at, folderId: folder.id });
  }

  #item(name, { id, ...data }, path, at) {
    if (data.shortcutTo !== undefined) {
      if (Object.keys(given(data)).length > 1)
        throw usage(`contents: the shortcut '${formatPath(path)}' has what is its item's`);
      const shortcut = { id: this.#id('shortcut', path, id), ...at, itemId: undefined };
      this.model.shortcuts.push(shortcut);
      this.#targets.push([shortcut, data.shortcutTo, path]);
      return;
    }
    const own = this.#id('item', path, id);
    const fields = itemFields(data, formatPath(path), this.#crypto, own);
    this.model.items.push({ ...emptyItem(), ...fields, id: own, name, ...at });
    this.#places.set(formatPath(path), own);
  }

  #id(kind, path, own) {
    const place = formatPath(path);
    if (own !== undefined && (!NAME[0](own) || own.includes('/'))) {
      throw usage(`contents: the id of '${place}' must be a text without a '/'`);
    }
    let id = own;
    for (let n = 1; id === undefined || (own === undefined && this.#ids.has(id)); n += 1) {
      id = stableId(this.#crypto, kind, n === 1 ? place : `${place}#${n}`);
    }
    if (this.#ids.has(id)) throw usage(`contents: the id '${id}' is given twice`);
    this.#ids.add(id);
    return id;
  }

  finished() {
    const items = new Set(this.model.items.map(({ id }) => id));
    for (const [shortcut, target, path] of this.#targets) {
      shortcut.itemId = items.has(target) ? target : this.#places.get(target);
      if (!shortcut.itemId)
        throw usage(`contents: '${formatPath(path)}' is a shortcut to '${target}', which is no item`);
    }
    return this.model;
  }
}

const emptyItem = () => ({
  login: '',
  password: '',
  url: '',
  description: '',
  color: null,
  tags: [],
  custom: [],
  attachments: [],
  favorite: false,
});

/** Members of an item as the model has them: only those that are given. `owner`: the id of the item, for those of its files. */
export function itemFields(data, place, crypto, owner) {
  const { custom, totp, attachments, tags, color, ...rest } = checkedOptions(`'${place}'`, data, FIELDS);
  const fields = { ...rest };
  if (tags) fields.tags = [...tags];
  if (color !== undefined) fields.color = color === null ? null : String(color);
  if (custom !== undefined || totp !== undefined) fields.custom = [...customFields(custom ?? {}), ...codes(totp ?? {})];
  if (attachments) {
    const files = Array.isArray(attachments) ? attachments : named(attachments);
    fields.attachments = files.map(({ name, data: file }, n) => {
      const before = files.slice(0, n).filter((one) => one.name === name).length;
      const id = stableId(crypto, before ? `attachment ${before}` : 'attachment', `${owner}/${name}`);
      return { id, name, bytes: isText(file) ? utf8(file) : new Uint8Array(file).slice() };
    });
  }
  return fields;
}

const named = (record) => Object.entries(record).map(([name, data]) => ({ name, data }));

function customFields(custom) {
  const list = Array.isArray(custom)
    ? custom
    : Object.entries(custom).map(([name, field]) => ({ name, ...(isText(field) ? { value: field } : field) }));
  return list.map(({ name, value, type = 'text' }) => ({ name, value, type: String(type) }));
}

const codes = (totp) =>
  Object.entries(isText(totp) ? { TOTP: totp } : totp).map(([name, value]) => ({ name, value, type: 'totp' }));

/** An item of the model as a reader writes it; what is empty is left out, but for the password. */
export function itemData(item) {
  const data = {};
  for (const name of TEXTS) if (item[name] || name === 'password') data[name] = item[name];
  if (item.color !== null) data.color = item.color;
  if (item.tags.length) data.tags = [...item.tags];
  const others = item.custom.filter(({ type }) => type !== 'totp');
  const totp = item.custom.filter(({ type }) => type === 'totp');
  if (isTwice(item.custom)) data.custom = item.custom;
  else {
    const short = ({ value, type }) => (type === 'text' ? value : { value, type });
    if (others.length) data.custom = record(others, short);
    if (totp.length) data.totp = record(totp, ({ value }) => value);
  }
  const files = item.attachments.map(({ name, bytes }) => ({ name, data: textOf(bytes) ?? bytes }));
  if (isTwice(files)) data.attachments = files;
  else if (files.length) data.attachments = record(files, (file) => file.data);
  if (item.favorite) data.favorite = true;
  return data;
}

/** Whether two have one name. */
const isTwice = (list) => new Set(list.map(({ name }) => name)).size < list.length;

/** An object whose members may have any name. */
const record = (list, write) => Object.fromEntries(list.map((one) => [one.name, write(one)]));

/** Contents of a model as a reader writes them. `read(id)`: an item of the model, opened; `withIds`: ids too. */
export function writeContents(model, read, withIds) {
  const ids = (id) => (withIds ? [['id', id]] : []);
  const withId = (id, data) => (withIds ? { id, ...data } : data);
  const inside = (vaultId, parentId) => {
    const isHere = (one) => one.vaultId === vaultId && one.folderId === parentId;
    const folders = model.folders.filter((one) => one.vaultId === vaultId && one.parentId === parentId);
    return [
      ...folders.map(({ id, name }) => [name, grouped([...ids(id), ...inside(vaultId, id)])]),
      ...model.items.filter(isHere).map(({ id, name }) => [name, withId(id, itemData(read(id)))]),
      ...model.shortcuts.filter(isHere).map(({ id, itemId }) => {
        const item = model.items.find((one) => one.id === itemId);
        return [item?.name ?? id, withId(id, { shortcutTo: item ? pathOf(model, item) : itemId })];
      }),
    ];
  };
  return grouped(
    model.vaults.map(({ id, name, owner }) => {
      const own = owner === null ? [] : [['private', owner === 'user' ? true : owner]];
      return [name, grouped([...ids(id), ...own, ...inside(id, null)])];
    }),
  );
}

/** Entries to an object; several of one name to a list. */
function grouped(entries) {
  const lists = new Map();
  for (const [name, value] of entries) lists.set(name, [...(lists.get(name) ?? []), value]);
  return Object.fromEntries([...lists].map(([name, list]) => [name, list.length === 1 ? list[0] : list]));
}

/** The path of a vault, folder, item or shortcut of a model. */
export function pathOf(model, object) {
  const names = [];
  const name = 'itemId' in object ? model.items.find(({ id }) => id === object.itemId)?.name : object.name;
  names.unshift(name ?? object.id);
  if (object.vaultId === undefined) return formatPath(names);
  let folder = 'parentId' in object ? object.parentId : object.folderId;
  while (folder) {
    const found = model.folders.find(({ id }) => id === folder);
    names.unshift(found?.name ?? folder);
    folder = found?.parentId;
  }
  names.unshift(model.vaults.find(({ id }) => id === object.vaultId)?.name ?? object.vaultId);
  return formatPath(names);
}
