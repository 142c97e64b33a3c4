import { find, forbidden, invalid, notFound } from './refusal.mjs';

/**
 * What the server holds, as one user may see it: what is not there is 404, what is not theirs 403. Every user who may enter a vault
 * has a member in its `keys`: their copy of the vault's key, null without client-side encryption.
 */
export class View {
  constructor(store, account) {
    this.store = store;
    this.account = account;
    this.me = account.profile.id;
  }

  #allowed = (id) => !this.account.denied.has(id);

  seesVault = (id) => {
    const vault = this.store.vaults.get(id);
    return vault !== undefined && Object.hasOwn(vault.keys, this.me) && this.#allowed(id);
  };

  seesFolder = ({ id, vaultId, parentFolderId }) =>
    this.#allowed(id) && this.sees({ vaultId, folderId: parentFolderId });

  /** An item or a shortcut, by where it lies. */
  sees = ({ id, vaultId, folderId }) => {
    const folder = this.store.folders.get(folderId);
    return this.#allowed(id) && (folder ? this.seesFolder(folder) : this.seesVault(vaultId));
  };

  #own(map, id, what, sees) {
    const found = find(map, id, what);
    if (!sees(found)) throw forbidden();
    return found;
  }

  vault = (id) => this.#own(this.store.vaults, id, 'Vault', (vault) => this.seesVault(vault.id));
  folder = (id) => this.#own(this.store.folders, id, 'Folder', this.seesFolder);
  item = (id) => this.#own(this.store.items, id, 'Item', this.sees);
  shortcut = (id) => this.#own(this.store.shortcuts, id, 'Shortcut', this.sees);

  inbox(id) {
    const found = this.store.inbox.get(id);
    if (found?.userId !== this.me) throw notFound('Inbox item');
    return found;
  }

  inboxes = () => [...this.store.inbox.values()].filter(({ userId }) => userId === this.me);

  /** Reading or writing through the inbox needs no right on the vault. */
  itemOrInbox(id, write = false) {
    const item = find(this.store.items, id, 'Item');
    if (this.sees(item)) return item;
    const mail = this.inboxes().find(({ itemId }) => itemId === id);
    if (!mail || (write && mail.inbox.access !== 'write')) throw forbidden();
    return item;
  }

  vaults = () => [...this.store.vaults.values()].filter(({ id }) => this.seesVault(id));
  folders = () => [...this.store.folders.values()].filter(this.seesFolder);
  items = () => [...this.store.items.values()].filter(this.sees);
  shortcuts = () => [...this.store.shortcuts.values()].filter(this.sees);

  /** A place that a body names must be one where the user may write. */
  place(vaultId, folderId, member = 'folderId') {
    this.vault(vaultId);
    if (folderId && this.folder(folderId).vaultId !== vaultId) throw invalid('The folder is in another vault', member);
  }

  sealedKey = (vaultId) => this.store.vaults.get(vaultId).keys[this.me] ?? null;
  isSealed = (vaultId) => Object.values(this.store.vaults.get(vaultId).keys).some(Boolean);
}
