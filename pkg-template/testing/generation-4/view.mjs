// What one user sees of the state, in the shapes of answers; and what that user is refused.
import { misplaced, notFound, Refusal } from './failures.mjs';
import { shown } from './state.mjs';

export class View {
  constructor(state, user, parts) {
    this.state = state;
    this.user = user;
    this.random = parts.random;
    this.stamp = parts.stamp;
  }

  // ------------------------------------------------------------ what is there, and may be seen

  #find(list, id, what) {
    const found = list.find((one) => one.id === id);
    if (!found) throw notFound(what);
    return found;
  }

  #isMine(vault) {
    return (vault['#owner'] ?? null) === null || vault['#owner'] === this.user.name;
  }

  #allowed(id, data) {
    if (!this.user.denied.has(id)) return;
    throw new Refusal(403, 'accessDenied', { errorMessage: 'Access denied', ...data });
  }

  vault(id) {
    const vault = this.#find(this.state.vaults, id, 'vault');
    if (!this.#isMine(vault)) throw notFound('vault');
    if (vault.forbidden) throw new Refusal(403, 'accessDenied', { errorMessage: 'Access denied', vaultId: id });
    this.#allowed(id, { vaultId: id });
    return vault;
  }

  folder(id) {
    const folder = this.#find(this.state.folders, id, 'folder');
    this.vault(folder.vaultId);
    for (let at = folder; at; at = this.state.folders.find((one) => one.id === at.parentId)) {
      this.#allowed(at.id, { folderId: id });
    }
    return folder;
  }

  password(id) {
    return this.#reachable(this.#find(this.state.passwords, id, 'password'), { passwordId: id });
  }

  /** A password or a shortcut, if the user may see where it lies. */
  #reachable(one, data) {
    this.vault(one.vaultId);
    this.#allowed(one.id, data);
    if (this.state.folders.some(({ id }) => id === one.folderId)) this.folder(one.folderId);
    return one;
  }

  /**
   * A place that a body names, as a password, shortcut or folder has it: one where the user may write. `notBelow`: the folder that is
   * to lie there.
   */
  place(vaultId, folderId, notBelow) {
    this.vault(vaultId);
    if (!folderId) return { vaultId, folderId: null };
    if (this.folder(folderId).vaultId !== vaultId) throw misplaced('The folder is in another vault');
    if (notBelow && this.subtree(notBelow).includes(folderId)) throw misplaced('A folder cannot lie in itself');
    return { vaultId, folderId };
  }

  /** A password that may have come by the inbox: its vault is none of the user's lists then. */
  anyPassword(id) {
    const password = this.#find(this.state.passwords, id, 'password');
    if (!this.state.inbox.some(({ passwordId }) => passwordId === id)) return this.password(id);
    this.#allowed(id, { passwordId: id });
    return password;
  }

  shortcut(id) {
    return this.#reachable(this.#find(this.state.shortcuts, id, 'shortcut'), { shortcutId: id });
  }

  inboxItem(id) {
    return this.#find(this.state.inbox, id, 'inbox');
  }

  behind(shortcut) {
    return this.#find(this.state.passwords, shortcut.passwordId, 'password');
  }

  /** Whether a list may show it. */
  #lists(find) {
    return (one) => {
      try {
        find(one.id);
        return true;
      } catch {
        return false;
      }
    };
  }

  vaults() {
    return this.state.vaults.filter((one) => !one.inboxOnly && this.#isMine(one) && !this.user.denied.has(one.id));
  }

  passwords() {
    const isOpen = ({ vaultId }) => !this.state.vaults.find(({ id }) => id === vaultId)?.inboxOnly;
    return this.state.passwords.filter((one) => isOpen(one) && this.#lists((id) => this.password(id))(one));
  }

  folders() {
    return this.state.folders.filter(this.#lists((id) => this.folder(id)));
  }

  shortcuts() {
    const isWhole = ({ passwordId }) => this.state.passwords.some(({ id }) => id === passwordId);
    return this.state.shortcuts.filter((one) => isWhole(one) && this.#lists((id) => this.shortcut(id))(one));
  }

  // ------------------------------------------------------------ how it is shown

  #amount(list, isHere) {
    return this.state.countsNothing ? 0 : list.filter(isHere).length;
  }

  showVault(vault) {
    const { forbidden, inboxOnly, ...document } = shown(vault);
    const master = vault.scope === 'domain' && this.user.domain.mpCrypted;
    return {
      foldersAmount: this.#amount(this.state.folders, ({ vaultId }) => vaultId === vault.id),
      passwordsAmount: this.#amount(this.state.passwords, ({ vaultId }) => vaultId === vault.id),
      ...(master ? { domainMaster: master } : {}),
      ...document,
    };
  }

  showFolder(folder) {
    return {
      foldersAmount: this.#amount(this.state.folders, ({ parentId }) => parentId === folder.id),
      passwordsAmount: this.#amount(this.state.passwords, ({ folderId }) => folderId === folder.id),
      ...folder,
    };
  }

  /** As lists show a password: nothing that is sealed. */
  listItem(password) {
    const { custom, cryptedPassword, cryptedKey, attachments, ...rest } = password;
    return { ...rest, shortcut: null };
  }

  shortcutItem(shortcut) {
    const { id, vaultId, folderId } = shortcut;
    return { ...this.listItem(this.behind(shortcut)), id, vaultId, folderId, shortcut: { id, vaultId, folderId } };
  }

  showShortcut(shortcut) {
    const { vaultId, folderId, ...password } = this.behind(shortcut);
    const { passwordId, ...own } = shortcut;
    const cryptedKey = password.cryptedKey ?? own.cryptedKey;
    return { ...password, cryptedKey, shortcut: { ...own, isFavorite: Boolean(shortcut.isFavorite) } };
  }

  showInboxItem(item) {
    const { passwordId, style, ...rest } = item;
    return { ...rest, password: this.anyPassword(passwordId) };
  }

  itemsIn(vaultId, folderId) {
    const isHere = (one) => one.vaultId === vaultId && one.folderId === folderId;
    return [
      ...this.passwords()
        .filter(isHere)
        .map((one) => this.listItem(one)),
      ...this.shortcuts()
        .filter(isHere)
        .map((one) => this.shortcutItem(one)),
    ];
  }

  /** The folder and all below it. */
  subtree(id) {
    const below = this.state.folders.filter(({ parentId }) => parentId === id);
    return [id, ...below.flatMap((folder) => this.subtree(folder.id))];
  }
}
