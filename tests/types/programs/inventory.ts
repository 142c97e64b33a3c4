// A program of some size, as somebody has it: an inventory of all vaults as CSV and JSON, and a check of what is due for a change.
import Passwork, { type Folder, type Id, type Password, type PasswordListItem, type ServerObject, type Vault } from 'passwork-wasm';

// ---------------------------------------------------------------- rows, with helpers that know nothing of Passwork
type Row = Record<string, unknown>;

const quote = (value: unknown): string => `"${String(value ?? '').replace(/"/g, '""')}"`;

function toCsv<T extends Row>(rows: readonly T[], columns: readonly (keyof T & string)[]): string {
  return [columns.map(quote).join(','), ...rows.map((row) => columns.map((column) => quote(row[column])).join(','))].join('\n');
}

function groupBy<T, K extends string>(list: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of list) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name);
const indexById = <T extends { id: string }>(list: readonly T[]): Record<string, T> => Object.fromEntries(list.map((each) => [each.id, each]));
const pick = <T extends object, K extends keyof T>(from: T, ...names: K[]): Pick<T, K> =>
  Object.fromEntries(names.map((name) => [name, from[name]])) as unknown as Pick<T, K>;

/** A line of a log, as structured loggers take it. */
type Logger = { info(data: Row, text: string): void };

// ---------------------------------------------------------------- the walk
interface Place {
  vaultId: Id;
  folderId: Id | null;
  path: string[];
}

interface Entry extends PasswordListItem {
  readonly path: string;
  readonly ageInDays: number;
}

interface NamedVault extends Vault {
  readonly shownAs: string;
}

class Inventory {
  readonly entries: Entry[] = [];
  readonly #vaults = new Map<Id, Vault>();
  readonly #folders: Record<string, Folder> = {};
  readonly #seen = new Set<string>();
  #perVault: { [vaultId: string]: number } = {};

  constructor(
    private readonly passwork: Passwork,
    private readonly log: Logger,
    private readonly today = Date.now() / 1000,
  ) {}

  async read(only?: (vault: Vault) => boolean): Promise<this> {
    const vaults = (await this.passwork.getVaults()).filter((vault) => vault.visible && (!only || only(vault)));
    for (const vault of vaults) {
      this.log.info(vault, 'vault');
      this.#vaults.set(vault.id, vault);
      await this.walk({ vaultId: vault.id, folderId: null, path: [vault.name] }, await this.passwork.getFolders(vault.id));
    }
    return this;
  }

  private async walk({ vaultId, folderId, path }: Place, folders: Folder[]): Promise<void> {
    for (const item of await this.passwork.getPasswords(vaultId, folderId)) this.add(item, path);
    for (const folder of folders) {
      this.#folders[folder.id] = folder;
      this.log.info({ ...folder, path }, 'folder');
      const inner = await this.passwork.getSubFolders(folder.id);
      await this.walk({ vaultId: folder.vaultId, folderId: folder.id, path: [...path, folder.name] }, inner);
    }
  }

  private add(item: PasswordListItem, path: readonly string[]): void {
    const key = item.shortcut?.id ?? item.id;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#perVault[item.vaultId] = (this.#perVault[item.vaultId] ?? 0) + 1;
    const ageInDays = Math.floor((this.today - item.lastPasswordUpdate) / 86_400);
    this.entries.push({ ...item, path: path.join(' / '), ageInDays });
  }

  vaultOf(entry: Entry): Vault | undefined {
    return this.#vaults.get(entry.vaultId);
  }

  folderOf({ folderId }: Entry): Folder | undefined {
    return folderId === null ? undefined : this.#folders[folderId];
  }

  named(): NamedVault[] {
    return [...this.#vaults.values()].map((vault) => ({ ...vault, shownAs: `${vault.name} (${this.#perVault[vault.id] ?? 0})` })).sort(byName);
  }

  due(days: number): Map<string, Entry[]> {
    return groupBy(
      this.entries.filter((entry) => entry.ageInDays > days),
      (entry) => entry.vaultId as string,
    );
  }
}

// ---------------------------------------------------------------- what is made of it
const COLUMNS = ['path', 'name', 'login', 'url', 'color', 'updatedAt', 'ageInDays'] as const;

export async function main(host: string, apiKey: string, masterPassword: string | undefined, log: Logger): Promise<string> {
  const passwork = new Passwork({ host, timeout: 30_000, retry: 2, concurrency: 4 });
  const { user, versionInfo } = await passwork.login(apiKey, masterPassword);
  log.info({ user: user?.email, ...versionInfo }, 'logged in');
  try {
    const inventory = await new Inventory(passwork, log).read(({ scope }) => scope === 'domain');
    const csv = toCsv(inventory.entries as unknown as Row[], COLUMNS);
    const plain: Row[] = await passwork.getFavoritePasswords();
    const favourites = toCsv(plain, ['name', 'url']);
    const first: ServerObject = { ...inventory.entries[0] };
    const byId = indexById(await passwork.getVaults());
    const shown = inventory.entries.map((entry) => pick(entry, 'id', 'name', 'path'));
    const wanted = new Set(['main', 'old']);
    const some = Object.values(byId).filter((vault) => wanted.has(vault.id) || vault.id === 'third');
    for (const [vaultId, entries] of inventory.due(90)) {
      const vault = byId[vaultId] ?? (await passwork.getVault(vaultId));
      log.info({ vault: vault.name, entries: entries.length, shared: (await passwork.getDirectorySharingInfo(vaultId))['users'] }, 'due');
    }
    for (const [name, value] of Object.entries(some[0] ?? {})) log.info({ name, value }, 'member');
    return JSON.stringify({ csv, favourites, shown, first, vaults: inventory.named(), places: inventory.entries.map((e) => [inventory.vaultOf(e)?.name, inventory.folderOf(e)?.name]) });
  } finally {
    await passwork.logout();
  }
}

// ---------------------------------------------------------------- whole passwords, read in pieces
export type Exported = Omit<Password, 'cryptedPassword' | 'cryptedKey' | 'custom' | 'getPassword' | 'getCustoms'> & {
  password: string;
  fields: Record<string, string>;
};

export async function* exported(passwork: Passwork, ids: readonly string[], size = 50): AsyncGenerator<Exported> {
  for (let start = 0; start < ids.length; start += size) {
    for (const { id, password, error } of await passwork.getPasswordsById(ids.slice(start, start + size))) {
      if (!password) throw new Error(`${id}: ${error.message}`, { cause: error });
      const { cryptedPassword, cryptedKey, custom, getPassword, getCustoms, ...rest } = password;
      void [cryptedPassword, cryptedKey, custom];
      const fields: Record<string, string> = {};
      for (const { name, value, type, getTotpCode } of getCustoms() ?? []) fields[name] = type === 'totp' && getTotpCode ? getTotpCode() : value;
      yield { ...rest, password: getPassword(), fields };
    }
  }
}
