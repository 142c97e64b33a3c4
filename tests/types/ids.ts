// Ids that cannot be confused: whatever is known to be the id of something else is refused, every other text fits.
import Passwork, {
  type AttachmentId, type FolderId, type Id, type IdOf, type InboxId, type NewPassword, type PasswordId, type ShortcutId, type SnapshotId, type UserGroupId, type UserId,
  type VaultId,
} from 'passwork-wasm';

declare const passwork: Passwork;
declare const text: string;
declare const maybe: string | null;

export async function refused(): Promise<unknown[]> {
  const vault = await passwork.getVault('vault');
  const folder = await passwork.getFolder('folder');
  const password = await passwork.getPassword('password');
  const behind = await passwork.getShortcutPassword('shortcut');
  const inbox = await passwork.getInboxPassword('inbox');
  const attachment = await passwork.getAttachment('password', 'attachment');
  const [item] = await passwork.getPasswords(vault.id, folder.id);
  const user = await passwork.userInfo();
  const domain = await passwork.getDomain();
  if (!item) return [];

  // @ts-expect-error a password is no vault
  await passwork.getVault(password.id);
  // @ts-expect-error a folder is no vault
  await passwork.getVault(folder.id);
  // @ts-expect-error the folder of a password is none either
  await passwork.getVault(password.folderId ?? '');
  // @ts-expect-error a user is no vault
  await passwork.getVault(user.id);
  // @ts-expect-error the company is no vault
  await passwork.getVault(domain.domainId);
  // @ts-expect-error a vault is no password
  await passwork.getPassword(vault.id);
  // @ts-expect-error a shortcut is not its password
  await passwork.getPassword(behind.shortcut.id);
  // @ts-expect-error it may be a shortcut
  await passwork.getPassword(item.shortcut?.id ?? item.id);
  // @ts-expect-error an item of the inbox is not its password
  await passwork.getPassword(inbox.id);
  // @ts-expect-error a password is not its shortcut
  await passwork.getShortcutPassword(item.id);
  // @ts-expect-error a password is not its item of the inbox
  await passwork.getInboxPassword(inbox.password.id);
  // @ts-expect-error an attachment is no password
  await passwork.getPassword(attachment.id);
  // @ts-expect-error the two are in the wrong order
  await passwork.getAttachment(attachment.id, password.id);
  // @ts-expect-error the vault goes first
  await passwork.movePassword(password.id, password.folderId ?? '', password.vaultId);
  // @ts-expect-error what `copyPassword` gives is no vault
  await passwork.getVault(await passwork.copyPassword(password.id, vault.id));
  // @ts-expect-error what `addVault` gives is no folder
  await passwork.getFolder(await passwork.addVault('name'));
  // @ts-expect-error a folder is no vault
  await passwork.addPassword({ vaultId: folder.id, password: '' });
  // @ts-expect-error ids of folders
  await passwork.getPasswordsById((await passwork.getFolders('vault')).map(({ id }) => id));
  const [state] = await passwork.getSnapshots(password.id);
  if (!state) return [];
  // @ts-expect-error the two are in the wrong order
  await passwork.getSnapshot(state.id, password.id);
  // @ts-expect-error a state is not its password
  await passwork.getPassword((await passwork.getSnapshot(password.id, state.id)).id);
  // @ts-expect-error a group is no user
  await passwork.getUser(await passwork.addUserGroup('name'));
  // @ts-expect-error a user is no group
  await passwork.getUserGroup(user.id);
  // @ts-expect-error ids of groups
  await passwork.addUsersToGroup('group', (await passwork.getUserGroups()).map(({ id }) => id));
  // @ts-expect-error ids of folders
  await passwork.searchItems({ vaultIds: [folder.id] });
  // @ts-expect-error `map` with the wrong method
  [folder].map(({ id }) => id).map(passwork.getVault);
  return [];
}

export async function fits(): Promise<unknown> {
  const vault = await passwork.getVault(text);
  const [folder] = await passwork.getFolders(vault.id);
  const [item] = await passwork.getPasswords(folder?.vaultId, folder?.id);
  const password = await passwork.getPassword(item?.id ?? '');
  await passwork.getPasswords(maybe, maybe);
  await passwork.getPasswordsById([text, 'literal', password.id]);
  await passwork.getPasswordsById(['literal'] as const);
  await passwork.getVault(`vault-${text}`);
  await passwork.getSubFolders(folder?.parentId ?? text);
  await passwork.movePassword(await passwork.copyPassword(password.id, vault.id, password.folderId), password.vaultId, null);
  const fields: NewPassword = { vaultId: text, folderId: folder?.id, password: '' };
  await passwork.addPassword({ ...fields, vaultId: password.vaultId });
  if (item?.shortcut) await passwork.getShortcutPasswordAttachment(item.shortcut.id, text);
  if (item?.inboxId) await passwork.getInboxPassword(item.inboxId);
  for (const { id } of password.attachments ?? []) await passwork.getAttachment(password.id, id);

  // what came out is a text, and may share a place with other ids
  const asText: string = vault.id;
  const asId: Id = password.id;
  const names = new Map([vault].map(({ id, name }) => [id, name] as const));
  const path = [vault.id];
  let current = vault.id;
  const counts: Record<string, number> = {};
  for (const each of folder ? [folder] : []) {
    names.set(each.id, each.name);
    path.push(each.id);
    current = each.id;
    counts[each.id] = (counts[each.vaultId] ?? 0) + 1;
  }
  const compared = [vault.id === password.vaultId, vault.id === text, vault.id === folder?.id, item?.id === item?.shortcut?.id, path.includes(password.id)];
  const joined = [...[vault, password].map(({ id }) => id), ...path].concat(current).sort((a, b) => a.localeCompare(b)).join();
  const table = { [vault.id]: vault.name, [password.id.toLowerCase()]: names.get(password.vaultId) };
  return [asText, asId, compared, joined, table];
}

// ---------------------------------------------------------------- in declarations of one's own
export interface Place {
  readonly vault: VaultId;
  readonly folder?: FolderId;
}
declare const given: { [K in 'vault' | 'folder' | 'password' | 'shortcut' | 'inbox' | 'attachment' | 'snapshot' | 'user' | 'userGroup']: IdOf<K> };
export const places: Place[] = [{ vault: 'literal' }, { vault: text, folder: text }, { vault: given.vault, folder: given.folder }];
// @ts-expect-error the two are in the wrong order
export const wrong: Place = { vault: given.folder, folder: given.vault };

type Passed = { vault: VaultId; folder: FolderId; password: PasswordId; shortcut: ShortcutId; inbox: InboxId; attachment: AttachmentId; snapshot: SnapshotId; user: UserId; userGroup: UserGroupId };
type Fits<A, B> = [A] extends [B] ? true : false;
export type Own = [
  // given or to be passed: each fits its own kind and no other
  Expect<Equal<{ [K in keyof Passed]: { [L in keyof Passed]: Fits<IdOf<K>, Passed[L]> } }, { [K in keyof Passed]: { [L in keyof Passed]: Equal<K, L> } }>>,
  Expect<Equal<{ [K in keyof Passed]: { [L in keyof Passed]: Fits<Passed[K], Passed[L]> } }, { [K in keyof Passed]: { [L in keyof Passed]: Equal<K, L> } }>>,
  Expect<Equal<{ [K in keyof Passed]: Fits<string, Passed[K]> & Fits<'literal', Passed[K]> & Fits<Passed[K], string> }, { [K in keyof Passed]: true }>>,
  Expect<Equal<{ [K in keyof Passed]: Fits<IdOf<'domain'>, Passed[K]> }, { [K in keyof Passed]: false }>>,
];
