// The tree of vaults: an entry is narrowed by its type, and its id goes into the methods of its kind alone.
import Passwork, {
  type EntryBase, type FolderEntry, type IdOf, type ItemEntry, type ListOptions, type ShortcutEntry, type TreeEntry, type VaultEntry,
} from 'passwork-wasm';

type Common = { name: string; vaultId: IdOf<'vault'>; folderId: IdOf<'folder'> | null; path: string | null };

export type Shapes = [
  Expect<Equal<{ [K in keyof EntryBase]: EntryBase[K] }, Common>>,
  Expect<Equal<TreeEntry, VaultEntry | FolderEntry | ItemEntry | ShortcutEntry>>,
  Expect<Equal<VaultEntry['id'], IdOf<'vault'>>>,
  Expect<Equal<FolderEntry['id'], IdOf<'folder'>>>,
  Expect<Equal<ItemEntry['id'], IdOf<'password'>>>,
  Expect<Equal<ShortcutEntry['id'], IdOf<'shortcut'>>>,
  Expect<Equal<TreeEntry['type'], 'vault' | 'folder' | 'item' | 'shortcut'>>,
  Expect<Equal<ListOptions, { readonly recursive?: boolean | undefined }>>,
  Expect<Equal<Passwork['list'], (path?: string, options?: ListOptions | null) => Promise<TreeEntry[]>>>,
];

export async function walk(passwork: Passwork) {
  const found = await passwork.locate('a/b');
  const folder = await passwork.locate('a/b', 'folder');
  type _Found = [Expect<Equal<typeof found, ItemEntry | ShortcutEntry>>, Expect<Equal<typeof folder, VaultEntry | FolderEntry>>];
  if (found.type === 'shortcut') await passwork.getShortcutPassword(found.id);
  else await passwork.getPassword(found.id);
  // @ts-expect-error a shortcut's id is none of a password
  if (found.type === 'shortcut') await passwork.getPassword(found.id);
  // @ts-expect-error no other word
  await passwork.locate('a', 'vault');
  for (const entry of await passwork.list(undefined, { recursive: true })) {
    if (entry.type === 'vault') await passwork.getVault(entry.id);
  }
}
