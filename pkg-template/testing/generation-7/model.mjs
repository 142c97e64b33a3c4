// From the model of the contents (../contents.mjs) to documents as a server of Passwork 7 holds them, and back.
import { base64, binaryOf, fromBase64 } from '../bytes.mjs';
import { usage } from '../errors.mjs';
import { vaultMembers } from './directories.mjs';
import { addFiles, itemMembers } from './items.mjs';

const FILLER = 'a'.repeat(32); // stands for a file's key without client-side encryption
const SAME = ['name', 'login', 'url', 'description', 'tags'];

/** Seals and opens the contents of a store. `isSealed`: with client-side encryption, else values are base64. */
export class Sealing {
  #store;
  #crypto;
  #newKey;
  #opened = new Map();

  constructor(store, { crypto, random, isSealed }) {
    this.#store = store;
    this.#crypto = crypto;
    this.#newKey = () => (isSealed ? random.text(100) : null);
  }

  #seal = (text, key) => (key === null ? this.#crypto.writeUtf8(text) : this.#crypto.seal(text, key));

  #open(sealed, key, what) {
    const text = key === null ? this.#crypto.readUtf8(sealed) : this.#crypto.open(sealed, key);
    if (text === undefined) throw usage(`${what} does not open with its key: whoever wrote it sealed it otherwise`);
    return text;
  }

  /** Each byte counts as a character. */
  #hashOf = (bytes) => this.#crypto.sha256(binaryOf(bytes));

  // ------------------------------------------------------------------ sealing

  /** Puts a model into the store. */
  fill({ vaults, folders, items, shortcuts }) {
    for (const vault of vaults) this.#addVault(vault);
    for (const { id, name, vaultId, parentId } of folders) {
      this.#store.folders.set(id, { id, name, vaultId, parentFolderId: parentId, permissions: [] });
    }
    for (const item of items) this.#addItem(item);
    for (const { itemId, ...place } of shortcuts) {
      const key = this.#itemKey(this.#store.items.get(itemId));
      const keyEncrypted = key === null ? null : this.#seal(key, this.#vaultKey(place.vaultId));
      this.#store.shortcuts.set(place.id, { ...place, itemId, keyEncrypted, creator: this.#first.profile.login });
    }
  }

  get #first() {
    return this.#store.accounts.values().next().value;
  }

  #addVault({ id, name, owner }) {
    const key = this.#newKey();
    const type = [...this.#store.types.values()].find(({ code }) => (code === 'privateShared') === (owner !== null));
    const keys = {};
    for (const { profile, publicKey } of this.#store.accounts.values()) {
      if (owner !== null && owner !== profile.login) continue;
      keys[profile.id] = key === null ? null : this.#crypto.encryptRsa(key, publicKey);
      if (key !== null) this.#opened.set(keys[profile.id], key);
    }
    this.#store.vaults.set(id, { id, name, typeId: type.id, ...vaultMembers(), keys });
  }

  #addItem({ id, vaultId, folderId, ...fields }) {
    const key = this.#newKey();
    const vaultKey = this.#vaultKey(vaultId);
    const keyEncrypted = key === null ? null : this.#seal(key, vaultKey);
    if (key !== null) this.#opened.set(vaultKey + keyEncrypted, key);
    const item = { id, vaultId, folderId, ...itemMembers(), keyEncrypted };
    this.write(item, fields);
    this.#store.items.set(id, item);
  }

  /** Writes members of the model into an item. */
  write(item, { password, color, custom, favorite, attachments, ...fields }) {
    const key = this.#itemKey(item);
    for (const name of SAME) if (name in fields) item[name] = fields[name];
    if (color !== undefined) item.color = Number(color) || 0;
    if (favorite !== undefined) item.isFavorite = favorite;
    if (password !== undefined) item.passwordEncrypted = this.#seal(password, key);
    if (custom) {
      const texts = (field) => Object.entries(field).map(([name, text]) => [name, this.#seal(text, key)]);
      item.customs = custom.map((field) => Object.fromEntries(texts(field)));
    }
    if (attachments) {
      item.attachments = [];
      for (const file of attachments) addFiles(this.#store, item, [this.#sealFile(file, key)], file.id);
    }
  }

  #sealFile({ name, bytes }, key) {
    const own = key === null ? null : this.#newKey();
    return {
      name,
      encryptedKey: this.#seal(own ?? FILLER, key),
      encryptedData: this.#seal(base64(bytes), own),
      hash: this.#hashOf(bytes),
    };
  }

  // ------------------------------------------------------------------ opening

  /** A key that is sealed, opened once. */
  #key(sealed, open) {
    if (!this.#opened.has(sealed)) this.#opened.set(sealed, open());
    return this.#opened.get(sealed);
  }

  #vaultKey(id) {
    const { name, keys } = this.#store.vaults.get(id);
    for (const [user, sealed] of Object.entries(keys)) {
      const { privateKey } = this.#store.accounts.get(user) ?? {};
      if (!sealed || !privateKey) continue;
      const key = this.#key(sealed, () => this.#crypto.decryptRsa(sealed, privateKey));
      if (key === undefined)
        throw usage(`The key of the vault '${name}' does not open: it is sealed for no user of the server`);
      return key;
    }
    return null;
  }

  #itemKey({ name, vaultId, keyEncrypted }) {
    const vaultKey = this.#vaultKey(vaultId);
    if (vaultKey === null || !keyEncrypted) return vaultKey;
    // With its vault: a key that came along from another one does not open.
    return this.#key(vaultKey + keyEncrypted, () =>
      this.#open(keyEncrypted, vaultKey, `The key of the item '${name}'`),
    );
  }

  /** An item of the model, opened. */
  read(item) {
    const { id, name, vaultId, folderId, login, url, description, tags, color, isFavorite } = item;
    const key = this.#itemKey(item);
    const open = (sealed, what) => this.#open(sealed, key, `${what} of the item '${name}'`);
    return {
      id,
      name,
      vaultId,
      folderId,
      tags: [...(tags ?? [])],
      login: login ?? '',
      url: url ?? '',
      description: description ?? '',
      color: color ? String(color) : null,
      favorite: isFavorite,
      password: item.passwordEncrypted ? open(item.passwordEncrypted, 'The password') : '',
      custom: (item.customs ?? []).map((field) => ({
        name: open(field?.name, 'The name of a custom field'),
        value: open(field?.value, 'A custom field'),
        type: open(field?.type, 'The type of a custom field'),
      })),
      attachments: (item.attachments ?? []).map((file) => this.#openFile(file, key)),
    };
  }

  #openFile({ id, name, encryptedKey }, key) {
    const fileKey = this.#open(encryptedKey, key, `The key of the file '${name}'`);
    const { encryptedData, hash } = this.#store.files.get(id);
    const bytes = fromBase64(this.#open(encryptedData, key === null ? null : fileKey, `The file '${name}'`));
    if (!bytes) throw usage(`The file '${name}' is not base64 below its seal`);
    if (hash !== this.#hashOf(bytes)) throw usage(`The file '${name}' has the hash of other bytes`);
    return { id, name, bytes };
  }
}

const isPrivate = (store, { typeId }) => store.types.get(typeId)?.code === 'privateShared';

/** The model as it is now, of the items only where they lie. */
export function outline(store) {
  const ownerOf = (vault) => store.accounts.get(Object.keys(vault.keys)[0])?.profile.login ?? null;
  return {
    vaults: [...store.vaults.values()].map((vault) => ({
      id: vault.id,
      name: vault.name,
      owner: isPrivate(store, vault) ? ownerOf(vault) : null,
    })),
    folders: [...store.folders.values()].map(({ id, name, vaultId, parentFolderId }) => ({
      id,
      name,
      vaultId,
      parentId: parentFolderId,
    })),
    items: [...store.items.values()].map(({ id, name, vaultId, folderId }) => ({ id, name, vaultId, folderId })),
    shortcuts: [...store.shortcuts.values()].map(({ id, vaultId, folderId, itemId }) => ({
      id,
      vaultId,
      folderId,
      itemId,
    })),
  };
}
