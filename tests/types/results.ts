// What the server sends: a slip of the pen does not compile. One line for each type; scripts/types/spoil.mjs opens them all.
import Passwork, {
  type Attachment, type AttachmentInfo, type CustomField, type Domain, type Folder, type InboxListItem, type InboxPassword, type LoginData, type Password,
  type PasswordBase, type PasswordListItem, type SealedCustomField, type ServerObject, type Shortcut, type ShortcutPassword, type ShortcutPlace,
  type Snapshot, type StoredAttachment, type StoredPassword, type StoredShortcutPassword, type User, type UserKeys, type Vault, type VaultFullInfo, type VersionInfo,
} from 'passwork-wasm';

declare const passwork: Passwork;
declare function given<T>(): T;

export const slips = [
  // @ts-expect-error no such member
  given<AttachmentInfo>().nmae,
  // @ts-expect-error no such member
  given<StoredAttachment>().nmae,
  // @ts-expect-error no such member
  given<Attachment>().nmae,
  // @ts-expect-error no such member
  given<SealedCustomField>().nmae,
  // @ts-expect-error no such member
  given<CustomField>().nmae,
  // @ts-expect-error no such member
  given<Domain>().nmae,
  // @ts-expect-error no such member
  given<Folder>().nmae,
  // @ts-expect-error no such member
  given<InboxListItem>().nmae,
  // @ts-expect-error no such member
  given<InboxPassword>().nmae,
  // @ts-expect-error no such member
  given<LoginData>().nmae,
  // @ts-expect-error no such member
  given<LoginData>().user?.nmae,
  // @ts-expect-error no such member
  given<PasswordBase>().nmae,
  // @ts-expect-error no such member
  given<PasswordListItem>().nmae,
  // @ts-expect-error no such member
  given<StoredPassword>().nmae,
  // @ts-expect-error no such member
  given<Password>().nmae,
  // @ts-expect-error no such member
  given<ShortcutPlace>().nmae,
  // @ts-expect-error no such member
  given<Shortcut>().nmae,
  // @ts-expect-error no such member
  given<StoredShortcutPassword>().nmae,
  // @ts-expect-error no such member
  given<ShortcutPassword>().nmae,
  // @ts-expect-error no such member
  given<Snapshot>().nmae,
  // @ts-expect-error no such member
  given<UserKeys>().nmae,
  // @ts-expect-error no such member
  given<User>().nmae,
  // @ts-expect-error no such member
  given<Vault>().nmae,
  // @ts-expect-error no such member
  given<VaultFullInfo>().nmae,
  // @ts-expect-error no such member
  given<VersionInfo>().nmae,
];

export async function asWritten(id: string): Promise<unknown[]> {
  // @ts-expect-error no such member
  const { nmae } = await passwork.getPassword(id);
  // @ts-expect-error no such member
  const names = (await passwork.getVaults()).map((vault) => vault.nmae);
  // @ts-expect-error no such member
  const text = (await passwork.getPassword(id))['nmae'];
  return [nmae, names, text];
}

// ---------------------------------------------------------------- whoever wants the rest
export async function whole(id: string): Promise<unknown[]> {
  const password: Password & ServerObject = await passwork.getPassword(id);
  const name: string = password.name;
  const rest: unknown = password['notDocumented'];
  // @ts-expect-error unknown members must be checked before they are used
  password['notDocumented'].length;
  const vaults: (Vault & ServerObject)[] = await passwork.getVaults();
  const column: string = name;
  const plain: ServerObject = await passwork.getFolder(id);
  const settings: unknown = (await passwork.getPassworkSettings())['autoLogout'];
  return [password.getPassword(), rest, vaults.map((vault) => vault[column]), plain[column], settings];
}

// ---------------------------------------------------------------- objects without secrets, as programs pass them on
declare function log(data: Record<string, unknown>): void;
declare function insert<T extends { [column: string]: unknown }>(rows: readonly T[]): void;
export async function passedOn(id: string): Promise<void> {
  log(await passwork.login('key'));
  log(await passwork.userInfo());
  log(await passwork.getDomain());
  log(await passwork.getVaultFullInfo(id));
  log(await passwork.getPassword(id));
  log(await passwork.getShortcutPassword(id));
  log(await passwork.getInboxPassword(id));
  log(await passwork.getAttachment(id, id));
  insert(await passwork.getVaults());
  insert(await passwork.getFolders(id));
  insert(await passwork.getPasswords(id));
  insert(await passwork.getInboxPasswords());
}

// ---------------------------------------------------------------- they can be extended, implemented and made
export interface Marked extends PasswordListItem {
  readonly mark: number;
}
export class OwnFolder implements Folder {
  id = 'id';
  name = 'name';
  vaultId = 'vault';
  parentId = null;
  foldersAmount = 0;
  passwordsAmount = 0;
}
export const made: Vault = { id: 'id', name: 'name', scope: 'private', access: 'admin', visible: true, foldersAmount: 0, passwordsAmount: 0 };
