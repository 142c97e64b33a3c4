import type { Passwork } from './client.js';
import type { CallSettings } from './options.js';

/** Names of the methods that change something on the server, whatever its generation. `call` is one of them unless it is a GET. */
export type WritingMethod =
  | 'userNotificationsMarkAsViewed'
  | 'addPassword'
  | 'editPassword'
  | 'deletePassword'
  | 'addPasswordAttachment'
  | 'addPasswordWebAttachment'
  | 'deletePasswordAttachment'
  | 'movePassword'
  | 'copyPassword'
  | 'favoritePassword'
  | 'unfavoritePassword'
  | 'generatePasswordShareLink'
  | 'editInboxPassword'
  | 'addInboxPasswordAttachment'
  | 'deleteInboxPasswordAttachment'
  | 'inboxNotificationsMarkAsViewed'
  | 'addShortcutPasswordAttachment'
  | 'deleteShortcutPasswordAttachment'
  | 'editShortcutPassword'
  | 'deleteShortcut'
  | 'moveShortcut'
  | 'copyShortcut'
  | 'favoriteShortcut'
  | 'unfavoriteShortcut'
  | 'generateShortcutPasswordShareLink'
  | 'addVault'
  | 'editVault'
  | 'deleteVault'
  | 'addFolder'
  | 'editFolder'
  | 'deleteFolder'
  | 'moveFolder'
  | 'copyFolder'
  | 'createUser'
  | 'editUser'
  | 'deleteUser'
  | 'blockUser'
  | 'unblockUser'
  | 'addUserGroup'
  | 'editUserGroup'
  | 'deleteUserGroup'
  | 'addUsersToGroup'
  | 'removeUsersFromGroup';

/**
 * A client that only reads, as {@link Passwork.readOnly} gives it: {@link Passwork} without the methods that write. Every
 * `Passwork` is one too, so a function that only reads can ask for this and take either.
 *
 * Those methods are there all the same. Called in spite of the types they reject with kind `usage` and send nothing.
 *
 * @example
 * ```ts
 * async function report(passwork: ReadOnlyPassword) {
 *   for (const vault of await passwork.getVaults()) console.log(vault.name);
 * }
 *
 * await report(passwork.readOnly());
 * ```
 */
export interface ReadOnlyPassword extends Omit<Passwork, WritingMethod | 'with' | 'call'> {
  /**
   * The same client with other settings of calls, as {@link Passwork.with}. It only reads as well.
   *
   * @param settings What to change.
   * @throws {PassworkError}
   */
  with: (settings: CallSettings) => ReadOnlyPassword;
  /**
   * Asks any endpoint of the server, as {@link Passwork.call}, by GET.
   *
   * @param method GET.
   * @param path Path below `/api/v1`, with its slash and without a query.
   * @param parameters The parameters. Default: none.
   * @returns The server's answer, as it is.
   * @throws {PassworkError}
   */
  call: (method: 'GET', path: string, parameters?: object | null) => Promise<unknown>;
}
