// Reads everything that the user can see: all vaults, all folders, every password with its
// custom fields and files.

/**
 * Calls onRecord for every password and onProblem for whatever could not be read: an export
 * goes on without it, but says so.
 */
export async function walk(passwork, { inbox = false, parallel = 4, onPlace = () => {}, onRecord, onProblem }) {
  const attempt = async (where, read) => {
    try {
      return await read();
    } catch (error) {
      onProblem({ where, error });
      return undefined;
    }
  };

  async function place(path, vaultId, folderId) {
    const where = path.join(' / ');
    onPlace(where);
    const items = (await attempt(where, () => passwork.getPasswords(vaultId, folderId))) ?? [];
    await inParallel(items, parallel, (item) =>
      attempt(`${where} / ${item.name}`, async () => onRecord(await readItem(passwork, item, path))),
    );

    const folders =
      (await attempt(where, () => (folderId ? passwork.getSubFolders(folderId) : passwork.getFolders(vaultId)))) ?? [];
    for (const folder of folders) await place([...path, folder.name], vaultId, folder.id);
  }

  for (const vault of await passwork.getVaults()) await place([vault.name], vault.id, null);

  if (inbox) {
    onPlace('Inbox');
    // Passwork 7 may not have the list: then it counts among what could not be read.
    for (const item of (await attempt('Inbox', () => passwork.getInboxPasswords())) ?? []) {
      await attempt(`Inbox / ${item.name}`, async () => {
        const { password } = await passwork.getInboxPassword(item.id);
        onRecord(await record(password, ['Inbox'], (id) => passwork.getInboxPasswordAttachment(item.id, id)));
      });
    }
  }
}

async function readItem(passwork, item, path) {
  if (!item.shortcut) {
    return record(await passwork.getPassword(item.id), path, (id) => passwork.getAttachment(item.id, id));
  }
  const shortcutId = item.shortcut.id;
  return record(await passwork.getShortcutPassword(shortcutId), path, (id) =>
    passwork.getShortcutPasswordAttachment(shortcutId, id),
  );
}

async function record(password, path, getAttachment) {
  const files = [];
  for (const { id, name } of password.attachments ?? [])
    files.push({ name, bytes: (await getAttachment(id)).getData() });
  const { name, login, url, description, tags, updatedAt } = password;
  return {
    path,
    files,
    name: name ?? '',
    login: login ?? '',
    url: url ?? '',
    description: description ?? '',
    tags: tags ?? [],
    updatedAt,
    password: password.getPassword(),
    customs: (password.getCustoms() ?? []).map(({ name: field, value, type }) => ({ name: field, value, type })),
  };
}

async function inParallel(items, limit, work) {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: limit }, async () => {
      while (queue.length) await work(queue.shift());
    }),
  );
}
