import { find } from './refusal.mjs';

export const list = (items) => ({ items });
export const contains = (text, part) => `${text ?? ''}`.toLowerCase().includes(`${part ?? ''}`.toLowerCase());

const byId = (documents = []) => new Map(documents.map((document) => [document.id, document]));

/** The documents of a server, as a real one holds them: what was to be sealed is sealed. */
export class Store {
  /** now(): in milliseconds; newId(): an id of 24 digits; rounds: of the key derivation of new users. */
  constructor(documents, { now, newId, rounds }) {
    const { features, settings, roles, guessed = false } = documents;
    Object.assign(this, { now, newId, rounds, guessed, features, settings, roles });
    for (const name of ['types', 'groups', 'vaults', 'folders', 'items', 'files', 'shortcuts', 'inbox', 'snapshots']) {
      this[name] = byId(documents[name]);
    }
    this.accounts = new Map();
    for (const account of documents.accounts) this.addAccount(account);
  }

  addAccount({
    keys = null,
    masterKeyHash = null,
    masterKeyOptions = null,
    publicKey = keys?.public ?? null,
    ...rest
  }) {
    const account = { ...rest, keys, masterKeyHash, masterKeyOptions, publicKey, denied: new Set() };
    this.accounts.set(account.profile.id, account);
  }

  path = (vaultId) => [{ name: find(this.vaults, vaultId, 'Vault').name, vaultId, folderId: null }];

  /** The ids of a folder and of all below it. */
  tree(id) {
    const tree = new Set([id]);
    // A set grows while it is walked.
    for (const above of tree)
      for (const one of this.folders.values()) if (one.parentFolderId === above) tree.add(one.id);
    return tree;
  }

  /** What leads to an item goes with it. */
  removeItem(id) {
    this.items.delete(id);
    for (const map of [this.shortcuts, this.inbox, this.snapshots]) {
      for (const [key, { itemId }] of map) if (itemId === id) map.delete(key);
    }
  }

  #removeIn(within) {
    for (const item of this.items.values()) if (within(item)) this.removeItem(item.id);
    for (const shortcut of this.shortcuts.values()) if (within(shortcut)) this.shortcuts.delete(shortcut.id);
  }

  removeFolder(id) {
    const tree = this.tree(id);
    this.#removeIn(({ folderId }) => tree.has(folderId));
    for (const gone of tree) this.folders.delete(gone);
  }

  removeVault(id) {
    this.#removeIn(({ vaultId }) => vaultId === id);
    for (const folder of this.folders.values()) if (folder.vaultId === id) this.folders.delete(folder.id);
    this.vaults.delete(id);
  }
}
